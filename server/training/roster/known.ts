import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { RosterDetails } from '../../../shared/people/roster'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import type { TrainingClass } from '../class-of'
import { chunksOf } from './chunks'
import { detailsOf } from './details'

/** Another class of somebody. */
export interface OtherSeat {
  class: string
  className: string
  occupation: string
  level: string
  from: string
  to: string
}

/** What the server knows of the holder of an ID number. */
export interface Known {
  person?: { id: string; name: string }
  /** Their seat in this class; `left`: they left it. */
  here?: { seat: string; left: boolean; details: RosterDetails }
  /** Seats in other classes that they have not left. */
  others: OtherSeat[]
  /** Names of the lists that hold the number. */
  hits: string[]
}

/** Looks all of them up, by the blind index of their ID number. */
export async function knownOf(
  deps: Pick<Deps, 'store' | 'secrets'>,
  q: Queries,
  trained: Pick<TrainingClass, 'id' | 'organisation'>,
  indexes: readonly string[],
): Promise<Map<string, Known>> {
  const { t } = deps.store
  const known = new Map<string, Known>(indexes.map((index) => [index, { others: [], hits: [] }]))
  for (const chunk of chunksOf(indexes)) {
    const seats = await q
      .select({
        person: t.person.id,
        name: t.person.name,
        index: t.person.idIndex,
        seat: t.seat.id,
        class: t.seat.class,
        leftAt: t.seat.leftAt,
        cipher: t.seat.detailsCipher,
        className: t.class.name,
        occupation: t.plan.occupation,
        level: t.plan.level,
        from: t.plan.periodFrom,
        to: t.plan.periodTo,
      })
      .from(t.person)
      .leftJoin(t.seat, eq(t.seat.person, t.person.id))
      .leftJoin(t.class, eq(t.class.id, t.seat.class))
      .leftJoin(t.plan, eq(t.plan.id, t.class.plan))
      .where(and(eq(t.person.organisation, trained.organisation), inArray(t.person.idIndex, [...chunk])))
    for (const { person, name, index, seat, leftAt, cipher, className, occupation, level, from, to, ...row } of seats) {
      const one = known.get(index)
      if (!one) continue
      one.person = { id: person, name }
      if (seat === null || row.class === null) continue
      if (row.class === trained.id)
        one.here = { seat, left: leftAt !== null, details: detailsOf(deps, { id: seat, cipher }) }
      else if (
        leftAt === null &&
        className !== null &&
        occupation !== null &&
        level !== null &&
        from !== null &&
        to !== null
      )
        one.others.push({ class: row.class, className, occupation, level, from, to })
    }
    const hits = await q
      .select({ index: t.hit.idIndex, name: t.hitList.name })
      .from(t.hit)
      .innerJoin(t.hitList, eq(t.hitList.id, t.hit.list))
      .where(
        and(
          eq(t.hitList.organisation, trained.organisation),
          isNull(t.hitList.removedAt),
          inArray(t.hit.idIndex, [...chunk]),
        ),
      )
    for (const { index, name } of hits) known.get(index)?.hits.push(name)
  }
  return known
}
