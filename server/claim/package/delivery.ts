import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Delivery, RecipientRequest } from '../../../shared/api/packages'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'

/** To whom packages of claims are encrypted, and the key of the second signature. */
export async function deliveryOf({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<Delivery> {
  requireRole(actor, 'hr', 'auditor')
  const { t, read } = store
  const newest = await recipientRow({ store }, actor.organisation)
  const [key] = await read
    .select()
    .from(t.serviceKey)
    .where(
      and(
        eq(t.serviceKey.organisation, actor.organisation),
        eq(t.serviceKey.purpose, 'sm2'),
        isNull(t.serviceKey.retiredAt),
      ),
    )
  return {
    ...(newest && {
      recipient: {
        ...{ recipient: newest.row.recipient, bureau: newest.row.bureau, compared: newest.row.compared },
        ...{ by: newest.by, at: newest.row.at },
      },
    }),
    ...(key && { sm2: { fingerprint: key.id, key: key.public, since: key.createdAt } }),
  }
}

/** The recipient in force. */
export async function recipientOf(deps: Pick<Deps, 'store'>, organisation: string): Promise<string | undefined> {
  return (await recipientRow(deps, organisation))?.row.recipient
}

async function recipientRow({ store: { t, read } }: Pick<Deps, 'store'>, organisation: string) {
  const [newest] = await read
    .select({ row: t.bureauRecipient, by: t.member.name })
    .from(t.bureauRecipient)
    .innerJoin(t.member, eq(t.member.id, t.bureauRecipient.by))
    .where(eq(t.bureauRecipient.organisation, organisation))
    .orderBy(desc(t.bureauRecipient.at), desc(t.bureauRecipient.id))
    .limit(1)
  return newest && newest.row.recipient !== '' ? newest : undefined
}

/** From now on packages are encrypted to this recipient, whom somebody has compared with the bureau. Audited. */
export async function setRecipient(deps: Deps, actor: Actor, input: RecipientRequest): Promise<Delivery> {
  requireRole(actor, 'manager')
  await put(deps, actor, input)
  return deliveryOf(deps, actor)
}

/** From now on packages are delivered in clear. Throws `conflict` where they are. Audited. */
export async function withdrawRecipient(deps: Deps, actor: Actor): Promise<Delivery> {
  requireRole(actor, 'manager')
  if ((await recipientOf(deps, actor.organisation)) === undefined)
    throw new Refused('conflict', '没有登记收件公钥，资料包本来就不加密')
  await put(deps, actor, { recipient: '', bureau: '', compared: '' })
  return deliveryOf(deps, actor)
}

async function put(
  { store, clock }: Deps,
  actor: Actor,
  { recipient, bureau, compared }: RecipientRequest,
): Promise<void> {
  await store.tx(async (q) => {
    const { member: by, organisation } = actor
    const row = { id: randomUUID(), organisation, recipient, bureau, compared, by, at: clock.now() }
    await q.insert(store.t.bureauRecipient).values(row)
    await recordAudit(q, store, clock, actor, 'organisation.recipient', organisation, { bureau, key: recipient })
  })
}

/** Packages of claims are signed with SM2, too, by a key that is made now. Throws `conflict` where there is one. Audited. */
export async function enableSm2(deps: Deps, actor: Actor): Promise<Delivery> {
  requireRole(actor, 'manager')
  if (await deps.keys.sm2(actor.organisation)) throw new Refused('conflict', '已经有国密（SM2）密钥')
  await deps.keys.makeSm2(actor.organisation)
  const { store, clock } = deps
  await store.tx((q) => recordAudit(q, store, clock, actor, 'organisation.sm2', actor.organisation))
  return deliveryOf(deps, actor)
}
