import type { Span } from '../../shared/record/bodies'
import type { Milliseconds } from '../../shared/record/fields'

/** One reading of a player and of both clocks, taken at an event or by a timer. */
export interface Reading {
  /** `performance.now()`, ms. */
  mono: number
  /** `Date.now()`, ms. */
  wall: number
  /** `currentTime`, ms. */
  position: number
  /** `playbackRate` in thousandths. */
  rate: number
  /** Not paused, not ended, not seeking, with data to show. */
  playing: boolean
  visible: boolean
  pip: boolean
  muted: boolean
}

export interface ClockGap {
  /** clock: wall and monotonic clock disagreed. frozen: nobody read the player, and it did not play on meanwhile. */
  reason: 'clock' | 'frozen'
  from: Milliseconds
  to: Milliseconds
}

interface Open {
  /** Where the media began to advance. Only `mono` may be later than that reading was taken. */
  start: Reading
  /** The last reading that found the media advanced in step with the monotonic clock; `start` until there is one. */
  good: Reading
  samples: number
  gap: number
}

/** The state of one player on one source. */
export interface Clock {
  /** Wall time of monotonic zero; set anew when the wall clock was moved. */
  offset: number | undefined
  previous: Reading | undefined
  open: Open | undefined
}

export const newClock: Clock = { offset: undefined, previous: undefined, open: undefined }

/** A span is cut here, so that an entry can be sealed. */
const LONGEST: Milliseconds = 300_000
/** Shorter stretches are noise. */
const SHORTEST: Milliseconds = 200
/** Wall and monotonic clock may differ by this before the span ends with a gap. */
const CLOCK_DRIFT: Milliseconds = 2000
/** Without an advance for this long, playing is over although nobody said so: a stall. */
const SILENCE: Milliseconds = 2000
/** How far the media clock may be ahead of or behind the span's line before the span is split. Never credited: see `spanOf`. */
const OUT_OF_STEP: Milliseconds = 300
/** Readings come at least every two seconds; after so long without one the page was frozen or the machine asleep. */
const FROZEN: Milliseconds = 10_000

export interface Step {
  clock: Clock
  closed: Span[]
  gaps: ClockGap[]
  /** This reading found the media advanced in step. */
  advanced: boolean
}

/**
 * Folds one reading. Pure. Only positively confirmed time enters a span: from where the media began to advance to the last
 * reading up to which it kept step with the monotonic clock. Any change of rate, visibility, picture in picture or sound
 * ends the span at the reading that shows it; a jump, stall, freeze or sleep ends it at the last reading in step.
 * A reading from before the last one is ignored.
 */
export function step({ offset = undefined, previous, open }: Clock, reading: Reading): Step {
  if (previous && reading.mono < previous.mono)
    return { clock: { offset, previous, open }, closed: [], gaps: [], advanced: false }
  const fold = new Fold(offset ?? reading.wall - reading.mono, open)
  if (Math.abs(reading.wall - reading.mono - fold.offset) > CLOCK_DRIFT) fold.clockMoved(reading)
  else if (previous && fold.open) fold.goOn(fold.open, previous, reading)
  const advanced = fold.open?.good === reading
  fold.change(reading)
  return {
    clock: { offset: fold.offset, previous: reading, open: fold.open },
    closed: fold.closed,
    gaps: fold.gaps,
    advanced,
  }
}

/** What the span under way would be if it ended at its last good reading. Its start never moves and its end only forward. */
export const growing = ({ open, offset }: Clock): Span | undefined => open && spanOf(open, offset ?? 0)

/** Ends whatever is under way: the source is gone. */
export function finish(clock: Clock): Step {
  const span = growing(clock)
  return { clock: newClock, closed: span ? [span] : [], gaps: [], advanced: false }
}

class Fold {
  readonly closed: Span[] = []
  readonly gaps: ClockGap[] = []

  constructor(
    public offset: number,
    public open: Open | undefined,
  ) {}

  close(): void {
    const span = this.open && spanOf(this.open, this.offset)
    if (span) this.closed.push(span)
    this.open = undefined
  }

  clockMoved(reading: Reading): void {
    this.close()
    this.#gap('clock', this.offset + reading.mono, reading.wall)
    this.offset = reading.wall - reading.mono
  }

  /** What the time since the previous reading was. */
  goOn(open: Open, previous: Reading, reading: Reading): void {
    const silent = reading.mono - open.good.mono
    if (reading.position <= open.good.position) {
      if (reading.position < open.good.position - OUT_OF_STEP || silent > SILENCE) this.#stop(open, reading, silent)
      return
    }
    const start = open.good === open.start ? beganBefore(open.start, reading) : open.start
    const lag = ahead(start, reading, open.start.rate)
    if (Math.abs(lag) <= OUT_OF_STEP) {
      this.open = {
        start,
        good: reading,
        samples: open.samples + 1,
        gap: Math.max(open.gap, reading.mono - Math.max(start.mono, open.good.mono)),
      }
      return
    }
    this.#stop(open, reading, silent)
    // It plays on, but not on the old line: after a stall, or where the two clocks run apart.
    if (Math.abs(ahead(previous, reading, open.start.rate)) > OUT_OF_STEP || reading.position <= previous.position)
      return
    const again = beganBefore(previous, reading)
    this.open = { start: again, good: reading, samples: 2, gap: reading.mono - again.mono }
  }

  /** Cuts at this reading where its state is another, and opens the next span. */
  change(reading: Reading): void {
    const { open } = this
    if (open && (!reading.playing || !sameState(open.start, reading) || reading.mono - open.start.mono >= LONGEST))
      this.close()
    if (!this.open && reading.playing) this.open = { start: reading, good: reading, samples: 1, gap: 0 }
  }

  #stop(open: Open, reading: Reading, silent: number): void {
    this.close()
    if (silent > FROZEN) this.#gap('frozen', this.offset + open.good.mono, this.offset + reading.mono)
  }

  #gap(reason: ClockGap['reason'], a: number, b: number): void {
    this.gaps.push({
      reason,
      from: Math.max(0, Math.round(Math.min(a, b))),
      to: Math.max(0, Math.round(Math.max(a, b))),
    })
  }
}

/** How far the media is ahead of what the monotonic clock and the rate say, in ms of wall time; negative is behind. */
const ahead = (from: Reading, to: Reading, rate: number): number => played(from, to, rate) - (to.mono - from.mono)

/** A rate of zero plays nothing, however the position trembles. */
const played = (from: Reading, to: Reading, rate: number): number =>
  rate === 0 ? 0 : ((to.position - from.position) * 1000) / Math.abs(rate)

/** A start no earlier than the media can have begun to move to be where it is now: what a player needs to get going is not watched. */
const beganBefore = (start: Reading, now: Reading): Reading => ({
  ...start,
  mono: Math.max(start.mono, now.mono - Math.max(0, played(start, now, start.rate))),
})

const sameState = (a: Reading, b: Reading) =>
  a.rate === b.rate && a.visible === b.visible && a.pip === b.pip && a.muted === b.muted

/**
 * Neither longer than the monotonic clock says nor than the media took at its rate: small stalls and jumps within the
 * tolerance give nothing. Edges are rounded, not lengths, so that spans which follow each other never overlap.
 */
function spanOf({ start, good, samples, gap }: Open, offset: number): Span | undefined {
  const wall = Math.round(offset + start.mono)
  const ms = Math.round(offset + start.mono + Math.min(good.mono - start.mono, played(start, good, start.rate))) - wall
  if (ms < SHORTEST || wall < 0) return undefined
  return {
    wall,
    ms,
    from: Math.max(0, Math.round(start.position)),
    to: Math.max(0, Math.round(good.position)),
    rate: start.rate,
    visible: start.visible,
    pip: start.pip,
    muted: start.muted,
    samples,
    gap: Math.round(gap),
  }
}
