/** Somebody as a list for the public names them. */
export interface Named {
  name: string
  idNumber: string
}

/** Somebody in a list that the public sees already, with the number as it stands there. */
export interface Standing extends Named {
  shown: string
}

/** Which signs of a number the public may not see: those of the date of birth; of another document all but two at each end. */
function hiddenOf({ length }: string): { from: number; to: number } {
  if (length === 18) return { from: 6, to: 14 }
  if (length === 15) return { from: 6, to: 12 }
  return length > 6 ? { from: 2, to: length - 2 } : { from: Math.min(1, length), to: length }
}

const masked = (id: string, shown: ReadonlySet<number>): string => {
  const { from, to } = hiddenOf(id)
  return [...id].map((sign, at) => (at < from || at >= to || shown.has(at) ? sign : '*')).join('')
}

/** `231202********1234`: the digits of birth are hidden. */
export const publicId = (id: string): string => masked(id, new Set())

/**
 * The ID numbers of a list as the public sees them, in its order. Two people of one name who are alike after masking are told apart
 * by as few of the hidden signs as do it, the last ones first: a day of birth says less than a year. Somebody who stands in the list
 * more than once looks the same each time. `beside`: who stands in other lists that the public sees at the same time, as they are shown there,
 * which nobody changes: the signs shown there of people who are alike are shown here too, so that rows of both lists can be held against each
 * other and no further list shows other signs of one birth date; then the fewest more that tell all of them apart.
 */
export function tellApart(people: readonly Named[], beside: readonly Standing[] = []): string[] {
  const alike = new Map<string, Set<string>>()
  const keyOf = ({ name, idNumber }: Named) => `${name}\n${publicId(idNumber)}`
  for (const one of [...people, ...beside]) {
    const key = keyOf(one)
    alike.set(key, (alike.get(key) ?? new Set()).add(one.idNumber))
  }
  const widened = new Map<string, ReadonlySet<number>>()
  const standing = new Map<string, Standing[]>()
  for (const one of beside) standing.set(keyOf(one), [...(standing.get(keyOf(one)) ?? []), one])
  for (const [key, ids] of alike) if (ids.size > 1) widened.set(key, widening([...ids], standing.get(key) ?? []))
  return people.map((one) => masked(one.idNumber, widened.get(keyOf(one)) ?? new Set()))
}

/** The fewest hidden places, the last ones first, by which these different numbers differ, beside those that are shown of them elsewhere. */
function widening(ids: readonly string[], standing: readonly Standing[]): ReadonlySet<number> {
  const { from, to } = hiddenOf(ids[0] ?? '')
  const all = Array.from({ length: to - from }, (_, i) => to - 1 - i)
  const already = all.filter((at) => standing.some(({ shown }) => shown[at] !== '*' && shown[at] !== undefined))
  const places = all.filter((at) => !already.includes(at))
  for (let n = 0; n <= places.length; n++)
    for (const chosen of choices(places, n)) {
      const shown = [...already, ...chosen]
      const texts = new Set(ids.map((id) => shown.map((at) => id[at]).join('')))
      if (texts.size === ids.length) return new Set(shown)
    }
  return new Set(all)
}

/** Every choice of n places, in their order. */
function* choices(places: readonly number[], n: number): Generator<number[]> {
  if (n === 0) yield []
  else
    for (const [i, first] of places.entries())
      for (const rest of choices(places.slice(i + 1), n - 1)) yield [first, ...rest]
}
