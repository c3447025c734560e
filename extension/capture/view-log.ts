import type { Span } from '../../shared/record/bodies'
import type { PageDescription, Playing, Seen } from '../messages'
import type { ClockGap } from './media-clock'

/** What one view (one element on one source) has to report: the `watch` message. */
export interface ViewReport {
  view: string
  playing: Playing
  first: number
  spans: Span[]
  closed: boolean
  ended: boolean
  gaps: ClockGap[]
  page: PageDescription
  seen?: Seen[]
}

export interface ReportPort {
  /** Resolves to the number of spans of the view that are safe; rejects, or resolves to undefined, where nobody took them. */
  report(report: ViewReport): Promise<number | undefined>
  /** What the page shows. `begins`: a view begins with it. */
  describe(begins: boolean): PageDescription
  mono(): number
}

/** While something is to be told, it is told this often; a report without an answer is given up after as long again. */
const REPORT_EVERY = 5000
const ANSWER_WITHIN = 10_000

/**
 * The reports of one view. A closed span is sent until it is acknowledged, so that a worker that was killed loses nothing;
 * one report is under way at a time, and what happens meanwhile goes with the next.
 */
export class ViewLog {
  #spans: Span[] = []
  #growing: Span | undefined
  #gaps: ClockGap[] = []
  #first = 0
  /** All that was seen of the player besides; goes with whatever is reported. */
  seen: Seen[] = []
  #playing: Playing | undefined
  #page: PageDescription | undefined
  #ended = false
  #told = false
  #settled = true
  #underWay: object | undefined
  #again = false
  #reportedAt = Number.NEGATIVE_INFINITY

  constructor(
    readonly view: string,
    readonly port: ReportPort,
  ) {}

  /** Takes what a reading gave. Says so at once where a span or gap is complete, the first one begins, or `urgent`. */
  take(
    closed: readonly Span[],
    growing: Span | undefined,
    gaps: readonly ClockGap[],
    playing: Playing,
    urgent: boolean,
  ): void {
    const begins =
      growing !== undefined && this.#growing === undefined && this.#spans.length === 0 && closed.length === 0
    this.#spans.push(...closed)
    this.#growing = growing
    this.#gaps.push(...gaps)
    this.#playing = playing
    if (growing || closed.length > 0 || gaps.length > 0) this.#settled = false
    if (closed.length > 0 || gaps.length > 0 || begins || urgent) this.report()
  }

  /** The view is over. Sent even while another report is under way: the page may be leaving. */
  end(closed: readonly Span[], playing: Playing): void {
    this.#spans.push(...closed)
    this.#growing = undefined
    this.#playing = playing
    this.#ended = true
    this.#settled = false
    this.#underWay = undefined
    this.report()
  }

  /** The view is over and everything of it is safe, or there was never anything to tell. */
  get done(): boolean {
    return this.#ended && (this.#settled || !this.#hasContent())
  }

  /** Every round: reports what is due. */
  tick(): void {
    if (!this.#settled && this.port.mono() - this.#reportedAt >= REPORT_EVERY) this.report()
  }

  report(): void {
    if (!this.#hasContent() || !this.#playing) return
    if (this.#underWay) {
      this.#again = true
      return
    }
    const report = this.#content(this.#playing)
    const turn = {}
    this.#underWay = turn
    this.#told = true
    this.#reportedAt = this.port.mono()
    void within(ANSWER_WITHIN, this.port.report(report)).then(
      (safe) => this.#answered(turn, report, safe),
      () => this.#answered(turn, report, undefined),
    )
  }

  #hasContent = (): boolean =>
    this.#told || this.#spans.length > 0 || this.#growing !== undefined || this.#gaps.length > 0

  #content(playing: Playing): ViewReport {
    return {
      view: this.view,
      playing,
      first: this.#first,
      spans: this.#growing ? [...this.#spans, this.#growing] : [...this.#spans],
      closed: this.#growing === undefined,
      ended: this.#ended,
      gaps: [...this.#gaps],
      page: this.#pageNow(playing),
      ...(this.seen.length > 0 && { seen: this.seen }),
    }
  }

  /** A page often shows the next lesson before its player has told the end of this one: what stopped belongs to the page as it was. */
  #pageNow({ state }: Playing): PageDescription {
    const now = this.port.describe(this.#page === undefined)
    const other =
      this.#page && (now.course?.key !== this.#page.course?.key || now.lesson?.key !== this.#page.lesson?.key)
    if (!this.#page || !(other && (this.#ended || state === 'paused' || state === 'ended'))) this.#page = now
    return this.#page
  }

  #answered(turn: object, { first, spans, closed, ended, gaps }: ViewReport, safe: number | undefined): void {
    if (this.#underWay === turn) this.#underWay = undefined
    if (safe !== undefined) {
      const done = Math.min(Math.max(0, safe - this.#first), this.#spans.length)
      this.#spans.splice(0, done)
      this.#first += done
      this.#gaps = this.#gaps.filter((gap) => !gaps.includes(gap))
      const all = closed && safe >= first + spans.length && ended === this.#ended
      if (all && this.#spans.length === 0 && this.#gaps.length === 0 && !this.#growing) this.#settled = true
    }
    if (!this.#again || this.#underWay) return
    this.#again = false
    if (safe !== undefined) this.report()
  }
}

/** A worker that was killed at the wrong moment never answers. */
function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
