import type { Milliseconds } from '../../../shared/record/fields'
import { thresholds } from '../../../shared/study/findings/thresholds'

/** A stretch of wall time; `seq` is the entry it begins with. */
export interface Stretch {
  seq: number
  from: Milliseconds
  to: Milliseconds
}

/** Spans that follow each other this closely are one stretch: the index stays small, and an overlap is overstated by no more at each pause. */
const SEAM: Milliseconds = 30_000

/** The same time in as few stretches as pauses longer than `pause` leave, earliest first. */
export function merged<T extends Stretch>(stretches: readonly T[], pause: Milliseconds = SEAM): T[] {
  const all: T[] = []
  for (const one of stretches.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = all.at(-1)
    if (last && one.from - last.to <= pause) last.to = Math.max(last.to, one.to)
    else all.push({ ...one })
  }
  return all
}

/** How long a sitting lasted, and how long after its start the next one began: what a script repeats and people do not. */
export interface Habit {
  seq: number
  length: Milliseconds
  next: Milliseconds
  /** So many sittings of the person had it, to the bucket. */
  times: number
}

const { within } = thresholds.regular
const BUCKET = 2 * within
/** A sitting that lasts longer, or is followed later, is no habit; so two small numbers fit into one that is exact. */
const LONGEST = 30 * 86_400_000
/** More than the buckets of `next` that there are. */
const ROW = 2 ** 20

/** Habits that differ by `within` lie in this bucket or a neighbour. */
export const bucketOf = (length: Milliseconds, next: Milliseconds): number =>
  Math.floor(length / BUCKET) * ROW + Math.floor(next / BUCKET)

/** How far buckets of habits alike may lie from each other, as ranges. */
export const nearby: readonly (readonly [number, number])[] = [-1, 0, 1].map((length) => [
  length * ROW - 1,
  length * ROW + 1,
])

/** The habits of somebody's stretches, each once. */
export function habitsOf<T extends Stretch>(stretches: readonly T[]): (Habit & { of: T })[] {
  const sittings = merged(stretches, thresholds.sitting).filter(({ from, to }) => to - from >= thresholds.sitting)
  const habits = new Map<number, Habit & { of: T }>()
  for (const [i, sitting] of sittings.entries()) {
    const after = sittings[i + 1]
    if (!after) continue
    const [length, next] = [sitting.to - sitting.from, after.from - sitting.from]
    if (length > LONGEST || next > LONGEST) continue
    const bucket = bucketOf(length, next)
    const known = habits.get(bucket)
    if (known) known.times++
    else habits.set(bucket, { seq: sitting.seq, length, next, times: 1, of: sitting })
  }
  return [...habits.values()]
}
