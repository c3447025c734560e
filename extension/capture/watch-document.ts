import { type Clock, finish, growing, newClock, step } from './media-clock'
import { ViewLog } from './view-log'
import type { WatchPort } from './watch-media'

/** Keys, pointer, wheel and touch that the person, not a script, made. Scrolling alone may be a script's. */
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const
/** A reader is taken to read on for this long after the last input; shared/record/README.md states the rule. */
const READS_ON = 60_000
/** Readings come every two seconds; after a longer silence the page stood still. */
const STOOD_STILL = 5000
/** A frame passes input on this often at most. */
const PASS_ON = 15_000

/**
 * Times a document or picture lesson: a second counts while the page is visible and the person used it within the last
 * minute. Its position is the time read so far, so that the same clock as a player's folds it; its kind keeps it apart.
 */
export class DocumentWatch {
  #clock: Clock = newClock
  #log: ViewLog
  #usedAt = Number.NEGATIVE_INFINITY
  #readAt: number | undefined
  #position = 0
  #shown = false
  #state: 'advancing' | 'stalled' | 'hidden' = 'stalled'
  #over: ViewLog[] = []

  constructor(readonly port: WatchPort) {
    this.#log = new ViewLog(port.newId(), port)
  }

  /** Somebody uses the page, here or in a frame of it. */
  readonly used = (): void => {
    this.#usedAt = this.port.mono()
  }

  /** Every round, and when the page appears or disappears. `shown`: the page is such a lesson, and nothing plays in it. */
  read(shown = this.#shown): void {
    // Most pages are no document: nothing is folded for them.
    if (!shown && !this.#shown && this.#over.length === 0) return
    this.#shown = shown
    const mono = this.port.mono()
    const visible = this.port.visible()
    const reading = shown && visible && mono - this.#usedAt <= READS_ON
    const since = mono - (this.#readAt ?? mono)
    if (reading && this.#state === 'advancing' && since < STOOD_STILL) this.#position += since
    this.#readAt = mono
    const { clock, closed, gaps } = step(this.#clock, {
      mono,
      wall: this.port.wall(),
      position: this.#position,
      rate: 1000,
      playing: reading,
      visible,
      pip: false,
      muted: false,
    })
    this.#clock = clock
    const state = reading ? 'advancing' : visible ? 'stalled' : 'hidden'
    const changed = state !== this.#state
    this.#state = state
    if (shown || closed.length > 0) this.#log.take(closed, growing(clock), gaps, this.#playing(), changed)
    this.#log.tick()
    this.#over = this.#over.filter((log) => !log.done)
    for (const log of this.#over) log.tick()
  }

  /** Another document, or the page is leaving. */
  restart(): void {
    const { closed } = finish(this.#clock)
    this.#clock = newClock
    this.#position = 0
    this.#readAt = undefined
    this.#log.end(closed, this.#playing())
    if (!this.#log.done) this.#over.push(this.#log)
    this.#log = new ViewLog(this.port.newId(), this.port)
  }

  #playing() {
    return { kind: 'document', state: this.#state, rate: 1000 } as const
  }
}

/** Hears what the person does in a frame; `passOn` is called at most every quarter of a minute. */
export class Use {
  #passedAt = Number.NEGATIVE_INFINITY

  constructor(
    readonly window: Window,
    readonly used: () => void,
    readonly passOn: () => void,
  ) {}

  readonly #input = (event: Event): void => {
    if (!event.isTrusted) return
    this.used()
    const now = performance.now()
    if (now - this.#passedAt < PASS_ON) return
    this.#passedAt = now
    this.passOn()
  }

  listen(): void {
    for (const name of INPUTS) this.window.addEventListener(name, this.#input, { capture: true, passive: true })
  }

  stop(): void {
    for (const name of INPUTS) this.window.removeEventListener(name, this.#input, { capture: true })
  }
}
