import { and, eq } from 'drizzle-orm'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'

/** Ends a link at once; it opens nothing any more. Answers its class. Audited. Throws `not-found`, `conflict` where it was ended before. */
export async function revokeLink(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  id: string,
  reason: string,
): Promise<string> {
  requireRole(actor, 'hr')
  const { t } = store
  return store.tx(async (q) => {
    const [row] = await q
      .select({ link: t.classLink, ended: t.classLinkEnd.link })
      .from(t.classLink)
      .leftJoin(t.classLinkEnd, eq(t.classLinkEnd.link, t.classLink.id))
      .where(and(eq(t.classLink.id, id), eq(t.classLink.organisation, actor.organisation)))
    if (!row) throw new Refused('not-found', '没有这个链接')
    if (row.ended !== null) throw new Refused('conflict', '这个链接已经停用，请刷新页面')
    const { class: ofClass, reader } = row.link
    await q.insert(t.classLinkEnd).values({ link: id, reason, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'class-link.revoke', ofClass, { reader, reason })
    return ofClass
  })
}
