import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { RetrainingRow } from '../../shared/api/lessons'
import { isHigher, readLevel } from '../../shared/claim/levels'
import { plain } from '../../shared/people/text'
import type { Store } from '../db/store'
import type { TrainingClass } from '../training/class-of'
import { present } from '../training/roster/left'

/** What another training of the same person is called and when it was. */
type Other = Pick<RetrainingRow, 'occupation' | 'level' | 'from' | 'to'>

/**
 * People of a class who are, or were, in another class of the organisation for the same occupation and level (重复培训), for a higher level
 * of it, or at all in the same calendar year. Warns before anything is claimed: what was really paid for is the claim's to check.
 */
export async function retrainingIn(
  { t, read }: Pick<Store, 't' | 'read'>,
  trained: TrainingClass,
): Promise<RetrainingRow[]> {
  const mine = await read
    .select({ seat: t.seat.id, person: t.seat.person, number: t.seat.number, name: t.person.name })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(and(eq(t.seat.class, trained.id), present({ t })))
    .orderBy(asc(t.seat.number))
  if (mine.length === 0) return []
  const people = read.select({ id: t.seat.person }).from(t.seat).where(eq(t.seat.class, trained.id))
  const others = await read
    .select({
      ...{ seat: t.seat.id, person: t.seat.person, className: t.class.name },
      ...{ occupation: t.plan.occupation, level: t.plan.level, from: t.plan.periodFrom, to: t.plan.periodTo },
    })
    .from(t.seat)
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(and(inArray(t.seat.person, people), ne(t.seat.class, trained.id), isNull(t.seat.leftAt)))
    .orderBy(asc(t.plan.periodFrom), asc(t.seat.id))
  return mine.flatMap(({ seat, person, number, name }) =>
    others
      .filter((one) => one.person === person)
      .flatMap(({ person: _, seat: otherSeat, ...other }): RetrainingRow[] => {
        const kind = kindOf(trained.plan, other)
        return kind ? [{ seat, number, name, kind, otherSeat, ...other }] : []
      }),
  )
}

function kindOf({ occupation, level, period }: TrainingClass['plan'], other: Other): RetrainingRow['kind'] | undefined {
  const [own, theirs] = [readLevel(level), readLevel(other.level)]
  if (plain(occupation) === plain(other.occupation)) {
    if (plain(level) === plain(other.level) || (own !== undefined && own === theirs)) return 'same'
    if (own !== undefined && theirs !== undefined && isHigher(theirs, own)) return 'higher'
  }
  return period.from.slice(0, 4) === other.from.slice(0, 4) ? 'year' : undefined
}
