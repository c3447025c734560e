import { and, eq } from 'drizzle-orm'
import type { FindingKind } from '../../shared/study/finding'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { addFinding } from './finding'
import { missingRecords } from './leaves'
import type { Sequencer } from './sequence'

const ALTERED: FindingKind = 'log-altered'

/** At the start: the log as the store holds it against its newest checkpoint. What is wrong is said, and listed once as a finding. */
export async function checkAtStart(
  { store, clock }: { store: Store; clock: Clock },
  { broken }: Sequencer,
): Promise<string[]> {
  const problems = [...(broken ? [broken] : []), ...(await missingRecords(store))]
  const { t } = store
  for (const detail of problems) {
    await store.tx(async (q) => {
      const same = and(eq(t.finding.code, ALTERED), eq(t.finding.detail, detail))
      const [known] = await q.select({ id: t.finding.id }).from(t.finding).where(same)
      if (!known) await addFinding(q, t, { organisation: '', code: ALTERED, detail, entries: [], at: clock.now() })
    })
  }
  return problems
}
