import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type FindingRow, findingRow } from '../../shared/api'
import type { FindingsPage, findingsQuery } from '../../shared/api/lists'
import { findingKinds, isFindingKind } from '../../shared/study/finding'
import { type Actor, requireRole } from '../access/actor'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { codesOf, isOpen, seatsOf, severityOf } from '../training/open-findings'
import { countAll, ordered, pageOf } from './page'
import { holds, personSearch } from './search'

export type FindingsQuery = v.InferOutput<typeof findingsQuery>
type Finding = Store['t']['finding']['$inferSelect']

/**
 * What checks found in a class, the gravest first, and what they found about the server itself; with what people wrote to
 * it. Answers at once with what is known: `due` says how many people's newest records are still to be looked at.
 */
export async function listFindings(
  deps: Pick<Deps, 'store' | 'secrets' | 'finder'>,
  actor: Actor,
  classId: string,
  query: FindingsQuery,
): Promise<FindingsPage> {
  requireRole(actor, 'teacher', 'auditor')
  const { store } = deps
  const { t, read } = store
  await classOf(store, classId, actor.organisation)
  void deps.finder.settle(classId)
  const ofClass = or(eq(t.finding.class, classId), eq(t.finding.organisation, ''))
  const where = and(ofClass, filters(t)[query.filter], searched(deps, query.search))
  const sort = query.sort ?? 'severity'
  const order = sort === 'changed' ? ordered(t.finding.changedAt, query.order, 'down') : ordered(weight(t), query.order)
  const page = await pageOf(
    query,
    joined(read.select(countAll).from(t.finding).$dynamic(), t).where(where),
    (limit, offset) =>
      joined(read.select({ finding: t.finding }).from(t.finding).$dynamic(), t)
        .where(where)
        .orderBy(order, desc(t.finding.changedAt), asc(t.finding.id))
        .limit(limit)
        .offset(offset),
  )
  return {
    ...page,
    rows: await rowsOf(
      store,
      classId,
      page.rows.map(({ finding }) => finding),
    ),
    counts: await countsOf(store, ofClass),
    due: await dueIn(store, classId),
  }
}

const joined = <
  Q extends { leftJoin(table: Store['t']['seat'], on: SQL): { leftJoin(table: Store['t']['person'], on: SQL): Q } },
>(
  q: Q,
  t: Store['t'],
): Q => q.leftJoin(t.seat, eq(t.seat.id, t.finding.seat)).leftJoin(t.person, eq(t.person.id, t.seat.person))

function searched(deps: Pick<Deps, 'store' | 'secrets'>, search: string): SQL | undefined {
  const { t } = deps.store
  const person = personSearch(deps, t, search, t.seat.number)
  return person && or(person, holds(t.finding.detail, search.trim()))
}

const filters = (t: Store['t']): Record<FindingsQuery['filter'], SQL | undefined> => ({
  '': undefined,
  open: isOpen(t),
  serious: inArray(t.finding.code, codesOf('serious')),
  check: eq(weight(t), 1),
  note: inArray(t.finding.code, codesOf('note')),
})

/** The gravest first; a code of a newer server is to be checked. */
const weight = ({ finding }: Store['t']) =>
  sql<number>`CASE WHEN ${inArray(finding.code, codesOf('serious'))} THEN 0 WHEN ${inArray(finding.code, codesOf('note'))} THEN 2 ELSE 1 END`

async function countsOf({ t, read }: Store, ofClass: SQL | undefined): Promise<FindingsPage['counts']> {
  const rows = await read
    .select({
      code: t.finding.code,
      open: sql<number>`CASE WHEN ${isOpen(t)} THEN 1 ELSE 0 END`,
      n: sql<number>`count(*)`,
    })
    .from(t.finding)
    .leftJoin(t.class, eq(t.class.id, t.finding.class))
    .where(ofClass)
    .groupBy(sql`1`, sql`2`)
  const counts = { open: 0, serious: 0, check: 0, note: 0 }
  for (const { code, open, n } of rows) {
    counts[severityOf(code)] += Number(n)
    if (Number(open) === 1) counts.open += Number(n)
  }
  return counts
}

/** How many people of a class, and whether the class itself, are to be looked at again. */
async function dueIn({ t, read }: Store, classId: string): Promise<number> {
  const { findingDue: due } = t
  const seats = await read
    .select(countAll)
    .from(due)
    .innerJoin(t.seat, eq(t.seat.id, due.id))
    .where(and(eq(due.kind, 'seat'), eq(t.seat.class, classId)))
  const own = await read
    .select(countAll)
    .from(due)
    .innerJoin(t.class, eq(t.class.id, due.id))
    .where(and(eq(due.kind, 'class'), eq(due.id, classId)))
  return Number(seats[0]?.n ?? 0) + Number(own[0]?.n ?? 0)
}

/** With whom they concern, the records behind them and the remarks. */
async function rowsOf(store: Store, classId: string, findings: readonly Finding[]): Promise<FindingRow[]> {
  const notes = await notesOf(
    store,
    findings.map(({ id }) => id),
  )
  const people = await peopleOf(
    store,
    findings.flatMap(({ seat, seats }) => [...(seat === null ? [] : [seat]), ...seatsOf(seats)]),
  )
  const entries = new Map(findings.map(({ id, entries: text }) => [id, v.parse(stored, JSON.parse(text))]))
  const seatOf = await seatsOfChains(
    store,
    classId,
    [...entries.values()].flat().map(({ chain }) => chain),
  )
  return findings.map((row): FindingRow => {
    const written = notes.get(row.id) ?? []
    const last = written.at(-1)
    return {
      ...{ id: row.id, code: row.code },
      ...(isFindingKind(row.code) ? findingKinds[row.code] : { label: row.code, severity: severityOf(row.code) }),
      ...(row.seat !== null && people.get(row.seat)),
      people: seatsOf(row.seats)
        .flatMap((seat) => people.get(seat) ?? [])
        .sort((a, b) => (a.number < b.number ? -1 : 1)),
      detail: row.detail,
      entries: (entries.get(row.id) ?? []).map((entry) => {
        const seat = seatOf.get(entry.chain)
        return { ...entry, ...(seat !== undefined && { seat }) }
      }),
      ...{ at: row.at, changedAt: row.changedAt },
      settled: last?.settled === true && last.at >= row.changedAt,
      notes: written,
    }
  })
}

const stored = v.array(v.omit(findingRow.entries.entries.item, ['seat']))

async function notesOf({ t, read }: Store, findings: readonly string[]): Promise<Map<string, FindingRow['notes']>> {
  const rows =
    findings.length === 0
      ? []
      : await read
          .select({ note: t.findingNote, by: t.member.name })
          .from(t.findingNote)
          .innerJoin(t.member, eq(t.member.id, t.findingNote.by))
          .where(inArray(t.findingNote.finding, [...findings]))
          .orderBy(asc(t.findingNote.at))
  const notes = new Map<string, FindingRow['notes']>()
  for (const { note, by } of rows) {
    const { finding, settled, text, at } = note
    notes.set(finding, [...(notes.get(finding) ?? []), { by, text, settled: settled === 1, at }])
  }
  return notes
}

async function peopleOf({ t, read }: Store, seats: readonly string[]) {
  const rows =
    seats.length === 0
      ? []
      : await read
          .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name })
          .from(t.seat)
          .innerJoin(t.person, eq(t.person.id, t.seat.person))
          .where(inArray(t.seat.id, [...seats]))
  return new Map(rows.map((row) => [row.seat, row]))
}

/** Of chains of other classes nothing is shown. */
async function seatsOfChains({ t, read }: Store, classId: string, chains: readonly string[]) {
  const rows =
    chains.length === 0
      ? []
      : await read
          .select({ chain: t.chain.digest, seat: t.claim.seat })
          .from(t.chain)
          .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
          .where(and(eq(t.chain.class, classId), inArray(t.chain.digest, [...new Set(chains)])))
  return new Map(rows.flatMap(({ chain, seat }): [string, string][] => (seat === null ? [] : [[chain, seat]])))
}
