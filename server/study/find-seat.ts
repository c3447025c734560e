import { eq } from 'drizzle-orm'
import released from '../../extension/sites/released.json'
import type { Crypto } from '../../shared/crypto'
import type { Found } from '../../shared/study/finding'
import { findInClass, findInSeat, seatRecord } from '../../shared/study/findings'
import { publishedBuilds } from '../../shared/study/findings/builds'
import type { Knowledge } from '../../shared/study/findings/inquiry'
import { type Outline, outlineOf } from '../../shared/study/findings/outline'
import { stretchesOf } from '../../shared/study/findings/stretches'
import { readTrace } from '../../shared/study/findings/trace'
import type { Store } from '../db/store'
import { ruleTexts } from '../training/rules'
import { chainsOfSeats, entriesOf, factsOf } from './load'
import { foldPerson } from './person-day'

/** Of every version there was: records outlive the rules they were made under. */
const builtInRules: ReadonlySet<string> = new Set(Object.values(released))

/** What the rules find in one seat's records as they stand, and what the class's rules will look at of it. */
export async function findSeat(
  store: Store,
  crypto: Crypto,
  { seat, person, organisation }: { seat: string; person: string; organisation: string },
): Promise<{ found: Found[]; outline: Outline }> {
  const { t, read: q } = store
  const seats = await q.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.person, person))
  const ids = seats.map(({ id }) => id)
  const folded = await foldPerson(q, store, crypto, ids)
  const mine = folded.find((one) => one.seat === seat)
  const chains = await chainsOfSeats(q, t, ids)
  const own = mine?.read ?? []
  const traces = []
  for (const one of chains) {
    const read = own.find(({ chain }) => chain === one.digest)
    if (mine && read) traces.push(readTrace(await entriesOf(q, t, one), mine.facts, read))
  }
  const deviceOf = new Map(chains.map(({ digest, device }) => [digest, device]))
  const elsewhere = stretchesOf(
    folded
      .filter((one) => one.seat !== seat)
      .flatMap(({ read }) => read.map(({ chain, spans }) => ({ chain, spans, device: deviceOf.get(chain) ?? chain }))),
  )
  const record = seatRecord(seat, traces, mine?.days ?? [], { elsewhere })
  const outline = outlineOf(record)
  if (!mine) return { found: [], outline }
  const known = await knowledge(store, crypto, organisation, mine)
  return { found: findInSeat(record, known), outline }
}

/** What the rules find across a class, from the outlines of its seats. */
export async function findClass(
  store: Store,
  crypto: Crypto,
  { class: id, organisation }: { class: string; organisation: string },
  outlines: readonly Outline[],
): Promise<Found[]> {
  const about = await factsOf(store.read, store, id, [])
  return findInClass(outlines, await knowledge(store, crypto, organisation, about))
}

async function knowledge(
  store: Store,
  crypto: Crypto,
  organisation: string,
  { policy, facts }: Pick<Knowledge, 'policy' | 'facts'>,
): Promise<Knowledge> {
  const ownRules = new Set((await ruleTexts({ store }, organisation)).keys())
  return { crypto, policy, facts, builtInRules, ownRules, knownBuilds: publishedBuilds }
}
