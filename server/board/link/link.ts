import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type ClassLink, LINK_DAYS_AFTER, LINK_DAYS_MOST } from '../../../shared/api/class-links'
import { dayOf } from '../../../shared/calendar/beijing'
import { nextDay } from '../../../shared/calendar/days'
import type { Milliseconds } from '../../../shared/record/fields'
import type { Queries, Store } from '../../db/store'
import type { TrainingClass } from '../../training/class-of'

export type StoredLink = Store['t']['classLink']['$inferSelect']

/** A link opens through its last Beijing day, unless somebody ended it before. */
export const stateOf = (
  { until }: Pick<StoredLink, 'until'>,
  revoked: boolean,
  now: Milliseconds,
): ClassLink['state'] => (revoked ? 'revoked' : dayOf(now) > until ? 'ended' : 'open')

/** The day on which a link ends unless another is chosen: some days after the class's last one, and never in the past. */
export function suggestedUntil({ plan }: Pick<TrainingClass, 'plan'>, now: Milliseconds): string {
  const today = dayOf(now)
  const [usual, most] = [nextDay(plan.period.to, LINK_DAYS_AFTER), nextDay(today, LINK_DAYS_MOST)]
  return usual < today ? nextDay(today, LINK_DAYS_AFTER) : usual > most ? most : usual
}

/** Links of a class that nobody has ended; those whose term is over may be among them. */
export const standingLinks = (q: Queries, { t }: Pick<Store, 't'>, classId: string): Promise<StoredLink[]> =>
  q
    .select({ link: t.classLink })
    .from(t.classLink)
    .leftJoin(t.classLinkEnd, eq(t.classLinkEnd.link, t.classLink.id))
    .where(and(eq(t.classLink.class, classId), isNull(t.classLinkEnd.link)))
    .then((rows) => rows.map(({ link }) => link))

/** What people call these members. */
export async function memberNames(
  { t, read }: Pick<Store, 't' | 'read'>,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const rows =
    ids.length === 0
      ? []
      : await read
          .select({ id: t.member.id, name: t.member.name })
          .from(t.member)
          .where(inArray(t.member.id, [...new Set(ids)]))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id.slice(0, 8)
}
