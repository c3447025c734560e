import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { personFacts, type Taken } from '../../../shared/claim/facts'
import type { Queries, Store } from '../../db/store'
import { stillHeld } from '../../study/held'
import { chunksOf } from '../../training/roster/chunks'

/** A training that somebody is paid for elsewhere, and where that is known from. */
export interface TakenBefore {
  taken: Taken
  /** Number of the organisation's own claim, or the name of an imported list. */
  from: string
}

const takenSchema = personFacts.entries.taken.item

/**
 * What these people were paid for or are asked for in other claims, by person: the organisation's own claims that were handed in
 * and not refused, then imported lists. Of the same training (seat) nothing else is looked at: it would be the claim itself.
 */
export async function takenBefore(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  claim: string,
  people: readonly string[],
): Promise<Map<string, TakenBefore[]>> {
  const found = new Map<string, TakenBefore[]>()
  const add = (person: string, taken: string, from: string) =>
    found.set(person, [...(found.get(person) ?? []), { taken: v.parse(takenSchema, JSON.parse(taken)), from }])
  for (const chunk of chunksOf(people)) {
    const own = await q
      .select({ person: t.claimHold.person, taken: t.claimHold.taken, number: t.subsidyClaim.number })
      .from(t.claimHold)
      .innerJoin(t.subsidyClaim, stillHeld(t))
      .where(and(inArray(t.claimHold.person, [...chunk]), ne(t.claimHold.claim, claim)))
      .orderBy(t.subsidyClaim.number, t.claimHold.seat)
    for (const { person, taken, number } of own) add(person, taken, number)
    const listed = await q
      .select({ person: t.person.id, taken: t.benefit.taken, name: t.benefitList.name })
      .from(t.person)
      .innerJoin(t.benefit, eq(t.benefit.idIndex, t.person.idIndex))
      .innerJoin(t.benefitList, eq(t.benefitList.id, t.benefit.list))
      .where(
        and(
          inArray(t.person.id, [...chunk]),
          eq(t.benefitList.organisation, organisation),
          isNull(t.benefitList.removedAt),
        ),
      )
      .orderBy(t.benefitList.at, t.benefit.list, t.benefit.position)
    for (const { person, taken, name } of listed) add(person, taken, name)
  }
  return found
}
