import { randomUUID } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { DecideFiling } from '../../../shared/api/bureau-register'
import { dayOf } from '../../../shared/calendar/beijing'
import { decisionText, signDecision } from '../../../shared/plan/decision'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { organisationOf } from '../../training/organisation/profile'
import { requireBureau } from '../bureau'
import { endSince } from './trusted'

type Filing = Store['t']['bureauFiling']['$inferSelect']

/** A filing of the actor's bureau. Throws `not-found`. */
export async function filingOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Pick<Actor, 'organisation'>,
  id: string,
): Promise<Filing> {
  const [row] = await q
    .select()
    .from(t.bureauFiling)
    .where(and(eq(t.bureauFiling.id, id), eq(t.bureauFiling.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这份备案或开班申请')
  return row
}

/**
 * Decides on a filing, once: 同意 with its number and day of consent; 退回补正 with everything that is missing, told at once; 不同意 with the reason. The
 * decision is signed by the bureau's package key for the organisation to import. Throws `not-found`, `bad-request`, and `conflict` where it was decided or a
 * newer version came in.
 */
export async function decideFiling(deps: Deps, actor: Actor, id: string, input: DecideFiling): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock, keys } = deps
  const { t } = store
  const { outcome, date } = input
  const [number, remarks] = [input.number.trim(), input.remarks.trim()]
  const today = dayOf(clock.now())
  if (outcome === 'agreed' && number === '') throw new Refused('bad-request', '同意的，请填写备案编号或批复文号')
  if (outcome === 'agreed' && input.missing.length > 0)
    throw new Refused('bad-request', '还列着要补正的内容，不能同意。请改为退回补正，或去掉这些内容')
  if (outcome === 'returned' && input.missing.length === 0)
    throw new Refused('bad-request', '退回补正的，请列明要补正的全部内容')
  if (outcome === 'refused' && remarks === '') throw new Refused('bad-request', '不同意的，请写明理由')
  if (date > today) throw new Refused('bad-request', '审批日期不能晚于今天')
  const signer = await keys.package(actor.organisation)
  await store.tx(async (q) => {
    const filing = await filingOf(q, store, actor, id)
    if (filing.status !== 'received') throw new Refused('conflict', '这份材料已经审批过')
    const ended = await endSince(q, store, actor.organisation, filing.key, filing.receivedAt)
    if (outcome === 'agreed' && ended && filing.filedAt >= ended.until)
      throw new Refused(
        'conflict',
        `单位签名用的密钥自 ${dayOf(ended.until)} 起停用，这份材料在此之后提交，不能同意。请退回，由单位用新密钥重新提交`,
      )
    if (date < dayOf(filing.receivedAt)) throw new Refused('bad-request', '审批日期早于收件日')
    const [newer] = await q
      .select({ number: t.bureauFiling.number })
      .from(t.bureauFiling)
      .where(
        and(
          ...[eq(t.bureauFiling.organisation, actor.organisation), eq(t.bureauFiling.firm, filing.firm)],
          ...[eq(t.bureauFiling.series, filing.series), gt(t.bureauFiling.version, filing.version)],
        ),
      )
    if (newer) throw new Refused('conflict', `单位又提交了新的一版（${newer.number}），请审批新版`)
    const { name } = await organisationOf(q, store, actor.organisation)
    const [firm] = await q
      .select({ their: t.bureauFirm.their })
      .from(t.bureauFirm)
      .where(eq(t.bureauFirm.id, filing.firm))
    const now = clock.now()
    const statement = await signDecision(nodeCrypto, signer, {
      ...{ filing: filing.hash, plan: filing.plan, version: filing.version, organisation: firm?.their ?? '' },
      ...{ outcome, number, date, remarks: told(input.missing, remarks), at: now },
      bureau: { id: actor.organisation, name },
    })
    await q.insert(t.bureauFilingDecision).values({
      ...{ id: randomUUID(), organisation: actor.organisation, filing: id, outcome, number, date, remarks },
      ...{ missing: JSON.stringify(input.missing), statement: decisionText(statement), by: actor.member, at: now },
    })
    await q.update(t.bureauFiling).set({ status: outcome }).where(eq(t.bureauFiling.id, id))
    await recordAudit(q, store, clock, actor, 'filing.decide', id, { number: number || filing.number, outcome, date })
  })
}

/** What the organisation reads: everything to mend, numbered, then the rest. Throws `bad-request` where a decision file cannot hold it. */
function told(missing: readonly string[], remarks: string): string {
  const text = [
    ...(missing.length > 0 ? ['请补正以下内容：'] : []),
    ...missing.map((one, i) => `${i + 1}. ${one}`),
    ...(remarks === '' ? [] : [remarks]),
  ].join('\n')
  if (text.length > 2000) throw new Refused('bad-request', '补正内容和说明合计超过 2000 字，请精简后再提交')
  return text
}
