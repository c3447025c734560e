import type { Span } from '../../shared/record/bodies'
import type { Playing } from '../messages'
import { type Clock, type ClockGap, finish, growing, newClock, type Reading, step } from './media-clock'

/** What one view (one element on one source) has to report. */
export interface ViewReport {
  view: string
  playing: Playing
  first: number
  spans: Span[]
  closed: boolean
  ended: boolean
  gaps: ClockGap[]
}

/** Where an element's readings go; `report` returns how many spans of the view are safe, or undefined when nobody answered. */
export interface WatchDeps {
  report(report: ViewReport): Promise<number | undefined>
  newId(): string
  mono(): number
  wall(): number
  /** The document (of the frame and of the element) is on screen. */
  visible(): boolean
}

const EVENTS = ['play', 'playing', 'pause', 'ended', 'seeking', 'seeked', 'ratechange', 'volumechange', 'waiting', 'stalled', 'timeupdate', 'enterpictureinpicture', 'leavepictureinpicture'] as const
/** The source is another one from here on. */
const RESTARTS = ['emptied', 'loadstart'] as const
const REPORT_EVERY = 5000

/**
 * Watches one element for as long as it lives. Facts in, spans out: reports at once when a span closes or the state
 * changes, and at most every 5 s while playing. What was not acknowledged is reported again.
 */
export class MediaWatch {
  #clock: Clock = newClock
  #view: string
  #spans: Span[] = []
  #first = 0
  #gaps: ClockGap[] = []
  #reportedAt = Number.NEGATIVE_INFINITY
  #state: Playing['state'] = 'paused'
  #advancedAt = Number.NEGATIVE_INFINITY
  #sending = false
  #again = false
  #hadSpans = false
  readonly #stops: (() => void)[] = []

  constructor(
    readonly element: HTMLMediaElement,
    readonly deps: WatchDeps,
  ) {
    this.#view = deps.newId()
    const read = () => this.read()
    const restart = () => this.restart()
    for (const name of EVENTS) this.#listen(name, read)
    for (const name of RESTARTS) this.#listen(name, restart)
    this.read()
  }

  #listen(name: string, handler: () => void): void {
    this.element.addEventListener(name, handler, { passive: true })
    this.#stops.push(() => this.element.removeEventListener(name, handler))
  }

  /** Takes a reading now; called at events, at changes of visibility, and about every second. */
  read(): void {
    const before = this.#clock
    const reading = this.#reading()
    const { clock, closed, gaps } = step(before, reading)
    this.#clock = clock
    this.#spans.push(...closed)
    this.#gaps.push(...gaps)
    if (clock.open && clock.open !== before.open && clock.open.good === reading && clock.open.samples > 1) this.#advancedAt = reading.mono
    const state = this.#stateOf(reading)
    const changed = state !== this.#state
    this.#state = state
    const due = reading.mono - this.#reportedAt >= REPORT_EVERY && (clock.open !== undefined || this.#spans.length > 0)
    if (closed.length > 0 || gaps.length > 0 || changed || due) this.#report(false)
  }

  #reading(): Reading {
    const { element, deps } = this
    return {
      mono: deps.mono(),
      wall: deps.wall(),
      position: element.currentTime * 1000,
      rate: Math.round(element.playbackRate * 1000),
      playing: !element.paused && !element.ended && !element.seeking && element.readyState >= 2,
      visible: deps.visible(),
      pip: element.ownerDocument.pictureInPictureElement === element,
      muted: element.muted || element.volume === 0,
    }
  }

  #stateOf(reading: Reading): Playing['state'] {
    if (this.element.ended) return 'ended'
    if (this.element.paused) return 'paused'
    if (!reading.visible && !reading.pip) return 'hidden'
    return reading.mono - this.#advancedAt <= 3000 ? 'advancing' : 'stalled'
  }

  /** The source is replaced: the view ends, the next begins. */
  restart(): void {
    this.#end()
    this.#view = this.deps.newId()
    this.read()
  }

  #end(): void {
    const { clock, closed } = finish(this.#clock)
    this.#clock = clock
    this.#spans.push(...closed)
    if (this.#hadSpans || this.#spans.length > 0) void this.deps.report(this.#content(true)).catch(() => undefined)
    this.#spans = []
    this.#first = 0
    this.#gaps = []
    this.#hadSpans = false
  }

  #content(ended: boolean): ViewReport {
    const open = growing(this.#clock)
    return {
      view: this.#view,
      playing: this.#playing(),
      first: this.#first,
      spans: open ? [...this.#spans, open] : [...this.#spans],
      closed: open === undefined,
      ended,
      gaps: this.#gaps,
    }
  }

  #playing(): Playing {
    const { element } = this
    const endless = element.duration === Number.POSITIVE_INFINITY
    const kind = element.localName === 'audio' ? 'audio' : endless ? 'live' : 'video'
    return {
      kind,
      ...(Number.isFinite(element.duration) && { duration: Math.round(element.duration * 1000) }),
      state: this.#state,
      rate: Math.round(element.playbackRate * 1000),
    }
  }

  /** One report under way at a time; what happened meanwhile goes with the next. */
  #report(ended: boolean): void {
    if (this.#spans.length > 0 || growing(this.#clock)) this.#hadSpans = true
    if (!this.#hadSpans) return
    if (this.#sending) {
      this.#again = true
      return
    }
    this.#sending = true
    this.#reportedAt = this.deps.mono()
    const { view, gaps, ...rest } = this.#content(ended)
    void this.deps
      .report({ view, gaps, ...rest })
      .then((safe) => {
        if (view === this.#view && safe !== undefined) this.#acknowledge(safe, gaps.length)
      })
      .catch(() => undefined)
      .finally(() => {
        this.#sending = false
        if (this.#again) {
          this.#again = false
          this.#report(false)
        }
      })
  }

  #acknowledge(safe: number, gaps: number): void {
    const done = Math.min(Math.max(0, safe - this.#first), this.#spans.length)
    this.#spans.splice(0, done)
    this.#first += done
    this.#gaps.splice(0, gaps)
  }

  /** The page is leaving or may be: report what there is now. */
  flush(): void {
    this.read()
    this.#report(false)
  }

  stop(): void {
    this.#end()
    for (const stop of this.#stops) stop()
  }
}
