import { and, eq, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Checked, Found } from '../found'
import { MOST, matchesFrom, pairsOf } from './matches'

/** So many lessons played alike to the ms are no chance. */
const COPIED = 3

/** Somebody's record is somebody else's under another date. */
export async function checkCopies(checked: Checked): Promise<Found[]> {
  const { q, t, reading } = checked
  if (reading === undefined) return []
  const { bureauPrint: mine, bureauTrace } = t
  const theirs = alias(mine, 'theirs')
  const rows = await q
    .select({ mine: mine.trace, mineSeq: mine.seq, theirs: theirs.trace, theirSeq: theirs.seq })
    .from(bureauTrace)
    .innerJoin(mine, eq(mine.trace, bureauTrace.id))
    .innerJoin(theirs, and(eq(theirs.print, mine.print), ne(theirs.trace, mine.trace)))
    .where(eq(bureauTrace.reading, reading))
    .limit(MOST)
  const matches = await matchesFrom(
    checked,
    rows.map((row) => ({ ...row, times: 1 })),
  )
  return pairsOf(checked, matches, {
    code: 'record-copied',
    isEnough: ({ times }) => times >= COPIED,
    say: (times) => `有 ${times} 个课节的播放完全相同，每段时长和播放位置处处相同到毫秒`,
  })
}
