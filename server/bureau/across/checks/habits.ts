import { and, eq, inArray, ne } from 'drizzle-orm'
import { thresholds } from '../../../../shared/study/findings/thresholds'
import { chunksOf } from '../../../training/roster/chunks'
import type { Checked, Found } from '../found'
import { grouped } from '../grouped'
import { alike, bucketsNear } from '../stretch'
import { type Match, pairsOf } from './matches'

const { count, share, within } = thresholds.regular

/** People of two claims whose sittings repeat each other's, though every one of them begins and ends by hand. Within a class the verifier looks. */
export async function checkHabits(checked: Checked): Promise<Found[]> {
  const { q, t, claim, reading } = checked
  if (reading === undefined) return []
  const own = await q
    .select({ habit: t.bureauHabit, trace: t.bureauTrace })
    .from(t.bureauTrace)
    .innerJoin(t.bureauHabit, eq(t.bureauHabit.trace, t.bureauTrace.id))
    .where(eq(t.bureauTrace.reading, reading))
  const wanted = grouped(
    own.flatMap((one) => bucketsNear(one.habit).map((bucket) => ({ bucket, ...one }))),
    ({ bucket }) => bucket,
  )
  const matches: Match[] = []
  for (const chunk of chunksOf([...wanted.keys()])) {
    const rows = await q
      .select({
        ...{ habit: t.bureauHabit, trace: t.bureauTrace, claim: t.bureauReading.claim },
        ...{ number: t.bureauPerson.number, name: t.bureauPerson.name, className: t.bureauPerson.className },
      })
      .from(t.bureauHabit)
      .innerJoin(t.bureauTrace, eq(t.bureauTrace.id, t.bureauHabit.trace))
      .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
      .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauTrace.subject))
      .where(
        and(
          inArray(t.bureauHabit.bucket, [...chunk]),
          eq(t.bureauReading.organisation, claim.organisation),
          ne(t.bureauReading.id, reading),
        ),
      )
      .orderBy(t.bureauHabit.bucket, t.bureauHabit.trace, t.bureauHabit.seq)
    for (const { habit, trace, ...theirs } of rows)
      for (const one of wanted.get(habit.bucket) ?? [])
        if (one.trace.subject !== null && one.trace.identity !== trace.identity && alike(one.habit, habit))
          matches.push({
            mine: { subject: one.trace.subject, chain: one.trace.chain ?? '', seq: one.habit.seq },
            theirs: { ...theirs, subject: trace.subject ?? '', chain: trace.chain ?? '', seq: habit.seq },
            times: Math.min(one.habit.times, habit.times),
          })
  }
  const sittings = new Map<string, number>()
  for (const { habit, trace } of own)
    sittings.set(trace.subject ?? '', (sittings.get(trace.subject ?? '') ?? 0) + habit.times)
  return pairsOf(checked, matches, {
    code: 'regular-two-claims',
    isEnough: ({ mine, times }) => times >= count && times >= (sittings.get(mine) ?? 0) * share,
    say: (times) => `的学习时段几乎一致：${times} 次的时长、以及到下一次开始的间隔，相差都不到 ${within / 1000} 秒`,
  })
}
