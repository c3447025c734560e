import { asc, desc, eq, isNull, or } from 'drizzle-orm'
import * as v from 'valibot'
import { type FindingRow, findingRow } from '../../shared/api'
import { findingKinds, isFindingKind, type Severity } from '../../shared/study/finding'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from './class-of'

/** How long whoever asks may wait for what was not looked at yet; the rest is there when they ask again. */
const PATIENCE = 2000

type Notes = Map<string, FindingRow['notes']>
interface Person {
  seat: string
  number: string
  name: string
}

/** What checks found in a class, the gravest first, and what they found about the server itself; with what people wrote to it. */
export async function listFindings(deps: Deps, actor: Actor, classId: string): Promise<FindingRow[]> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  await classOf(store, classId, actor.organisation)
  await deps.finder.settle(classId, PATIENCE)
  const { t, read } = store
  const rows = await read
    .select()
    .from(t.finding)
    .where(or(eq(t.finding.class, classId), eq(t.finding.organisation, '')))
    .orderBy(desc(t.finding.changedAt), asc(t.finding.id))
  const notes = await notesOf(store, classId)
  const people = await peopleOf(store, classId)
  const seatOf = await seatsOfChains(store, classId)
  return rows
    .map((row): FindingRow => {
      const person = row.seat === null ? undefined : people.get(row.seat)
      const written = notes.get(row.id) ?? []
      return {
        id: row.id,
        code: row.code,
        ...kindOf(row.code),
        ...person,
        people: seatsOf(row.seats)
          .flatMap((seat) => people.get(seat) ?? [])
          .sort((a, b) => (a.number < b.number ? -1 : 1)),
        detail: row.detail,
        entries: v.parse(stored, JSON.parse(row.entries)).map((entry) => {
          const seat = seatOf.get(entry.chain)
          return { ...entry, ...(seat !== undefined && { seat }) }
        }),
        at: row.at,
        changedAt: row.changedAt,
        settled: isSettled(written, row.changedAt),
        notes: written,
      }
    })
    .sort((a, b) => weight[a.severity] - weight[b.severity])
}

const weight: Record<Severity, number> = { serious: 0, check: 1, note: 2 }
const stored = v.array(v.omit(findingRow.entries.entries.item, ['seat']))
const seatsOf = (json: string | null): string[] => (json === null ? [] : v.parse(v.array(v.string()), JSON.parse(json)))

/** A finding of a newer server is still shown. */
function kindOf(code: string): Pick<FindingRow, 'label' | 'severity' | 'cause'> {
  return isFindingKind(code) ? findingKinds[code] : { label: code, severity: 'check' }
}

/** The last word was that it is settled, and nothing new was found since. */
const isSettled = (notes: readonly FindingRow['notes'][number][], changedAt: number): boolean => {
  const last = notes.at(-1)
  return last?.settled === true && last.at >= changedAt
}

/** How many findings of a class somebody still has to look at, in all and by seat: those worth knowing are not among them. */
export async function openFindings(
  store: Store,
  classId: string,
): Promise<{ all: number; bySeat: Map<string, number> }> {
  const { t, read } = store
  const rows = await read
    .select({
      id: t.finding.id,
      code: t.finding.code,
      seat: t.finding.seat,
      seats: t.finding.seats,
      changedAt: t.finding.changedAt,
    })
    .from(t.finding)
    .where(eq(t.finding.class, classId))
  const notes = await notesOf(store, classId)
  const open = rows.filter(
    ({ id, code, changedAt }) => kindOf(code).severity !== 'note' && !isSettled(notes.get(id) ?? [], changedAt),
  )
  const bySeat = new Map<string, number>()
  for (const { seat, seats } of open)
    for (const one of seat === null ? seatsOf(seats) : [seat]) bySeat.set(one, (bySeat.get(one) ?? 0) + 1)
  return { all: open.length, bySeat }
}

async function notesOf({ t, read }: Store, classId: string): Promise<Notes> {
  const rows = await read
    .select({ note: t.findingNote, by: t.member.name })
    .from(t.findingNote)
    .innerJoin(t.member, eq(t.member.id, t.findingNote.by))
    .where(or(eq(t.findingNote.class, classId), isNull(t.findingNote.class)))
    .orderBy(asc(t.findingNote.at))
  const notes: Notes = new Map()
  for (const { note, by } of rows) {
    const { finding, settled, text, at } = note
    notes.set(finding, [...(notes.get(finding) ?? []), { by, text, settled: settled === 1, at }])
  }
  return notes
}

async function peopleOf({ t, read }: Store, classId: string): Promise<Map<string, Person>> {
  const rows = await read
    .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, classId))
  return new Map(rows.map((row) => [row.seat, row]))
}

/** Of chains of other classes nothing is shown. */
async function seatsOfChains({ t, read }: Store, classId: string): Promise<Map<string, string>> {
  const rows = await read
    .select({ chain: t.chain.digest, seat: t.claim.seat })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(eq(t.chain.class, classId))
  return new Map(rows.flatMap(({ chain, seat }) => (seat === null ? [] : [[chain, seat]])))
}
