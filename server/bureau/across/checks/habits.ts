import { and, eq, ne, sql, sum } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { thresholds } from '../../../../shared/study/findings/thresholds'
import type { Checked, Found } from '../found'
import { nearby } from '../stretch'
import { MOST, matchesFrom, pairsOf, type Same } from './matches'

const { count, share, within } = thresholds.regular

/** People of two claims, or of two classes of one, whose sittings repeat each other's, though every one of them begins and ends by hand. Within a class the verifier looks. */
export async function checkHabits(checked: Checked): Promise<Found[]> {
  const { q, t, claim, reading } = checked
  if (reading === undefined) return []
  const { bureauHabit: mine, bureauTrace } = t
  const theirs = alias(mine, 'theirs')
  const same: Same[] = []
  for (const [from, to] of nearby) {
    const rows = await q
      .select({
        ...{ mine: mine.trace, mineSeq: mine.seq, theirs: theirs.trace, theirSeq: theirs.seq },
        ...{ mineTimes: mine.times, theirTimes: theirs.times },
      })
      .from(bureauTrace)
      .innerJoin(mine, eq(mine.trace, bureauTrace.id))
      .innerJoin(
        theirs,
        and(
          sql`${theirs.bucket} BETWEEN ${mine.bucket} + ${from} AND ${mine.bucket} + ${to}`,
          sql`abs(${theirs.length} - ${mine.length}) <= ${within}`,
          sql`abs(${theirs.next} - ${mine.next}) <= ${within}`,
          ne(theirs.trace, mine.trace),
        ),
      )
      .where(eq(bureauTrace.reading, reading))
      .limit(MOST)
    same.push(...rows.map(({ mineTimes, theirTimes, ...row }) => ({ ...row, times: Math.min(mineTimes, theirTimes) })))
  }
  const matches = (await matchesFrom(checked, same)).filter(
    ({ mine: own, theirs: other }) => other.claim !== claim.id || other.class !== own.class,
  )
  const sittings = new Map(
    (
      await q
        .select({ subject: bureauTrace.subject, n: sum(mine.times) })
        .from(bureauTrace)
        .innerJoin(mine, eq(mine.trace, bureauTrace.id))
        .where(eq(bureauTrace.reading, reading))
        .groupBy(bureauTrace.subject)
    ).map(({ subject, n }) => [subject, Number(n)]),
  )
  return pairsOf(checked, matches, {
    code: 'regular-two-claims',
    isEnough: ({ mine: subject, times }) => times >= count && times >= (sittings.get(subject) ?? 0) * share,
    say: (times) => `的学习时段几乎一致：${times} 次的时长、以及到下一次开始的间隔，相差都不到 ${within / 1000} 秒`,
  })
}
