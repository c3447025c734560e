import { inArray } from 'drizzle-orm'
import { type Reached, type ReachedDay, reachedBy } from '../../shared/study/reached'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { resultsOf } from '../exam/results'
import { attendedOf } from '../lessons/attended'
import { foldPerson } from '../study/person-day'
import { importedOf, supersededBy } from '../study/standing'
import type { TrainingClass } from './class-of'

/** What the seats of a class have reached, from what was folded of them: only who has other sources that count is folded again. */
export async function reachedIn(
  { store }: Pick<Deps, 'store'>,
  trained: TrainingClass,
  seats: readonly { id: string; person: string; days: readonly ReachedDay[] }[],
): Promise<Map<string, Reached>> {
  const { t, read } = store
  const ids = seats.map(({ id }) => id)
  const imported = await importedOf(read, t, ids, await supersededBy(read, t, ids))
  const beyond = { imported, attended: await attendedOf(read, t, ids), results: await resultsOf(read, t, ids) }
  const limits = trained.plan.policy.sources
  const counting = new Set(imported.filter(({ source }) => (limits?.[source] ?? 0) > 0).map(({ seat }) => seat))
  const people = seats.filter(({ id }) => counting.has(id)).map(({ person }) => person)
  const all =
    people.length === 0
      ? []
      : await read.select({ id: t.seat.id, person: t.seat.person }).from(t.seat).where(inArray(t.seat.person, people))
  const reached = new Map<string, Reached>()
  for (const { id, person, days } of seats) {
    const theirs = all.filter((one) => one.person === person).map((one) => one.id)
    const folded = counting.has(id) ? await foldPerson(read, store, nodeCrypto, theirs) : []
    const pieces = folded.find((one) => one.seat === id)?.days
    reached.set(id, reachedBy(trained, id, days, beyond, pieces))
  }
  return reached
}
