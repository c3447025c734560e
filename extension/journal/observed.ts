import type { Body } from '../../shared/record/bodies'
import type { Milliseconds } from '../../shared/record/fields'
import type { Seen } from '../messages'
import type { NewEntry } from './recorder'

/** What was seen of a view's player until now, and how much of it the chain says already. */
export type Observed = Seen & { told?: { to: Milliseconds; count: number } }

/** Takes what a report says; each kind goes on growing. The same report twice changes nothing. */
export function observe(known: readonly Observed[] = [], seen: readonly Seen[] = []): Observed[] {
  const all = new Map(known.map((one) => [one.what, one]))
  for (const one of seen) {
    const before = all.get(one.what)
    if (!before || (one.to >= before.to && one.count >= before.count)) all.set(one.what, { ...before, ...one })
  }
  return [...all.values()]
}

/**
 * What is to be written with a draft that is sealed now: at once what is new; what goes on when it has doubled, or when
 * the view is over. So a view of any length writes a few of each kind, and their stretches follow each other.
 */
export const unsaid = (seen: readonly Observed[] = [], over: boolean): Observed[] =>
  seen.filter(({ from, to, told }) => !told || (to > told.to && (over || to - told.to >= told.to - from)))

export const said = (seen: readonly Observed[] = [], written: readonly Observed[]): Observed[] =>
  seen.map((one) => (written.includes(one) ? { ...one, told: { to: one.to, count: one.count } } : one))

/** `view`: hash of its entry; absent where that is the first one written in the same go. */
export const observationEntry = ({ what, from, to, count, told }: Observed, view: string | undefined): NewEntry => ({
  kind: 'observation',
  body: (before): Body<'observation'> => ({
    view: view ?? before[0]?.hash ?? '',
    what,
    from: told?.to ?? from,
    to,
    count: count - (told?.count ?? 0),
  }),
})
