import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { ImportedDecision } from '../../../shared/api/plans'
import { dayOf } from '../../../shared/calendar/beijing'
import { filingReceiptText, readFilingReceipt } from '../../../shared/plan/filing-receipt'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { isBureauKey, readBureauFile } from './bureau-file'
import { planOf } from './plan-row'

/**
 * Takes the bureau's signed 受理回执 of what was filed: its number, its day and by when it answers, which replaces the term reckoned here. The fingerprint of
 * the filing must be that of this version. A key that was not compared yet is answered with its fingerprint and nothing else. The same receipt
 * again changes nothing. Throws `file-refused`, and `conflict` where another receipt is here or nothing was filed. Audited.
 */
export async function importReceipt(
  deps: Deps,
  actor: Actor,
  id: string,
  input: { file: string; confirmed?: string | undefined },
): Promise<ImportedDecision> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const statement = await readBureauFile(readFilingReceipt(nodeCrypto, input.file), '受理回执')
  const { body, key } = statement
  const { name } = body.bureau
  return store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    const [filing] = await q.select().from(t.planFiling).where(eq(t.planFiling.plan, id))
    if (!filing) throw new Refused('conflict', '这一版还没有提交，没有可受理的内容')
    if (body.plan !== id || body.organisation !== actor.organisation || body.filing !== filing.hash)
      throw new Refused(
        'file-refused',
        '这份受理回执不是针对这一版的（报送内容的指纹不同），请到对应的计划（版本）里导入',
      )
    if (body.received < dayOf(filing.at) || body.due < body.received)
      throw new Refused('file-refused', '受理回执上的日期早于提交日期，请与人社局核对')
    if (!(await isBureauKey(deps, q, actor, { key, name, confirmed: input.confirmed })))
      return { state: 'unknown-key', key, bureau: name }
    const text = filingReceiptText(statement)
    const [held] = await q.select().from(t.planReceipt).where(eq(t.planReceipt.plan, id))
    if (held && held.statement !== text)
      throw new Refused('conflict', `已经导入过另一份受理回执（${held.number}），请与人社局核对以哪份为准`)
    if (!held) {
      const { number, received, due, tentative } = body
      await q.insert(t.planReceipt).values({
        ...{ id: randomUUID(), plan: id, number, received, due, tentative: tentative ? 1 : 0, bureau: name },
        ...{ statement: text, key, by: actor.member, at: clock.now() },
      })
      await recordAudit(q, store, clock, actor, 'plan.receipt', id, { version: plan.version, number, date: received })
    }
    return { state: 'taken', key, bureau: name }
  })
}
