import type { Body } from '../../shared/record/bodies'
import { writable } from './choose-chain'
import type { Drafts } from './drafts'
import type { Presence } from './presence'
import type { NewEntry, Recorder } from './recorder'
import type { PersonRow } from './rows'

export type SignInOutcome = 'signed-in' | 'wrong-pin' | 'wait' | 'unknown'

const ROUNDS = 100_000
/** After this many wrong PINs in a row, each further one costs a minute. */
const TRIES = 5

/** Who is studying at this device: one person at a time, or nobody. */
export class People {
  constructor(
    readonly recorder: Recorder,
    readonly drafts: Drafts,
    readonly presence: Presence,
    /** Somebody else sits here now, or nobody. */
    readonly changed: () => Promise<void> = () => Promise.resolve(),
  ) {}

  async signIn(id: string, pin?: string): Promise<SignInOutcome> {
    const person = await this.recorder.db.get('people', id)
    if (!person) return 'unknown'
    const outcome = await this.#checkPin(person, pin)
    if (outcome !== 'signed-in') return outcome
    await this.recorder.turn(() => this.signInHere(id, person.pin ? 'pin' : 'popup'))
    return outcome
  }

  /** Inside a turn: whoever was signed in is signed out first. */
  async signInHere(id: string, method: Body<'signin'>['method']): Promise<void> {
    const { signedIn } = await this.recorder.state()
    if (signedIn?.person === id) return
    await this.signOutHere('other-person')
    await this.#onAll(id, { kind: 'signin', body: { method } })
    await this.recorder.changeState((state) => ({ ...state, signedIn: { person: id, at: this.recorder.now() } }))
    await this.changed()
  }

  signOut(reason: Body<'signout'>['reason']): Promise<void> {
    return this.recorder.turn(() => this.signOutHere(reason))
  }

  /** Inside a turn. What is in a draft belongs to the one who signs out: it is sealed first. */
  async signOutHere(reason: Body<'signout'>['reason']): Promise<void> {
    const { signedIn } = await this.recorder.state()
    if (!signedIn) return
    const chains = writable(await this.recorder.db.getAll('chains'), signedIn.person)
    await this.drafts.closeAll(chains.map(({ chain }) => chain))
    await this.presence.close(reason)
    await this.#onAll(signedIn.person, { kind: 'signout', body: { reason } })
    await this.recorder.changeState(({ signedIn: _, asking: __, ...state }) => state)
    await this.changed()
  }

  /** A person signs in and out on each of their chains: every chain tells by itself who sat here. */
  async #onAll(person: string, entry: NewEntry): Promise<void> {
    for (const { chain } of writable(await this.recorder.db.getAll('chains'), person))
      await this.recorder.write(chain, [entry])
  }

  async #checkPin(person: PersonRow, typed: string | undefined): Promise<SignInOutcome> {
    const { pin } = person
    if (!pin) return 'signed-in'
    if (this.recorder.now() < pin.notBefore) return 'wait'
    const right = typed !== undefined && same(await pinHash(typed, pin.salt), pin.hash)
    const wrong = right ? 0 : pin.wrong + 1
    const notBefore = wrong >= TRIES ? this.recorder.now() + 60_000 : 0
    await this.recorder.put((tx) => void tx.objectStore('people').put({ ...person, pin: { ...pin, wrong, notBefore } }))
    return right ? 'signed-in' : 'wrong-pin'
  }

  /** Name, PIN (empty takes it away) and platform account of somebody on this device. */
  async change(id: string, { name, pin, account }: { name?: string; pin?: string; account?: string }): Promise<void> {
    const person = await this.recorder.db.get('people', id)
    if (!person) return
    const { pin: oldPin, account: oldAccount, ...rest } = person
    const newPin = pin === undefined ? oldPin : pin === '' ? undefined : await makePin(pin)
    const newAccount = account === undefined ? oldAccount : account || undefined
    const changed: PersonRow = {
      ...rest,
      ...(name && { name }),
      ...(newPin && { pin: newPin }),
      ...(newAccount && { account: newAccount }),
    }
    await this.recorder.put((tx) => void tx.objectStore('people').put(changed))
  }
}

/** 张三（003） without the number. */
export const bareName = (name: string): string => name.replace(/[（(].*$/, '').replace(/\s+/g, '')

/** Four digits keep honest neighbours apart; they are no secret from the machine's owner. */
export async function makePin(pin: string): Promise<NonNullable<PersonRow['pin']>> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { salt, hash: await pinHash(pin, salt), wrong: 0, notBefore: 0 }
}

async function pinHash(pin: string, salt: Uint8Array): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations: ROUNDS },
    key,
    256,
  )
  return new Uint8Array(bits)
}

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i])
