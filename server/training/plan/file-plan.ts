import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { filingHash } from '../../../shared/plan/decision'
import { filingBody, filingText, signFiling } from '../../../shared/plan/filing'
import { settledPolicy } from '../../../shared/plan/settle'
import { planType } from '../../../shared/plan/types'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../evidence'
import { organisationOf } from '../organisation/profile'
import { filedOf, missingOf } from './filed'
import { attachmentsOf, filingBodyOf } from './filing-body'
import { freeze } from './freeze'
import { draftOf } from './plan-row'

/** What the cipher text of a filing is bound to. */
export const filingRow = (plan: string) => `filing:${plan}`

/**
 * Files a draft: freezes this version with its set of rules and signs the filing file with the organisation's package key.
 * Throws `plan-incomplete` with what is missing, `conflict` where it was filed already or for a type without a sheet (暂不支持).
 */
export async function filePlan(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, secrets, clock, keys } = deps
  const { t, read } = store
  const plan = await draftOf(read, store, id, actor.organisation)
  const type = planType(plan.type)
  if (!type?.sheet)
    throw new Refused(
      'conflict',
      `暂不支持生成这一类培训的报送材料：${type?.unsupported ?? ''}。请按人社局发的表填报，同意后在“审核结果”里登记`,
    )
  const missing = (await missingOf(deps, read, actor, plan)).filter(({ warning }) => !warning)
  if (missing.length > 0)
    throw new Refused(
      'plan-incomplete',
      `还差 ${missing.length} 项才能提交：${missing
        .slice(0, 5)
        .map(({ message }) => message)
        .join('；')}`,
    )
  const { profile } = await organisationOf(read, store, actor.organisation)
  const key = await keys.package(actor.organisation)
  const filedAt = clock.now()
  const policy = settledPolicy(plan.details, plan.policy)
  const body = filingBodyOf(plan, await filedOf(deps, actor, plan, true), {
    ...{ organisation: actor.organisation, profile, policy, filedAt, packageKey: key.publicKey },
  })
  const statement = await signFiling(nodeCrypto, key, v.parse(filingBody, body))
  await store.tx(async (q) => {
    const now = await draftOf(q, store, id, actor.organisation)
    if (now.savedAt !== plan.savedAt) throw new Refused('conflict', '草稿刚刚又被改过，没有提交。请核对后再提交')
    for (const { hash } of attachmentsOf(now, profile)) await demandEvidence(q, store, actor.organisation, hash)
    await freeze(q, store, now)
    await q.update(t.plan).set({ status: 'filed', filedAt }).where(eq(t.plan.id, id))
    await q.insert(t.planFiling).values({
      plan: id,
      hash: filingHash(nodeCrypto, body),
      statement: secrets.encrypt(filingText(statement), filingRow(id)),
      by: actor.member,
      at: filedAt,
    })
    await recordAudit(q, store, clock, actor, 'plan.file', id, { version: now.version, title: now.details.title })
  })
}
