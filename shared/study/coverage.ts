import type { Milliseconds } from '../record/fields'
import { Taken } from './overlap'
import type { Part } from './parts'

/** A stretch of wall time in which a part of a lesson was played that counted before, or not. */
export interface Stretch {
  from: Milliseconds
  to: Milliseconds
  fresh: boolean
  /** The part of the lesson, ms of the media; absent where a lesson has no positions. */
  media?: { from: Milliseconds; to: Milliseconds }
}

/** Which parts of its lessons a seat has had counted: each counts once, whatever the day, the device or the player. */
export class Covered {
  readonly #lessons = new Map<string, Taken>()

  /** Cuts [from, to) of a part's wall time by what was counted before. Played slower than 1×, a part of a lesson is worth its own length. */
  split({ at: { span, view }, course }: Part, from: Milliseconds, to: Milliseconds): Stretch[] {
    if (view.media === 'live' || view.media === 'document') return [{ from, to, fresh: true }]
    const position = (wall: Milliseconds) =>
      span.from + Math.round(((wall - span.wall) * (span.to - span.from)) / span.ms)
    const [start, end] = [position(from), position(to)]
    if (end <= start) return [{ from, to, fresh: false }]
    const wallOf = (media: Milliseconds) =>
      media >= end ? to : from + Math.round(((media - start) * (to - from)) / (end - start))
    return this.#of(view.site, course?.key ?? view.course.key, view.lesson.key)
      .split(start, end)
      .flatMap(({ from: first, to: last, free }): Stretch[] => {
        const [begin, finish] = [wallOf(first), wallOf(last)]
        if (!free) return [{ from: begin, to: finish, fresh: false }]
        const until = span.rate < 1000 ? Math.min(finish, begin + last - first) : finish
        return [
          { from: begin, to: until, fresh: true, media: { from: first, to: last } },
          { from: until, to: finish, fresh: false },
        ]
      })
      .filter((one) => one.to > one.from)
  }

  /** The first `part` of `whole` ms of a fresh stretch was counted. */
  cover({ at: { view }, course }: Part, { media, from, to }: Stretch, counted: Milliseconds): void {
    if (!media) return
    const until = media.from + Math.round(((media.to - media.from) * counted) / (to - from))
    this.#of(view.site, course?.key ?? view.course.key, view.lesson.key).take(media.from, until)
  }

  #of(...key: string[]): Taken {
    const lesson = this.#lessons.get(key.join('\n')) ?? new Taken()
    this.#lessons.set(key.join('\n'), lesson)
    return lesson
  }
}
