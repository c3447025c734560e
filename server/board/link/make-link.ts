import { randomBytes, randomUUID } from 'node:crypto'
import { LINK_DAYS_MOST, LINKS_MOST, type MadeLink, type MakeLinkRequest } from '../../../shared/api/class-links'
import { LOOK_PATH } from '../../../shared/api/look'
import { dayOf, dayRange } from '../../../shared/calendar/beijing'
import { nextDay } from '../../../shared/calendar/days'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../../training/class-of'
import { standingLinks, stateOf } from './link'

/**
 * A read-only link to a running class for a named reader, through the Beijing day `until`. Its secret is told this once and kept only as a
 * keyed hash. Audited. Throws `not-found`, `conflict` where the class is closed or has enough links, `bad-request` for a day that is none,
 * is over or lies too far away.
 */
export async function makeLink(
  deps: Pick<Deps, 'store' | 'clock' | 'secrets' | 'publicUrl'>,
  actor: Actor,
  classId: string,
  { reader, until }: MakeLinkRequest,
): Promise<MadeLink> {
  requireRole(actor, 'hr')
  const { store, clock, secrets } = deps
  const id = randomUUID()
  const secret = randomBytes(32).toString('base64url')
  const now = clock.now()
  demandTerm(until, dayOf(now))
  await store.tx(async (q) => {
    const trained = await classOf({ t: store.t, read: q }, classId, actor.organisation)
    if (trained.status === 'closed')
      throw new Refused('conflict', `${trained.name} 已经结班，不再生成链接。请把申报资料包交给主管部门`)
    const open = (await standingLinks(q, store, classId)).filter((link) => stateOf(link, false, now) === 'open')
    if (open.length >= LINKS_MOST)
      throw new Refused('conflict', `这个班已有 ${LINKS_MOST} 个有效的链接，请先停用不再需要的`)
    await q.insert(store.t.classLink).values({
      ...{ id, organisation: actor.organisation, class: classId, reader, until, by: actor.member, at: now },
      secretIndex: secrets.index('class-link', secret),
    })
    await recordAudit(q, store, clock, actor, 'class-link.make', classId, { reader, until })
  })
  // Behind the #: browsers send it to nobody, and no log of a proxy holds it.
  return { id, link: `${deps.publicUrl}${LOOK_PATH}#${classId}.${secret}`, reader, until }
}

function demandTerm(until: string, today: string): void {
  try {
    dayRange(until)
  } catch {
    throw new Refused('bad-request', '没有这一天，请核对有效期')
  }
  if (until < today) throw new Refused('bad-request', '有效期早于今天，请核对')
  if (until > nextDay(today, LINK_DAYS_MOST))
    throw new Refused('bad-request', `有效期最长 ${LINK_DAYS_MOST} 天，请选近一些的日期，到期可以再生成`)
}
