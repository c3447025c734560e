import { and, eq, gte, notExists, sql } from 'drizzle-orm'
import type { Studying } from '../../shared/api/board'
import type { Milliseconds } from '../../shared/record/fields'
import type { Store } from '../db/store'
import { present } from '../training/roster/left'

/**
 * Whoever's records of this long ago came this long ago studies now: the extension seals what is played every 300 s and hands in
 * every 60 s (extension/journal, entrypoints/background), and a minute is left for the way.
 */
export const STUDYING_WITHIN: Milliseconds = 7 * 60_000

/**
 * Who studies now, by seat, the newest records first; nobody who has signed out since. Both clocks are asked: records of last week that
 * come now are no study now.
 */
export async function studyingIn(
  store: Pick<Store, 't' | 'read'>,
  classId: string,
  now: Milliseconds,
): Promise<Map<string, Studying>> {
  const { t, read } = store
  const signedOut = read
    .select({ one: sql`1` })
    .from(t.signIn)
    .where(and(eq(t.signIn.chain, t.chainTotal.chain), gte(t.signIn.out, t.chainTotal.lastWatch)))
  const rows = await read
    .select({
      ...{ seat: t.seat.id, number: t.seat.number, name: t.person.name, at: t.chainTotal.lastWatch },
      ...{ course: t.chainTotal.lastCourse, lesson: t.chainTotal.lastLesson },
    })
    .from(t.chainTotal)
    .innerJoin(t.seat, eq(t.seat.id, t.chainTotal.seat))
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(
      and(
        eq(t.chainTotal.class, classId),
        gte(t.chainTotal.lastWatch, now - STUDYING_WITHIN),
        gte(t.chainTotal.lastReceipt, now - STUDYING_WITHIN),
        present(store),
        notExists(signedOut),
      ),
    )
  const found = new Map<string, Studying>()
  for (const { at, course, lesson, ...who } of rows.sort((a, b) => (b.at ?? 0) - (a.at ?? 0)))
    if (at !== null && !found.has(who.seat))
      found.set(who.seat, { ...who, course: course ?? '', lesson: lesson ?? '', at })
  return found
}
