import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { AddPlatform } from '../../../shared/api/bureau-register'
import recommended from '../../../shared/register/recommended.json'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { recheckPlatform } from '../across/recheck-later'
import { requireBureau } from '../bureau'
import { firmOfBureau } from './firms'

/** That the bureau agreed to a platform, for everybody or for one 单位. Throws `bad-request` and `not-found`. Audited. */
export async function addPlatform({ store, clock, rechecker }: Deps, actor: Actor, input: AddPlatform): Promise<void> {
  requireBureau(actor, 'hr')
  if (input.to !== '' && input.to < input.from) throw new Refused('bad-request', '有效期的截止日早于起始日，请改正')
  await store.tx(async (q) => {
    if (input.firm !== '') await firmOfBureau(q, store, actor, input.firm)
    for (const file of input.documents) await demandEvidence(q, store, actor.organisation, file)
    const first = await keepsNone(q, store, actor)
    await insert(q, store, actor, clock.now(), input)
    const { host, firm, name, from } = input
    const change = { organisation: actor.organisation, reason: `登记了平台“${name}”（${host}）` }
    await recheckPlatform(q, store, { ...change, host, firm, first })
    await recordAudit(q, store, clock, actor, 'platform.add', host, { name, from })
  })
  rechecker.wake()
}

/** The seven platforms of the notice's annex, those that are not there yet. Audited. Answers how many were added. */
export async function addRecommended({ store, clock, rechecker }: Deps, actor: Actor): Promise<{ added: number }> {
  requireBureau(actor, 'hr')
  const { t } = store
  const added = await store.tx(async (q) => {
    const first = await keepsNone(q, store, actor)
    const rows = await q
      .select({ host: t.bureauPlatform.host })
      .from(t.bureauPlatform)
      .where(and(eq(t.bureauPlatform.organisation, actor.organisation), eq(t.bureauPlatform.firm, '')))
    const lacking = recommended.platforms.filter(({ host }) => !rows.some((row) => row.host === host))
    for (const one of lacking)
      await insert(q, store, actor, clock.now(), {
        ...{ ...one, firm: '', kind: 'recommended', source: recommended.source, documents: [] },
        ...{ from: recommended.date, to: '' },
      })
    const change = { organisation: actor.organisation, reason: '登记了推荐平台' }
    for (const { host } of lacking) await recheckPlatform(q, store, { ...change, host, firm: '', first })
    await recordAudit(q, store, clock, actor, 'platform.add', 'recommended', { added: lacking.length })
    return { added: lacking.length }
  })
  rechecker.wake()
  return added
}

/** Whether no platform was registered so far: a register that is not kept says nothing, and one that is does. */
async function keepsNone(q: Queries, { t }: Pick<Store, 't'>, { organisation }: Actor): Promise<boolean> {
  const { bureauPlatform: of } = t
  return (await q.select({ id: of.id }).from(of).where(eq(of.organisation, organisation)).limit(1)).length === 0
}

async function insert(
  q: Queries,
  { t }: Pick<Store, 't'>,
  actor: Actor,
  at: number,
  input: AddPlatform,
): Promise<void> {
  await q.insert(t.bureauPlatform).values({
    ...{ ...input, id: randomUUID(), organisation: actor.organisation, documents: JSON.stringify(input.documents) },
    ...{ by: actor.member, at },
  })
}
