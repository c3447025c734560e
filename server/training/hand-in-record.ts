import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, max } from 'drizzle-orm'
import type { HandInReport, SeatDetail } from '../../shared/api'
import { dayOf } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { type Accepted, Refused } from '../ledger/accept'
import type { TrainingClass } from './class-of'

/** What one import brought of one chain. */
export type Imported = Omit<Store['t']['handIn']['$inferSelect'], 'id' | 'by'>

/** The newest seq that has a receipt; -1 before the first. */
export async function newestOf({ store: { t, read } }: Deps, chain: number): Promise<number> {
  const [row] = await read
    .select({ to: max(t.receipt.to) })
    .from(t.receipt)
    .where(eq(t.receipt.chain, chain))
  return row?.to ?? -1
}

/** 补交 is what came after the class had ended, or longer after its first record than the policy lets a device be offline. */
export function importedOf(
  { id, plan }: TrainingClass,
  { parts, envelopes }: Accepted,
  { added, before, at }: { added: number; before: number; at: number },
): Imported {
  const times = parts.flatMap(({ entries }) => entries.filter(({ seq }) => seq > before).map((entry) => entry.at))
  const fresh = added > 0 && times.length > 0
  // A loop, for a chain may hold more entries than a call takes arguments.
  const firstAt = fresh ? times.reduce((a, b) => Math.min(a, b)) : null
  const lastAt = fresh ? times.reduce((a, b) => Math.max(a, b)) : null
  const late = firstAt !== null && (dayOf(at) > plan.period.to || at - firstAt > plan.policy.maxOffline)
  return { class: id, chain: envelopes[0]?.chain ?? '', entries: added, firstAt, lastAt, late: late ? 1 : 0, at }
}

export async function recordImported(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { member }: Actor,
  rows: readonly Imported[],
): Promise<void> {
  if (rows.length > 0) await q.insert(t.handIn).values(rows.map((row) => ({ ...row, id: randomUUID(), by: member })))
}

/** Whose chains these are, as far as they are bound. */
export async function peopleOf(deps: Deps, imported: readonly Imported[]): Promise<HandInReport['people']> {
  const seats = await seatsOf(
    deps,
    imported.map(({ chain }) => chain),
  )
  return imported.map(({ chain, late }) => ({ chain, ...seats.get(chain), late: late === 1 }))
}

/** By chain: number and name of the seat it is bound to. */
export async function seatsOf(
  { store: { t, read } }: Pick<Deps, 'store'>,
  chains: readonly string[],
): Promise<Map<string, { number: string; name: string }>> {
  if (chains.length === 0) return new Map()
  const rows = await read
    .select({ chain: t.chain.digest, number: t.seat.number, name: t.person.name })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .innerJoin(t.seat, eq(t.seat.id, t.claim.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(and(inArray(t.chain.digest, [...new Set(chains)]), eq(t.claim.state, 'bound')))
  return new Map(rows.map(({ chain, number, name }) => [chain, { number, name }]))
}

/** 补交 of one seat's chains. */
export async function lateOf({ t, read }: Store, chains: readonly string[]): Promise<SeatDetail['late']> {
  if (chains.length === 0) return []
  const rows = await read
    .select()
    .from(t.handIn)
    .where(and(inArray(t.handIn.chain, [...chains]), eq(t.handIn.late, 1)))
    .orderBy(desc(t.handIn.at))
  return rows.map(({ at, firstAt, lastAt, entries }) => ({ at, firstAt: firstAt ?? at, lastAt: lastAt ?? at, entries }))
}

/** When the newest 补交 of each of these seats of a class was imported. */
export async function lateSeats(
  { t, read }: Pick<Store, 't' | 'read'>,
  seats: readonly string[],
  classId: string,
): Promise<Map<string, number>> {
  const rows = await read
    .select({ seat: t.claim.seat, at: max(t.handIn.at) })
    .from(t.handIn)
    .innerJoin(t.chain, eq(t.chain.digest, t.handIn.chain))
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(
      and(
        ...[eq(t.handIn.class, classId), eq(t.handIn.late, 1)],
        ...[eq(t.claim.state, 'bound'), inArray(t.claim.seat, [...seats])],
      ),
    )
    .groupBy(t.claim.seat)
  return new Map(
    rows.flatMap(({ seat, at }): [string, number][] => (seat === null || at === null ? [] : [[seat, Number(at)]])),
  )
}

/** Says where a file belongs that is not of this class: by name only where that class is of the same organisation. */
export async function elsewhere(
  { store: { t, read } }: Deps,
  { organisation }: TrainingClass,
  file: { class: string; organisation?: string },
): Promise<Refused> {
  const [other] = await read
    .select({ name: t.class.name, organisation: t.class.organisation })
    .from(t.class)
    .where(eq(t.class.id, file.class))
  if (other?.organisation === organisation)
    return new Refused('conflict', `这份记录属于另一个培训班“${other.name}”，请到那个班导入`)
  if ((other?.organisation ?? file.organisation) !== organisation)
    return new Refused('conflict', '这份记录属于另一个单位的培训班，没有收下。请退还学员，交给那个单位')
  return new Refused('conflict', '这份记录属于本单位的另一个培训班，但服务器上没有那个班，没有收下。请核对班级文件')
}
