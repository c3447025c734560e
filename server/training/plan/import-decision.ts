import { eq } from 'drizzle-orm'
import type { ImportedDecision } from '../../../shared/api/plans'
import { decisionText, readDecision } from '../../../shared/plan/decision'
import { type Actor, requireRole } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { isBureauKey, readBureauFile } from './bureau-file'
import { decide } from './decide-plan'
import { planOf } from './plan-row'

/**
 * Takes the bureau's signed decision on what was filed. A key that was not compared yet is answered with its fingerprint and nothing else; once somebody
 * compared it with what the bureau publishes, `confirmed` names it and it is kept. Throws `file-refused` and `conflict`.
 */
export async function importDecision(
  deps: Deps,
  actor: Actor,
  id: string,
  input: { file: string; confirmed?: string | undefined },
): Promise<ImportedDecision> {
  requireRole(actor, 'hr')
  const { store } = deps
  const { t } = store
  const statement = await readBureauFile(readDecision(nodeCrypto, input.file))
  const { body, key } = statement
  const { name } = body.bureau
  return store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    const [filing] = await q.select({ hash: t.planFiling.hash }).from(t.planFiling).where(eq(t.planFiling.plan, id))
    if (!filing) throw new Refused('conflict', '这一版还没有提交，没有可审核的内容')
    if (body.plan !== id || body.organisation !== actor.organisation || body.filing !== filing.hash)
      throw new Refused('file-refused', '这份审核结果不是针对这一版的，请到对应的计划（版本）里导入')
    if (!(await isBureauKey(deps, q, actor, { key, name, confirmed: input.confirmed })))
      return { state: 'unknown-key', key, bureau: name }
    await decide(deps, q, actor, plan, {
      ...{ how: 'file', outcome: body.outcome, number: body.number, date: body.date, remarks: body.remarks },
      ...{ statement: decisionText(statement), key },
    })
    return { state: 'taken', key, bureau: name }
  })
}
