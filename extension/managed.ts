import { serverOrigin } from './parse-url'

/** What the administrator of this computer has set for everybody at it. */
export interface Managed {
  /** Origin of the server. */
  server?: string
  classCode?: string
  /** Names of the values that are there and cannot be used. */
  wrong: string[]
}

/** Codes as servers make them, with or without their dashes. */
const CLASS_CODE = /^[0-9A-Za-z-]{4,20}$/

/**
 * Reads the values that a policy has set. A wrong one is named, never guessed at; an unknown one is left alone, so that
 * policies for a newer version do no harm here.
 */
export function managedOf(values: Record<string, unknown>): Managed {
  const { server, classCode } = values
  const origin = typeof server === 'string' ? serverOrigin(server) : undefined
  const code = typeof classCode === 'string' ? classCode.trim() : undefined
  const soundServer = origin !== undefined && mayBeServer(origin)
  const soundCode = code !== undefined && CLASS_CODE.test(code)
  return {
    ...(soundServer && { server: origin }),
    ...(soundCode && { classCode: code }),
    wrong: [
      ...(isSet(server) && !soundServer ? ['server'] : []),
      ...(isSet(classCode) && !soundCode ? ['classCode'] : []),
    ],
  }
}

const isSet = (value: unknown): boolean => value !== undefined && value !== ''

/** Joining needs an encrypted connection, or none at all. */
const mayBeServer = (origin: string): boolean =>
  /^https:/.test(origin) || /^http:\/\/(127\.|localhost(:|$)|\[::1\])/.test(origin)

/** What is needed of the browser's storage. */
export interface ManagedStorage {
  managed: { get(): Promise<Record<string, unknown>> }
  onChanged: { addListener(heard: Heard): void; removeListener(heard: Heard): void }
}
type Heard = (changes: object, area: string) => void

/** After an installation by policy the values may come later than the first page, and without an event. */
const AGAIN = [500, 1500, 5000]

/**
 * Tells what is set now, and again whenever it changes. Where no policy is set Chromium answers `{}` and Firefox refuses.
 * Returns what ends it.
 */
export function watchManaged(storage: ManagedStorage, tell: (managed: Managed) => void): () => void {
  let said = ''
  const look = () =>
    void storage.managed
      .get()
      .then(managedOf, () => managedOf({}))
      .then((managed) => {
        const now = JSON.stringify(managed)
        if (now !== said) tell(managed)
        said = now
      })
  const heard: Heard = (_, area) => {
    if (area === 'managed') look()
  }
  storage.onChanged.addListener(heard)
  const timers = AGAIN.map((ms) => setTimeout(look, ms))
  look()
  return () => {
    storage.onChanged.removeListener(heard)
    for (const timer of timers) clearTimeout(timer)
  }
}
