import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { classFolder } from '../../../shared/package/layout'
import type { Span } from '../../../shared/record/bodies'
import { Device } from '../../../test/support/device'
import { ORIGIN } from '../../app.fixture'
import type { OpenedZip } from '../../claim/open-zip'
import { type Asked, openBureau } from '../bureau.fixture'
import { findingsOfClaim } from './bureau-findings'
import { indexPackage } from './index-package'
import { tracesOf } from './read-package'

const course = { key: 'c-1', title: '养老护理员（初级）' }
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const MORNING = Date.parse('2026-07-03T01:00:00Z')

export interface Studied extends Asked {
  /** Lessons played: each a list of spans of one watch entry each. */
  lessons?: readonly (readonly Span[])[]
  /** Whose computer it was. */
  device?: Device
  /** Lessons in a room. */
  attended?: readonly { start: number; seconds: number }[]
}

/** Playing from `wall` on, cut every five minutes as the extension does; `off`: ms by which its readings differ. */
export const played = (wall: number, ms: number, off = 0): Span[] =>
  Array.from({ length: Math.ceil(ms / (5 * MINUTE)) }, (_, i): Span => {
    const [from, length] = [i * 5 * MINUTE, Math.min(5 * MINUTE, ms - i * 5 * MINUTE)]
    return {
      ...{ wall: wall + from, ms: length, from: from + off, to: from + length + off, rate: 1000 },
      ...{ visible: true, pip: false, muted: false, samples: 60, gap: 5000 },
    }
  })

export const computer = (): Device => new Device(ORIGIN)

/** A package's files for these people as a builder writes them, as far as the index reads them. */
export function packageOf(people: readonly Studied[]): OpenedZip {
  const files = new Map<string, string>()
  const classes = [...new Set(people.map(classOf))]
  for (const id of classes) putClass(files, id, people)
  files.set('data/claim.json', JSON.stringify({ classes: classes.map((id) => ({ class: id })) }))
  return inMemory(files)
}

const classOf = ({ class: id = 'class-1' }: Studied): string => id

function putClass(files: Map<string, string>, id: string, people: readonly Studied[]): void {
  const folder = `data/${classFolder(id)}`
  const attended: object[] = []
  const bindings = people.flatMap((person, i) => {
    if (classOf(person) !== id) return []
    const { lessons = [], device, attended: rooms = [] } = person
    const seat = `seat-${i}`
    for (const [n, { start, seconds }] of rooms.entries())
      attended.push({
        ...{ id: `a-${i}-${n}`, seat, session: 's', course: 'c-1', practice: true, start, seconds, how: 'sheet' },
        ...{ by: 'm', at: start },
      })
    const one = device ?? computer()
    // A chain of its own on the same computer.
    const own = new Device(ORIGIN)
    Object.assign(own, { id: one.id })
    own.begin({ class: id, organisation: 'o', at: MORNING })
    for (const [n, spans] of lessons.entries())
      own.watch(
        course,
        { key: `l-${n}`, title: `第${n + 1}节` },
        spans.map((span) => [span]),
        MORNING,
      )
    files.set(`${folder}/chains/${own.chain}.ndjson`, own.entries.map(({ line }) => `${line}\n`).join(''))
    return [{ claim: own.claim, seat, from: 0, how: 'code' }]
  })
  files.set(`${folder}/facts.json`, JSON.stringify({ bindings, attended, imported: [] }))
}

const inMemory = (files: ReadonlyMap<string, string>): OpenedZip => ({
  bag: 'bag',
  keys: () => files.keys(),
  size: (path) => files.get(path)?.length,
  get: async (path) => {
    const text = files.get(path)
    return text === undefined ? undefined : new TextEncoder().encode(text)
  },
  stream: async (path) => Readable.from([Buffer.from(files.get(path) ?? '')]),
  close: () => undefined,
})

/** A bureau that takes packages into the index as an import does. */
export async function openAcross(...given: Parameters<typeof openBureau>) {
  const bureau = await openBureau(...given)
  const { deps, organisation } = bureau
  const { t } = deps.store
  const take = async (claim: string, version: number, people: readonly Studied[]): Promise<void> => {
    const received = { package: randomUUID(), claim, version, traces: tracesOf(packageOf(people)) }
    await deps.store.tx((q) =>
      q.update(t.bureauClaim).set({ package: received.package }).where(eq(t.bureauClaim.id, claim)),
    )
    await indexPackage(deps, { organisation }, received)
  }
  return {
    ...bureau,
    take,
    /** A claim of a firm with its package. */
    async received(firm: string, people: readonly Studied[]): Promise<string> {
      const id = await bureau.claim(firm, people)
      await take(id, 1, people)
      return id
    },
    findings: (id: string, version = 1) => findingsOfClaim(deps.store.read, deps.store, { id, version }),
  }
}
