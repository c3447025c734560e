import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { classInAddress, type KeepLinkRequest } from '../../../shared/api/bureau-links'
import { dayOf, dayRange } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { firmOfBureau } from '../register/firms'

/** Links a bureau keeps and has not dropped, the oldest first; one whose term is over may be among them. */
export async function keptLinks(q: Queries, { t }: Pick<Store, 't'>, organisation: string) {
  const rows = await q
    .select({ link: t.bureauClassLink, firmName: t.bureauFirm.name })
    .from(t.bureauClassLink)
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClassLink.firm))
    .leftJoin(t.bureauClassLinkEnd, eq(t.bureauClassLinkEnd.link, t.bureauClassLink.id))
    .where(and(eq(t.bureauClassLink.organisation, organisation), isNull(t.bureauClassLinkEnd.link)))
    .orderBy(asc(t.bureauClassLink.at), asc(t.bureauClassLink.id))
  return rows.map(({ link: { addressCipher: _, ...link }, firmName }) => ({ ...link, firmName }))
}

/**
 * Keeps the address a 单位 gave for one of its classes; whoever holds it sees that class, so it lies encrypted. The class is the one that
 * was chosen, else the one an address of this program names, else one of its own. Audited. Throws `not-found` of another's 单位,
 * `bad-request` for a term that is over or an address that leads to another class than was chosen.
 */
export async function keepLink(
  { store, clock, secrets }: Pick<Deps, 'store' | 'clock' | 'secrets'>,
  actor: Actor,
  { firm, class: chosen, className, address, until }: KeepLinkRequest,
): Promise<string> {
  requireBureau(actor, 'hr')
  const id = randomUUID()
  const now = clock.now()
  if (!isDay(until) || until < dayOf(now)) throw new Refused('bad-request', '有效期早于今天，或者没有这一天，请核对')
  const named = classInAddress(address)
  if (chosen !== undefined && named !== undefined && chosen !== named)
    throw new Refused('bad-request', '这个链接打开的是另一个培训班，请核对链接，或重新选择培训班')
  const { host } = new URL(address)
  await store.tx(async (q) => {
    await firmOfBureau(q, store, actor, firm)
    await q.insert(store.t.bureauClassLink).values({
      ...{ id, organisation: actor.organisation, firm, class: chosen ?? named ?? id, className, host, until },
      ...{ addressCipher: secrets.encrypt(address, id), by: actor.member, at: now },
    })
    await recordAudit(q, store, clock, actor, 'inspection-link.keep', id, { name: className, host, until })
  })
  return id
}

/** The address of a kept link, for whoever is about to look. Audited. Throws `not-found`. */
export async function openLink(
  { store, clock, secrets }: Pick<Deps, 'store' | 'clock' | 'secrets'>,
  actor: Actor,
  id: string,
): Promise<string> {
  requireBureau(actor, 'hr')
  return store.tx(async (q) => {
    const { addressCipher, className, host } = await linkOf(q, store, actor, id)
    await recordAudit(q, store, clock, actor, 'inspection-link.open', id, { name: className, host })
    return secrets.decrypt(addressCipher, id)
  })
}

/** Takes a link off the list: it was typed wrongly, or the 单位 ended it. Audited. Throws `not-found`. */
export async function dropLink(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<void> {
  requireBureau(actor, 'hr')
  await store.tx(async (q) => {
    const { className, host } = await linkOf(q, store, actor, id)
    await q.insert(store.t.bureauClassLinkEnd).values({ link: id, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'inspection-link.drop', id, { name: className, host })
  })
}

/** Throws `not-found` unless the link is kept with this class. */
export async function demandLinkOf(
  q: Queries,
  store: Pick<Store, 't'>,
  actor: Pick<Actor, 'organisation'>,
  id: string,
  of: { firm: string; class: string },
): Promise<void> {
  const link = await linkOf(q, store, actor, id)
  if (link.firm !== of.firm || link.class !== of.class) throw new Refused('not-found', '这个培训班没有这个只读链接')
}

async function linkOf(q: Queries, { t }: Pick<Store, 't'>, { organisation }: Pick<Actor, 'organisation'>, id: string) {
  const [row] = await q
    .select({ link: t.bureauClassLink })
    .from(t.bureauClassLink)
    .leftJoin(t.bureauClassLinkEnd, eq(t.bureauClassLinkEnd.link, t.bureauClassLink.id))
    .where(
      and(
        eq(t.bureauClassLink.id, id),
        eq(t.bureauClassLink.organisation, organisation),
        isNull(t.bureauClassLinkEnd.link),
      ),
    )
  if (!row) throw new Refused('not-found', '没有这个只读链接，可能已经删去')
  return row.link
}

function isDay(day: string): boolean {
  try {
    return dayRange(day).from > 0
  } catch {
    return false
  }
}
