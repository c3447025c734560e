import { and, eq } from 'drizzle-orm'
import type { PersonLink, PhoneLink, PhonePage } from '../../shared/api'
import type { Piece } from '../../shared/study/credited'
import { classHours } from '../../shared/study/hours'
import { byHandCounts } from '../../shared/study/sources'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { type PhoneSession, phoneLinkOf } from '../access/phone-session'
import { RotatingCode } from '../access/second-factor'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { foldPerson } from '../study/person-day'
import { answersOf } from './appeals'
import { seatOfChain } from './chain-seat'
import { classOf } from './class-of'
import { present } from './roster/left'
import { factorRequired } from './second-factor'

/** Links to the phone pages of a class, to copy or print. Audited: whoever holds one sees that person's hours for 30 days. */
export async function phoneLinks(deps: Deps, actor: Actor, classId: string): Promise<PersonLink[]> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  await classOf(store, classId, actor.organisation)
  return store.tx(async (q) => {
    const rows = await q
      .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name, codeIssuedAt: t.seat.codeIssuedAt })
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .where(and(eq(t.seat.class, classId), present(store)))
      .orderBy(t.seat.number)
    await recordAudit(q, store, clock, actor, 'phone-links.show', classId, { people: rows.length })
    return rows.map(({ seat, number, name, codeIssuedAt }) => ({
      seat,
      number,
      name,
      ...phoneLinkOf(deps, { seat, codeIssuedAt }, 'hr'),
    }))
  })
}

/** A link that a device asks for, for whoever its chain is bound to. Throws `conflict` while that is nobody. */
export async function phoneLinkForDevice(deps: Deps, chain: string): Promise<PhoneLink> {
  const { t, read } = deps.store
  const seat = await seatOfChain(deps, chain)
  const [row] = seat
    ? await read
        .select({ seat: t.seat.id, codeIssuedAt: t.seat.codeIssuedAt, leftAt: t.seat.leftAt })
        .from(t.seat)
        .where(eq(t.seat.id, seat))
    : []
  if (!row) throw new Refused('conflict', '老师还没有确认您的加入，确认以后再打开')
  if (row.leftAt !== null) throw new Refused('conflict', '您已不在这个班的名册里，要看以前的学时请找老师')
  return phoneLinkOf(deps, row, 'device')
}

/**
 * A trainee's own hours by day, with what did not count and why, and the answers to their appeals. The second factor stands
 * on pages of HR's links alone: a computer that could fetch it would vouch for itself.
 */
export async function phonePage(deps: Deps, { seat, expiresAt, by }: PhoneSession): Promise<PhonePage> {
  const { store, clock, secrets } = deps
  const { t, read } = store
  const [row] = await read
    .select({ class: t.seat.class, number: t.seat.number, name: t.person.name, person: t.seat.person })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  const trained = await classOf(store, row.class)
  const seats = await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.person, row.person))
  const folded = await foldPerson(
    read,
    store,
    nodeCrypto,
    seats.map(({ id }) => id),
  )
  const days = folded.find((one) => one.seat === seat)?.days ?? []
  const credited = days.reduce((sum, day) => sum + day.credited, 0)
  const asked = await factorRequired(deps, row.class)
  return {
    name: row.name,
    number: row.number,
    className: trained.name,
    organisation: trained.organisationName,
    at: clock.now(),
    expiresAt,
    credited,
    hours: classHours(credited, trained.plan.policy),
    courses: trained.plan.courses.map(({ title }) => title),
    days: days.map(({ day, credited, pieces }) => ({ day, credited, lost: lostOf(pieces) })).reverse(),
    appeals: await answersOf(read, t, seat),
    byHandCounts: byHandCounts(trained.plan.policy),
    ...(asked && (by === 'hr' ? { code: new RotatingCode(secrets).show(seat, clock.now()) } : { codeElsewhere: true })),
  }
}

/** What did not count, neighbours of one reason and lesson together; a pause of up to a minute does not part them. */
export function lostOf(pieces: readonly Piece[]): PhonePage['days'][number]['lost'] {
  const lost: PhonePage['days'][number]['lost'] = []
  for (const { from, to, reason, course, lesson } of [...pieces].sort((a, b) => a.from - b.from)) {
    if (!reason) continue
    const last = lost.at(-1)
    if (last && last.reason === reason && last.lesson === lesson.title && from - last.to <= 60_000) {
      last.to = Math.max(last.to, to)
      last.ms += to - from
    } else lost.push({ reason, course: course.title, lesson: lesson.title, from, to, ms: to - from })
  }
  return lost
}
