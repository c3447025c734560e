import { eq } from 'drizzle-orm'
import type { ExchangeSettings } from '../../../shared/api/bureau-exchange'
import { fingerprint } from '../../../shared/record/batch'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { namedBy } from '../../media/by-name'
import { actingFor } from '../acting'
import { requireBureau } from '../bureau'
import { openedBy, openedKey } from './open-counter'

/** The address that 单位 are given, and whether it answers. */
export async function exchangeSettings(deps: Deps, actor: Actor): Promise<ExchangeSettings> {
  requireBureau(actor, 'hr', 'auditor')
  const { organisation } = actor
  const { protocol, hostname } = new URL(deps.publicUrl)
  const by = await openedBy(deps, organisation)
  return {
    address: `${deps.publicUrl.replace(/\/$/, '')}/exchange/${organisation}`,
    reachable: protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname),
    key: fingerprint(nodeCrypto, (await deps.keys.package(organisation)).publicKey),
    ...(by && { open: { by: (await namedBy(deps.store, [by.member]))(by.member), at: by.at } }),
    ...(by &&
      !(await actingFor(deps, organisation, by.member)) && {
        trouble: '开通的人已停用，或者不再办理收件，现在对所有单位都不应答。请关闭后由在任的负责人重新开通',
      }),
  }
}

/** Opens the exchange in the actor's name, who then acts for what comes by it, or closes it: what was under way is forgotten. Audited. */
export async function openExchange(deps: Deps, actor: Actor, open: boolean): Promise<ExchangeSettings> {
  requireBureau(actor, 'manager')
  const { store, clock, packages } = deps
  const { t } = store
  const { member, organisation } = actor
  await store.tx(async (q) => {
    const key = openedKey(organisation)
    await q.delete(t.setting).where(eq(t.setting.key, key))
    if (open) await q.insert(t.setting).values({ key, value: JSON.stringify({ member, at: clock.now() }) })
    await recordAudit(q, store, clock, actor, open ? 'exchange.open' : 'exchange.close', organisation)
  })
  if (!open)
    for (const { id, organisation: of, by, taking } of [...packages.sending.values()])
      if (of === organisation && 'firm' in by && !taking) await packages.drop(id)
  return exchangeSettings(deps, actor)
}
