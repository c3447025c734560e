import { and, eq, isNotNull } from 'drizzle-orm'
import { sha256Hex, utf8 } from '../../../shared/crypto'
import { gradedPaper } from '../../../shared/exam/grade'
import { evidenceFile } from '../../../shared/package/layout'
import { canonical } from '../../../shared/record/canonical'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { papersWhere } from '../../exam/paper-rows'
import type { Sink } from './bag-writer'

/**
 * The graded papers of a class's own tests, the very bytes whose hash their score entries name (`raw`). One seat's are held at a time.
 */
export async function putTestPapers(to: Sink, deps: Pick<Deps, 'store'>, classId: string): Promise<void> {
  const { t, read } = deps.store
  const seats = await read
    .selectDistinct({ seat: t.testPaper.seat })
    .from(t.testPaper)
    .innerJoin(t.classTest, eq(t.classTest.id, t.testPaper.test))
    .innerJoin(t.testSheet, eq(t.testSheet.paper, t.testPaper.id))
    .where(eq(t.classTest.class, classId))
    .orderBy(t.testPaper.seat)
  for (const { seat } of seats) {
    const graded = and(eq(t.classTest.class, classId), eq(t.testPaper.seat, seat), isNotNull(t.testSheet.paper))
    for (const { id, questions, sheet } of await papersWhere(deps, read, graded)) {
      if (!sheet) continue
      const bytes = utf8(canonical(gradedPaper(id, questions, sheet.answers, sheet)))
      await to.add(evidenceFile(sha256Hex(nodeCrypto, bytes)), bytes)
    }
  }
}
