import type { Span } from '../../shared/record/bodies'
import type { Milliseconds } from '../../shared/record/fields'

/** One reading of a player and of both clocks, taken at an event or about every second. */
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
  reason: 'clock'
  from: Milliseconds
  to: Milliseconds
}

interface Open {
  start: Reading
  /** The last reading up to which media is known to have advanced in step with the monotonic clock. */
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
/** Without an advance for this long, playing is over although nobody said so: stall, freeze, sleep. */
const SILENCE: Milliseconds = 2000

export interface Step {
  clock: Clock
  closed: Span[]
  gaps: ClockGap[]
}

/**
 * Folds one reading. Pure. Only positively confirmed time enters a span: from a reading while playing to the last reading
 * up to which the media position kept step with the monotonic clock at the span's rate. Any change of rate, visibility,
 * picture in picture, sound or source ends the span there; a jump of the position ends it where it was last in step.
 */
export function step(clock: Clock, reading: Reading): Step {
  const { previous } = clock
  const gaps: ClockGap[] = []
  const closed: Span[] = []
  let { open } = clock
  let offset = clock.offset ?? reading.wall - reading.mono
  const close = () => {
    const span = open && spanOf(open, offset)
    if (span) closed.push(span)
    open = undefined
  }
  if (previous && reading.mono < previous.mono) return { clock, closed, gaps }

  if (Math.abs(reading.wall - reading.mono - offset) > CLOCK_DRIFT) {
    close()
    const [a, b] = [Math.round(offset + reading.mono), reading.wall]
    gaps.push({ reason: 'clock', from: Math.min(a, b), to: Math.max(a, b) })
    offset = reading.wall - reading.mono
  } else if (previous && open) {
    const advancing = inStep(previous, reading, open.start.rate, 150, 0.1)
    if (advancing && inStep(open.start, reading, open.start.rate, 300, 0.01)) {
      open = { ...open, good: reading, samples: open.samples + 1, gap: Math.max(open.gap, reading.mono - open.good.mono) }
    } else if (advancing) {
      // It plays on, but not where it was: after a stall or a jump.
      close()
      open = { start: previous, good: reading, samples: 2, gap: reading.mono - previous.mono }
    } else if (reading.mono - open.good.mono > SILENCE) close()
  }

  if (open && (!reading.playing || !sameState(open.start, reading) || reading.mono - open.start.mono >= LONGEST)) close()
  if (!open && reading.playing) open = { start: reading, good: reading, samples: 1, gap: 0 }
  return { clock: { offset, previous: reading, open }, closed, gaps }
}

/** What the span under way would be if it ended at its last good reading. */
export const growing = ({ open, offset }: Clock): Span | undefined => open && spanOf(open, offset ?? 0)

/** Ends whatever is under way: the source is gone. */
export function finish(clock: Clock): Step {
  const span = growing(clock)
  return { clock: newClock, closed: span ? [span] : [], gaps: [] }
}

/** The position moved by what the monotonic clock says, within an absolute and a relative tolerance; a longer time without any advance is a stall. */
function inStep(from: Reading, to: Reading, rate: number, ms: number, part: number): boolean {
  const elapsed = to.mono - from.mono
  const advance = to.position - from.position
  const expected = (elapsed * rate) / 1000
  return Math.abs(advance - expected) <= ms + part * expected && (advance > 0 || elapsed < 300)
}

const sameState = (a: Reading, b: Reading) => a.rate === b.rate && a.visible === b.visible && a.pip === b.pip && a.muted === b.muted

/** Edges are rounded, not lengths, so that spans which follow each other neither overlap nor leave a millisecond. */
function spanOf({ start, good, samples, gap }: Open, offset: number): Span | undefined {
  const wall = Math.round(offset + start.mono)
  const ms = Math.round(offset + good.mono) - wall
  if (ms < SHORTEST) return undefined
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
