import type { Span } from '../../shared/record/bodies'
import type { Playing } from '../messages'
import { Growth } from './growth'
import { type Clock, type ClockGap, finish, growing, newClock, type Reading, step } from './media-clock'
import { MediaSigns } from './media-signs'
import { quietly } from './quietly'
import { type Clocks, describeMedia, hasPicture, readMedia, takesRoom } from './read-media'
import { type ReportPort, ViewLog } from './view-log'

/** What the watch of an element needs from its frame. */
export interface WatchPort extends ReportPort, Clocks {
  newId(): string
}

const EVENTS = [
  ...['play', 'playing', 'pause', 'ended', 'seeking', 'seeked', 'ratechange', 'volumechange', 'waiting', 'stalled'],
  ...['enterpictureinpicture', 'leavepictureinpicture'],
] as const
/** Where it plays, the player says so four times a second: each time is read, for what follows the last reading before a seek or a new source is lost. */
const OFTEN = 200
/** Firefox leaves one of those times out now and then: who has not been read for so long while it plays is read by a timer. */
const OVERDUE = 300
/** A timer for every reading costs half as much as the reading: a player that said its time so often in a row when it was due needs none. */
const PUNCTUAL = 16
/** The source is another one from here on. */
const RESTARTS = ['emptied', 'loadstart'] as const
/** Without an advance for this long the player shows as stalled. */
const STALLED_AFTER = 3000
/** An element outside the page that does not play is let go after this. */
const GONE_AFTER = 10_000

/** Watches one element for as long as it lives: facts in, spans out, one view for each source. */
export class MediaWatch {
  #clock: Clock = newClock
  #log: ViewLog
  /** Views that are over and not yet safe. */
  #over: ViewLog[] = []
  #state: Playing['state'] = 'paused'
  #advancedAt = Number.NEGATIVE_INFINITY
  #shown = true
  #growth = new Growth()
  #aliveAt: number
  #overdue: ReturnType<typeof setTimeout> | undefined
  #inTime = 0
  /** Tells of every change of its size by itself: asking would cost the page a layout each time. */
  readonly #size: ResizeObserver
  readonly #signs: MediaSigns

  constructor(
    readonly element: HTMLMediaElement,
    readonly port: WatchPort,
  ) {
    this.#log = new ViewLog(port.newId(), port)
    this.#aliveAt = port.mono()
    this.#signs = new MediaSigns(element, element.ownerDocument.defaultView ?? window, () => port.wall())
    for (const name of EVENTS) element.addEventListener(name, this.#heard, { passive: true })
    element.addEventListener('timeupdate', this.#advance, { passive: true })
    element.addEventListener('durationchange', this.#lengthen, { passive: true })
    for (const name of RESTARTS) element.addEventListener(name, this.restart, { passive: true })
    this.#shown = takesRoom(element)
    this.#size = new ResizeObserver(() => {
      this.#shown = takesRoom(element)
      this.read()
    })
    this.#size.observe(element)
    this.read()
  }

  get playing(): boolean {
    return !this.element.paused && !this.element.ended
  }

  /** The element is out of the page and still, and everything it gave is safe: nobody needs this any more. */
  get gone(): boolean {
    return this.port.mono() - this.#aliveAt > GONE_AFTER
  }

  /** Takes a reading now: at events of the element, when the page appears or disappears, and by a timer. */
  readonly read = (): void => this.#read(false)

  readonly #heard = (event: Event): void => {
    this.#signs.heard(event)
    this.read()
  }

  readonly #advance = (event: Event): void => {
    this.#signs.heard(event)
    if (!this.#readWithin(OFTEN)) this.#read(false)
  }

  #readWithin(ms: number): boolean {
    return this.port.mono() - (this.#clock.previous?.mono ?? Number.NEGATIVE_INFINITY) < ms
  }

  readonly #late = (): void => quietly(this.read)

  readonly #lengthen = (): void => this.#growth.see(this.element.duration * 1000, this.port.mono())

  #playing(): Playing {
    return describeMedia(this.element, this.#state, this.#growth.live)
  }

  /** It plays right now, and is no decoration. */
  get advancing(): boolean {
    return this.#state === 'advancing'
  }

  #read(due: boolean): void {
    const { previous } = this.#clock
    const reading = readMedia(this.element, this.port, this.#shown || !hasPicture(this.element))
    this.#inTime = previous && reading.mono - previous.mono < OVERDUE ? this.#inTime + 1 : 0
    this.#signs.read(previous, reading)
    const { clock, closed, gaps, advanced } = step(this.#clock, reading)
    this.#clock = clock
    if (advanced) this.#advancedAt = reading.mono
    const state = this.#stateOf(reading)
    const changed = state !== this.#state
    this.#state = state
    this.#expect(this.advancing)
    // Most readings only lengthen the span under way: the next round tells that.
    if (changed || closed.length > 0 || gaps.length > 0 || due) this.#tell(closed, gaps, changed)
  }

  #expect(next: boolean): void {
    if (this.#overdue !== undefined) clearTimeout(this.#overdue)
    this.#overdue = next && this.#inTime < PUNCTUAL ? setTimeout(this.#late, OVERDUE) : undefined
  }

  #tell(closed: readonly Span[], gaps: readonly ClockGap[], changed: boolean): void {
    this.#log.seen = this.#signs.seen
    this.#log.take(closed, growing(this.#clock), gaps, this.#playing(), changed)
  }

  #stateOf(reading: Reading): Playing['state'] {
    if (this.element.ended) return 'ended'
    if (this.element.paused) return 'paused'
    if (!reading.visible && !reading.pip) return 'hidden'
    return reading.mono - this.#advancedAt <= STALLED_AFTER ? 'advancing' : 'stalled'
  }

  /** Every round: what costs too much for every reading, and what is still to be told. */
  tick(): void {
    if (!this.#readWithin(OVERDUE)) this.read()
    const { previous } = this.#clock
    if (previous) quietly(() => this.#signs.round(previous))
    this.#tell([], [], false)
    this.#log.tick()
    this.#over = this.#over.filter((log) => !log.done)
    for (const log of this.#over) log.tick()
    if (this.element.isConnected || this.playing || this.#over.length > 0) this.#aliveAt = this.port.mono()
  }

  /** The page shows something else now. */
  report(): void {
    this.#read(true)
    this.#log.report()
  }

  /** The source is replaced, or the page is leaving: the view ends; the next begins when something plays. */
  readonly restart = (): void => {
    this.#expect(false)
    const { closed } = finish(this.#clock)
    this.#clock = newClock
    this.#log.seen = this.#signs.seen
    this.#signs.restart()
    this.#log.end(closed, this.#playing())
    this.#growth = new Growth()
    if (!this.#log.done) this.#over.push(this.#log)
    this.#log = new ViewLog(this.port.newId(), this.port)
  }

  stop(): void {
    this.#size.disconnect()
    for (const name of EVENTS) this.element.removeEventListener(name, this.#heard)
    this.element.removeEventListener('timeupdate', this.#advance)
    this.element.removeEventListener('durationchange', this.#lengthen)
    for (const name of RESTARTS) this.element.removeEventListener(name, this.restart)
    this.restart()
  }
}
