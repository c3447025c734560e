import { and, asc, eq, inArray, notExists, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Certificate, ExamResult } from '../../shared/study/facts'
import type { Queries, Store } from '../db/store'

const part = v.picklist(['theory', 'practice', 'overall'])

/** That a result or a certificate of this id was not withdrawn. */
export const holds = (q: Queries, t: Store['t'], id: SQLWrapper): SQL | undefined =>
  notExists(q.select({ one: sql`1` }).from(t.examWithdrawal).where(sql`${t.examWithdrawal.subject} = ${id}`))

/**
 * Results of these seats that hold, every attempt, the oldest first. Attempts of a part are counted by the day of the examination, so
 * that what is entered late or withdrawn leaves no hole.
 */
export async function resultsOf(q: Queries, t: Store['t'], seats: readonly string[]): Promise<ExamResult[]> {
  if (seats.length === 0) return []
  const rows = await q
    .select()
    .from(t.examResult)
    .where(and(inArray(t.examResult.seat, [...seats]), holds(q, t, t.examResult.id)))
    .orderBy(asc(t.examResult.day), asc(t.examResult.at), asc(t.examResult.id))
  const attempts = new Map<string, number>()
  return rows.sort(byDayAndPart).map(({ id, seat, part: of, course, value, max, pass, day, how, evidence, by, at }) => {
    const about = [seat, of, course].join('\n')
    const attempt = (attempts.get(about) ?? 0) + 1
    attempts.set(about, attempt)
    return {
      ...{ id, seat, part: v.parse(part, of) },
      ...(course !== '' && { course }),
      ...(value !== null && { value }),
      ...(max !== null && { max }),
      ...{ pass: pass === 1, attempt, day },
      source: how === 'imported' ? ('imported' as const) : ('entered' as const),
      ...(evidence !== null && { evidence }),
      ...{ by, at },
    }
  })
}

const partsInOrder: readonly string[] = part.options
/** Of one day 理论, 实操 and 综合 in their order; what stands in the same place stays as it was. */
const byDayAndPart = (a: { day: string; part: string }, b: { day: string; part: string }): number =>
  a.day < b.day ? -1 : a.day > b.day ? 1 : placeOf(a.part) - placeOf(b.part)
const placeOf = (of: string): number => partsInOrder.indexOf(of)

/** Certificates of these seats that hold, the oldest first. */
export async function certificatesOf(q: Queries, t: Store['t'], seats: readonly string[]): Promise<Certificate[]> {
  if (seats.length === 0) return []
  const rows = await q
    .select()
    .from(t.certificate)
    .where(and(inArray(t.certificate.seat, [...seats]), holds(q, t, t.certificate.id)))
    .orderBy(asc(t.certificate.day), asc(t.certificate.at), asc(t.certificate.id))
  return rows.map(({ id, seat, number, day, issuer, evidence, by, at }) => ({
    ...{ id, seat, number, day },
    ...(issuer !== '' && { issuer }),
    ...(evidence !== null && { evidence }),
    ...{ by, at },
  }))
}

/** 结业考核 that these seats handed in on the server's own page: tests that are about no course in particular, one row each. */
export async function finalTestsOf(q: Queries, t: Store['t'], seats: readonly string[]): Promise<{ seat: string }[]> {
  if (seats.length === 0) return []
  return q
    .select({ seat: t.testPaper.seat })
    .from(t.testSheet)
    .innerJoin(t.testPaper, eq(t.testPaper.id, t.testSheet.paper))
    .innerJoin(t.classTest, eq(t.classTest.id, t.testPaper.test))
    .where(and(eq(t.classTest.course, ''), inArray(t.testPaper.seat, [...seats])))
}
