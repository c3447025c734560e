import { plain } from '../people/text'
import type { Course } from '../record/bodies'
import type { Milliseconds } from '../record/fields'
import type { CreditedDay } from './credited'
import type { Facts } from './facts'
import { Taken } from './overlap'
import type { Policy } from './policy'
import { asReleased } from './versions'

/** What another source brings a seat, ms. `stated` = `double` + `notCounted` + `counted`. */
export interface SourceTime {
  stated: Milliseconds
  /** The same wall time as another source that comes first. */
  double: Milliseconds
  /** The policy does not let the source count, or not up to so large a share. */
  notCounted: Milliseconds
  counted: Milliseconds
}

/** The three sources of one seat, never mixed: 甲 our entries, 乙 the platform's record, 丙 by hand. */
export interface SeatSources {
  seat: string
  甲: Milliseconds
  乙: SourceTime
  丙: SourceTime
  /** What counts of all three. */
  whole: Milliseconds
}

/** Whether a policy lets hours by hand count at all; where not, they are written down and shown. */
export const byHandCounts = ({ credit, sources }: Policy): boolean => credit === 2 && (sources?.丙 ?? 0) > 0

const OTHERS = ['乙', '丙'] as const

/**
 * For every seat that has more than its entries. Where wall times overlap, 甲 counts before 乙 and 乙 before 丙. Time of which
 * nobody says when it was holds what the sources before it hold of the same course: only what it has more is its own.
 */
export function sourcesOf(days: readonly CreditedDay[], ofPlan: Policy, all: Facts): SeatSources[] {
  const { policy, facts } = asReleased(ofPlan, all)
  const seats = [...new Set(facts.imported.map(({ seat }) => seat))].sort()
  return seats.map((seat) => {
    const mine = days.filter((day) => day.seat === seat)
    const own = mine.reduce((sum, { credited }) => sum + credited, 0)
    const known = new Known(facts.courses)
    for (const { pieces } of mine)
      for (const { from, to, reason, course } of pieces) if (!reason) known.ours(from, to, course)
    const [second, third] = OTHERS.map((source) =>
      claimed(
        facts.imported.filter((one) => one.seat === seat && one.source === source),
        known,
      ),
    )
    const free = { 乙: second?.free ?? 0, 丙: third?.free ?? 0 }
    const counted = shared(own, free, policy.sources)
    const time = (source: '乙' | '丙', stated = 0): SourceTime => ({
      stated,
      double: stated - free[source],
      notCounted: free[source] - counted[source],
      counted: counted[source],
    })
    return {
      seat,
      甲: own,
      乙: time('乙', second?.stated),
      丙: time('丙', third?.stated),
      whole: own + counted.乙 + counted.丙,
    }
  })
}

/** What the sources so far hold of a seat: wall time, and how much of each of the plan's courses. */
class Known {
  readonly #taken = new Taken()
  readonly #courses = new Map<string, Milliseconds>()
  readonly #keys = new Map<string, string>()

  constructor(courses: Facts['courses']) {
    for (const { key, title, aliases } of courses)
      for (const name of [key, title, ...aliases]) if (!this.#keys.has(plain(name))) this.#keys.set(plain(name), key)
  }

  ours(from: Milliseconds, to: Milliseconds, { key, title }: Course): void {
    this.#taken.take(from, to)
    const course = this.#keys.get(plain(key)) ?? this.#keys.get(plain(title))
    if (course !== undefined) this.#add(course, to - from)
  }

  /** How much of a stretch of wall time is new. */
  placed(course: string, from: Milliseconds, to: Milliseconds): Milliseconds {
    let free = 0
    for (const part of this.#taken.take(from, to)) if (part.free) free += part.to - part.from
    this.#add(course, free)
    return free
  }

  /** How much of a course's time that has no place is new. */
  unplaced(course: string, length: Milliseconds): Milliseconds {
    const free = Math.max(0, length - (this.#courses.get(course) ?? 0))
    this.#add(course, free)
    return free
  }

  #add(course: string, length: Milliseconds): void {
    this.#courses.set(course, (this.#courses.get(course) ?? 0) + length)
  }
}

/** What a source states and how much of it nothing before has. What says when it was comes first. */
function claimed(imported: readonly Facts['imported'][number][], known: Known): { stated: number; free: number } {
  const sum = { stated: 0, free: 0 }
  const unplaced = new Map<string, number>()
  for (const { start, seconds, course } of [...imported].sort((a, b) => (a.start ?? 0) - (b.start ?? 0))) {
    const length = seconds * 1000
    sum.stated += length
    if (start === undefined) unplaced.set(course, (unplaced.get(course) ?? 0) + length)
    else sum.free += known.placed(course, start, start + length)
  }
  for (const [course, length] of unplaced) sum.free += known.unplaced(course, length)
  return sum
}

/** The most of each that keeps both within their shares of the whole; each limit moves the whole, hence the turns. */
function shared(own: Milliseconds, free: Record<'乙' | '丙', Milliseconds>, limits: Policy['sources']) {
  let now = { 乙: limits?.乙 === undefined ? 0 : free.乙, 丙: limits?.丙 === undefined ? 0 : free.丙 }
  for (;;) {
    const whole = own + now.乙 + now.丙
    const within = (source: '乙' | '丙') => Math.min(now[source], Math.floor((whole * (limits?.[source] ?? 0)) / 1000))
    const next = { 乙: within('乙'), 丙: within('丙') }
    if (next.乙 === now.乙 && next.丙 === now.丙) return next
    now = next
  }
}
