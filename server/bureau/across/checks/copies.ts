import { and, eq, inArray } from 'drizzle-orm'
import { chunksOf } from '../../../training/roster/chunks'
import type { Checked, Found } from '../found'
import { grouped } from '../grouped'
import { type Match, pairsOf } from './matches'

/** So many lessons played alike to the ms are no chance. */
const COPIED = 3

/** Somebody's record is somebody else's under another date. */
export async function checkCopies(checked: Checked): Promise<Found[]> {
  const { q, t, claim, reading } = checked
  if (reading === undefined) return []
  const own = await q
    .select({ print: t.bureauPrint.print, seq: t.bureauPrint.seq, trace: t.bureauTrace })
    .from(t.bureauTrace)
    .innerJoin(t.bureauPrint, eq(t.bureauPrint.trace, t.bureauTrace.id))
    .where(eq(t.bureauTrace.reading, reading))
  const mine = grouped(own, ({ print }) => print)
  const matches: Match[] = []
  for (const chunk of chunksOf([...mine.keys()])) {
    const rows = await q
      .select({
        ...{ print: t.bureauPrint.print, seq: t.bureauPrint.seq, trace: t.bureauTrace, claim: t.bureauReading.claim },
        ...{ number: t.bureauPerson.number, name: t.bureauPerson.name, className: t.bureauPerson.className },
      })
      .from(t.bureauPrint)
      .innerJoin(t.bureauTrace, eq(t.bureauTrace.id, t.bureauPrint.trace))
      .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
      .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauTrace.subject))
      .where(and(inArray(t.bureauPrint.print, [...chunk]), eq(t.bureauReading.organisation, claim.organisation)))
      .orderBy(t.bureauPrint.print, t.bureauPrint.trace, t.bureauPrint.seq)
    for (const { print, seq, trace, ...theirs } of rows)
      for (const one of mine.get(print) ?? [])
        if (one.trace.identity !== trace.identity && one.trace.subject !== null)
          matches.push({
            mine: { subject: one.trace.subject, chain: one.trace.chain ?? '', seq: one.seq },
            theirs: { ...theirs, subject: trace.subject ?? '', chain: trace.chain ?? '', seq },
            times: 1,
          })
  }
  return pairsOf(checked, matches, {
    code: 'record-copied',
    isEnough: ({ times }) => times >= COPIED,
    say: (times) => `有 ${times} 个课节的播放完全相同，每段时长和播放位置处处相同到毫秒`,
  })
}
