import { eq } from 'drizzle-orm'
import type { ImportedDecision } from '../../../shared/api/plans'
import { dayOf } from '../../../shared/calendar/beijing'
import { type DecisionStatement, decisionText, readDecision } from '../../../shared/plan/decision'
import { type FileProblem, FileRefused } from '../../../shared/plan/signed-file'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { organisationOf } from '../organisation/profile'
import { decide } from './decide-plan'
import { planOf } from './plan-row'

const problems: Record<FileProblem, string> = {
  'not-json': '这不是审核结果文件，请选择人社局发来的 .json 文件',
  'not-canonical': '文件被改动或重新保存过，请用人社局发来的原文件',
  schema: '这不是审核结果文件，或来自更新的版本，请核对',
  key: '文件里的密钥与签名不符，请用人社局发来的原文件',
  signature: '签名与内容不符，文件可能被改动过，请用人社局发来的原文件',
}

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
  const { store, clock } = deps
  const { t } = store
  const statement = await read(input.file)
  const { body, key } = statement
  return store.tx(async (q) => {
    const plan = await planOf(q, store, id, actor.organisation)
    const [filing] = await q.select({ hash: t.planFiling.hash }).from(t.planFiling).where(eq(t.planFiling.plan, id))
    if (!filing) throw new Refused('conflict', '这一版还没有提交，没有可审核的内容')
    if (body.plan !== id || body.organisation !== actor.organisation || body.filing !== filing.hash)
      throw new Refused('file-refused', '这份审核结果不是针对这一版的，请到对应的计划（版本）里导入')
    const { profile } = await organisationOf(q, store, actor.organisation)
    const known = profile.bureaus.some((bureau) => bureau.key === key)
    if (!known && input.confirmed !== key) return { state: 'unknown-key', key, bureau: body.bureau.name }
    await decide(deps, q, actor, plan, {
      ...{ how: 'file', outcome: body.outcome, number: body.number, date: body.date, remarks: body.remarks },
      ...{ statement: decisionText(statement), key },
    })
    if (!known) {
      const bureaus = [...profile.bureaus, { key, name: body.bureau.name, since: dayOf(clock.now()) }]
      await q
        .update(t.organisation)
        .set({ profile: JSON.stringify({ ...profile, bureaus }) })
        .where(eq(t.organisation.id, actor.organisation))
      await recordAudit(q, store, clock, actor, 'organisation.bureau-key', key, { bureau: body.bureau.name })
    }
    return { state: 'taken', key, bureau: body.bureau.name }
  })
}

async function read(file: string): Promise<DecisionStatement> {
  try {
    return await readDecision(nodeCrypto, file)
  } catch (error) {
    if (error instanceof FileRefused) throw new Refused('file-refused', problems[error.problem])
    throw error
  }
}
