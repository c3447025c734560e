import { randomUUID } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import { lookToken } from '../../../shared/api/look'
import type { Milliseconds } from '../../../shared/record/fields'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf, type TrainingClass } from '../../training/class-of'
import { type StoredLink, stateOf } from './link'

/** A page that stays open asks every minute: what one address asks within this long after an opening is the same visit. */
export const VISIT: Milliseconds = 30 * 60_000

/** What a link opens. */
export interface Looking {
  link: StoredLink
  trained: TrainingClass
}

/**
 * Lets in who holds a link, by a request's `authorization: Bearer CLASS.SECRET`, and records the visit with the address it comes from.
 * Audited. Throws `not-allowed`: of a secret that is none nothing is said, of one that is over whom to ask for another.
 */
export async function enterByLink(
  deps: Pick<Deps, 'store' | 'clock' | 'secrets'>,
  header: string | undefined,
  from: string,
): Promise<Looking> {
  const { store, clock, secrets } = deps
  const { t, read } = store
  const [, classId = '', secret = ''] = lookToken.exec((header ?? '').replace(/^Bearer /, '')) ?? []
  const [row] =
    secret === ''
      ? []
      : await read
          .select({ link: t.classLink, end: t.classLinkEnd.link, stoppedAt: t.organisation.stoppedAt })
          .from(t.classLink)
          .innerJoin(t.organisation, eq(t.organisation.id, t.classLink.organisation))
          .leftJoin(t.classLinkEnd, eq(t.classLinkEnd.link, t.classLink.id))
          .where(and(eq(t.classLink.secretIndex, secrets.index('class-link', secret)), eq(t.classLink.class, classId)))
  if (!row || row.stoppedAt !== null)
    throw new Refused('not-allowed', '链接不对或不完整。请从收到的原文里完整复制，或者请培训单位重新发送')
  const { link } = row
  const trained = await classOf(store, link.class)
  const state = stateOf(link, row.end !== null, clock.now())
  if (state !== 'open')
    throw new Refused(
      'not-allowed',
      `${state === 'ended' ? `链接已于 ${link.until} 到期` : '链接已被培训单位停用'}。要继续查看，请向 ${trained.organisationName} 要新的链接`,
    )
  await recordVisit(deps, link, from)
  return { link, trained }
}

async function recordVisit(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { id, organisation, class: classId, reader }: StoredLink,
  from: string,
): Promise<void> {
  const { classLinkOpening: opening } = store.t
  const now = clock.now()
  const same = and(eq(opening.link, id), eq(opening.from, from), gt(opening.at, now - VISIT))
  const [before] = await store.read.select({ id: opening.id }).from(opening).where(same).limit(1)
  if (before) return
  await store.tx(async (q) => {
    // The page asks for two things at once: the second finds what the first has written.
    if ((await q.select({ id: opening.id }).from(opening).where(same).limit(1)).length > 0) return
    await q.insert(opening).values({ id: randomUUID(), link: id, from, at: now })
    const actor = { member: `link:${id}`, organisation }
    await recordAudit(q, store, clock, actor, 'class-link.open', classId, { reader, address: from })
  })
}
