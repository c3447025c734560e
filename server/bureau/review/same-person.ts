import { grouped } from '../across/grouped'
import type { ReceivedPerson } from '../bureau'
import { isSomebody } from '../id-problem'

/** Whom somebody of an earlier version is now; `changed`: in the seat of then stands another ID number, and the old one nowhere. */
export interface Same {
  person: ReceivedPerson
  changed: boolean
}

type KeyOf = (one: ReceivedPerson) => string | undefined

/**
 * Who of a newer version of a claim somebody of an earlier one is, by id: the same ID number in the same seat of the same class, else in a class of that
 * name, else anywhere; and only where that number is nowhere any more, who has the seat now. Rows of a workbook are no seats. Nobody is two.
 */
export function samePeople(
  byHand: boolean,
  earlier: readonly ReceivedPerson[],
  people: readonly ReceivedPerson[],
): ReadonlyMap<string, Same> {
  const seatOf: KeyOf = (one) => (byHand ? undefined : JSON.stringify([one.class, one.seat]))
  const ways: readonly KeyOf[] = [
    (one) => (byHand ? undefined : JSON.stringify([one.class, one.seat, one.idIndex])),
    (one) => (isSomebody(one) ? JSON.stringify([one.idIndex, one.className]) : undefined),
    (one) => (isSomebody(one) ? one.idIndex : undefined),
    seatOf,
  ]
  const found = new Map<string, Same>()
  const left = new Set(people)
  for (const keyOf of ways) {
    const by = grouped([...left], keyOf)
    for (const one of earlier) {
      const key = keyOf(one)
      const person = found.has(one.id) || key === undefined ? undefined : by.get(key)?.find((row) => left.has(row))
      if (!person) continue
      found.set(one.id, { person, changed: keyOf === seatOf })
      left.delete(person)
    }
  }
  return found
}
