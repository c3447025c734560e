import { inArray } from 'drizzle-orm'
import type { RosterRow } from '../../shared/api'
import { completionOf, type SeatResult } from '../../shared/study/completion'
import type { CreditedDay } from '../../shared/study/credited'
import type { Facts } from '../../shared/study/facts'
import { type SeatSources, sourcesOf } from '../../shared/study/sources'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import type { FoldedDay } from '../study/fold'
import { foldPerson } from '../study/person-day'
import { importedOf, supersededBy } from '../study/standing'
import type { TrainingClass } from './class-of'

/** `tests`: how many of `missing` are about tests. */
export type Reached = Pick<RosterRow, 'sources' | 'missing'> & { tests: number }
interface Day {
  day: string
  credited: number
  folded: FoldedDay
}

/**
 * What a seat has of each source and what it still lacks by the policy. `pieces` are the seat's days with their pieces: without
 * them no overlap of wall time is seen, which matters only where the policy lets another source count.
 */
export function reachedBy(
  { id, plan }: TrainingClass,
  seat: string,
  days: readonly Day[],
  imported: Facts['imported'],
  pieces: readonly CreditedDay[] = days.map(({ day, credited }) => ({
    seat,
    day,
    credited,
    deductions: {},
    pieces: [],
  })),
): Reached {
  const facts: Facts = {
    ...{ v: 2, class: id, bindings: [], courses: plan.courses, period: plan.period, devices: [], receipts: [] },
    ...{ corrections: [], elsewhere: [], imported: imported.filter((one) => one.seat === seat) },
  }
  const [sources] = sourcesOf(pieces, plan.policy, facts)
  const courses = plan.courses.map(({ key, title, hours }) => ({
    title,
    hours,
    credited: ownOf(days, key) + (sources ? othersOf(sources, facts.imported, key) : 0),
  }))
  const { missing, tests } = completionOf({ courses, tests: testsOf(plan.courses, days), offline: [] }, plan.policy)
  if (!sources) return { missing, tests }
  const shown = ({ stated, counted }: SeatSources['乙']) => ({ stated, counted })
  return {
    missing,
    tests,
    sources: { 甲: sources.甲, 乙: shown(sources.乙), 丙: shown(sources.丙), whole: sources.whole },
  }
}

/** The same for the seats of a class, from what was folded of them: only who has other sources that count is folded again. */
export async function reachedIn(
  { store }: Pick<Deps, 'store'>,
  trained: TrainingClass,
  seats: readonly { id: string; person: string; days: readonly Day[] }[],
): Promise<Map<string, Reached>> {
  const { t, read } = store
  const ids = seats.map(({ id }) => id)
  const imported = await importedOf(read, t, ids, await supersededBy(read, t, ids))
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
    reached.set(id, reachedBy(trained, id, days, imported, pieces))
  }
  return reached
}

const ofCourse = (days: readonly Day[], key: string) =>
  days.flatMap(({ folded }) => folded.courses.filter((course) => course.key === key))

const ownOf = (days: readonly Day[], key: string): number =>
  ofCourse(days, key)
    .flatMap(({ lessons }) => lessons)
    .reduce((sum, { credited }) => sum + credited, 0)

/** What counts of a source belongs to courses in the proportion in which it was stated, ms rounded down. */
function othersOf(sources: SeatSources, imported: Facts['imported'], key: string): number {
  const part = (source: '乙' | '丙') => {
    const stated = imported
      .filter((one) => one.source === source && one.course === key)
      .reduce((sum, { seconds }) => sum + seconds * 1000, 0)
    return stated === 0 ? 0 : Math.floor((sources[source].counted * stated) / sources[source].stated)
  }
  return part('乙') + part('丙')
}

/** Every test in the order in which it was taken; the same result seen once more is no other attempt. */
function testsOf(courses: TrainingClass['plan']['courses'], days: readonly Day[]): SeatResult['tests'] {
  return courses.flatMap(({ key, title }) =>
    ofCourse(days, key)
      .flatMap(({ scores }) => scores)
      .sort((a, b) => a.at - b.at)
      .filter(
        (one, i, all) =>
          one.value !== all[i - 1]?.value || one.attempt !== all[i - 1]?.attempt || one.lesson !== all[i - 1]?.lesson,
      )
      .map(({ value, pass }) => ({ course: title, value, pass })),
  )
}
