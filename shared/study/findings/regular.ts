import type { Milliseconds } from '../../record/fields'
import type { ClassRule, Stretch } from './inquiry'
import type { Outline } from './outline'
import { during, listed } from './say'
import { byStart } from './stretches'
import { thresholds } from './thresholds'

const { count, share, within } = thresholds.regular
/** Habits that differ by `within` lie in this bucket or a neighbour. */
const BUCKET = 2 * within
/** A habit is held against those of so many people before: alike people are found through each other, and a class of copies stays cheap. */
const HELD = 20

/** How long sittings lasted, and how long after their start the next one began: what a script repeats and people do not, whatever the hour. */
interface Habit {
  seat: number
  length: Milliseconds
  next: Milliseconds
  /** So many sittings had it, to the bucket. */
  count: number
  /** The first of them. */
  sitting: Stretch
}

/** Two people, and the habits of each that the other has too. */
interface Pair {
  habits: readonly [Set<Habit>, Set<Habit>]
}

/** People whose sittings repeat each other's, though every one of them begins and ends by hand. */
export const regularAcrossPeople: ClassRule = {
  code: 'regular-across-people',
  find(outlines) {
    const habits = outlines.map(habitsOf)
    const groups = new Groups(outlines.length)
    const links = new Map<number, Stretch[]>()
    for (const [a, others] of pairsOf(habits).entries()) {
      for (const [b, pair] of others) {
        const alike = Math.min(...pair.habits.map(timesOf))
        const fewer = Math.min(timesOf(habits[a] ?? []), timesOf(habits[b] ?? []))
        if (alike < count || alike < fewer * share) continue
        groups.join(a, b)
        for (const [one, own] of [
          [a, pair.habits[0]],
          [b, pair.habits[1]],
        ] as const)
          links.set(one, [...(links.get(one) ?? []), ...[...own].map(({ sitting }) => sitting)].slice(0, count))
      }
    }
    return groups
      .list()
      .slice(0, thresholds.groups)
      .map((members) => {
        const first = members.flatMap((one) => links.get(one)?.slice(0, 1) ?? [])[0]
        const seats = members.flatMap((one) => outlines[one]?.seat ?? [])
        return {
          key: seats[0] ?? '',
          seats,
          detail: `${members.length} 名学员的学习时段几乎一致：至少 ${count} 次的时长、以及到下一次开始的间隔，相差都不到 ${within / 1000} 秒${first ? `，如${during(first.from, first.to)}一次` : ''}`,
          entries: listed(members.flatMap((one) => links.get(one) ?? [])),
        }
      })
  },
}

function habitsOf({ sittings }: Outline, seat: number): Habit[] {
  const long = sittings.filter(({ from, to }) => to - from >= thresholds.sitting).toSorted(byStart)
  const habits = new Map<number, Habit>()
  for (const [i, sitting] of long.entries()) {
    const after = long[i + 1]
    if (!after) continue
    const [length, next] = [sitting.to - sitting.from, after.from - sitting.from]
    const known = habits.get(bucketOf(length, next))
    if (known) known.count++
    else habits.set(bucketOf(length, next), { seat, length, next, count: 1, sitting })
  }
  return [...habits.values()]
}

const timesOf = (habits: Iterable<Habit>): number => {
  let times = 0
  for (const { count } of habits) times += count
  return times
}

/** For each person those after them with a habit in common. */
function pairsOf(habits: readonly (readonly Habit[])[]): Map<number, Pair>[] {
  const buckets = new Map<number, Habit[]>()
  const pairs = habits.map(() => new Map<number, Pair>())
  for (const habit of habits.flat()) {
    for (const a of NEAR) {
      for (const b of NEAR) {
        for (const other of buckets.get(bucketOf(habit.length + a, habit.next + b)) ?? []) {
          const alike = Math.abs(other.length - habit.length) <= within && Math.abs(other.next - habit.next) <= within
          const own = alike && other.seat !== habit.seat ? pairs[other.seat] : undefined
          if (!own) continue
          const pair = own.get(habit.seat) ?? { habits: [new Set(), new Set()] }
          own.set(habit.seat, pair)
          pair.habits[0].add(other)
          pair.habits[1].add(habit)
        }
      }
    }
    const place = bucketOf(habit.length, habit.next)
    const there = buckets.get(place)
    if (!there) buckets.set(place, [habit])
    else if (there.push(habit) > HELD) there.shift()
  }
  return pairs
}

const NEAR = [-BUCKET, 0, BUCKET]
/** One number for both: a sitting may last weeks on a broken clock, and stays apart from every other. */
const bucketOf = (length: number, next: number): number =>
  Math.floor(length / BUCKET) * 2 ** 26 + Math.floor(next / BUCKET)

/** Who belongs together. */
class Groups {
  readonly #head: number[]

  constructor(size: number) {
    this.#head = Array.from({ length: size }, (_, i) => i)
  }

  join(a: number, b: number): void {
    const [one, two] = [this.#of(a), this.#of(b)]
    this.#head[Math.max(one, two)] = Math.min(one, two)
  }

  /** Groups of two and more, in the order of their first member. */
  list(): number[][] {
    const groups = new Map<number, number[]>()
    for (const one of this.#head.keys()) {
      const head = this.#of(one)
      groups.set(head, [...(groups.get(head) ?? []), one])
    }
    return [...groups.values()].filter(({ length }) => length > 1)
  }

  #of(one: number): number {
    let at = one
    for (let head = this.#head[at]; head !== undefined && head !== at; head = this.#head[at]) at = head
    return at
  }
}
