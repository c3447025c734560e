import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { findingKinds, isFindingKind, type Severity } from '../../shared/study/finding'
import type { Store } from '../db/store'

const kinds = Object.entries(findingKinds)

/** The codes of one severity; one of a newer server is to be checked. */
export const codesOf = (severity: Severity): string[] =>
  kinds.filter(([, kind]) => kind.severity === severity).map(([code]) => code)

export const severityOf = (code: string): Severity => (isFindingKind(code) ? findingKinds[code].severity : 'check')

/** The last word written to a finding since it last said something new was that it is settled. */
export const settled = ({ finding, findingNote: note }: Store['t']) =>
  sql`coalesce((SELECT ${note.settled} FROM ${note} WHERE ${note.finding} = ${finding.id} AND ${note.at} >= ${finding.changedAt} ORDER BY ${note.at} DESC LIMIT 1), 0) = 1`

/** What somebody still has to look at: what is merely worth knowing is not among it. */
export const isOpen = (t: Store['t']) => and(notInArray(t.finding.code, codesOf('note')), sql`NOT (${settled(t)})`)

/** How many findings of a class are open, in all and by seat. */
export async function openFindings(
  { t, read }: Pick<Store, 't' | 'read'>,
  classId: string,
): Promise<{ all: number; bySeat: Map<string, number> }> {
  const rows = await read
    .select({ seat: t.finding.seat, seats: t.finding.seats })
    .from(t.finding)
    .innerJoin(t.class, eq(t.class.id, t.finding.class))
    .where(and(eq(t.finding.class, classId), isOpen(t)))
  const bySeat = new Map<string, number>()
  for (const { seat, seats } of rows)
    for (const one of seat === null ? seatsOf(seats) : [seat]) bySeat.set(one, (bySeat.get(one) ?? 0) + 1)
  return { all: rows.length, bySeat }
}

/** The seats of a finding across a class. */
export const seatsOf = (json: string | null): string[] =>
  json === null ? [] : v.parse(v.array(v.string()), JSON.parse(json))

/** How many are open in each of these classes; none where a class has none. */
export async function openFindingsIn(
  { t, read }: Pick<Store, 't' | 'read'>,
  classes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await read
    .select({ class: t.class.id, n: sql<number>`count(*)` })
    .from(t.finding)
    .innerJoin(t.class, eq(t.class.id, t.finding.class))
    .where(and(inArray(t.finding.class, [...classes]), isOpen(t)))
    .groupBy(t.class.id)
  return new Map(rows.map((row) => [row.class, Number(row.n)]))
}
