import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import { type Clock, finish, growing, newClock, type Reading, step } from './media-clock'

const WALL = Date.parse('2026-11-23T01:00:00Z')

/** A player driven by a script: time passes, media advances where it plays. */
class Player {
  mono = 1000
  wall = WALL
  position = 0
  state = { rate: 1000, playing: false, visible: true, pip: false, muted: false }
  clock: Clock = newClock
  spans: Span[] = []
  gaps: { reason: string; ms: number }[] = []

  read(change: Partial<Player['state']> = {}): this {
    Object.assign(this.state, change)
    const reading: Reading = { mono: this.mono, wall: this.wall, position: this.position, ...this.state }
    const { clock, closed, gaps } = step(this.clock, reading)
    this.clock = clock
    this.spans.push(...closed)
    this.gaps.push(...gaps.map(({ reason, from, to }) => ({ reason, ms: to - from })))
    return this
  }

  /** Plays (or waits) for ms, read every 250 ms as timeupdate does; `advance` false is a stall. */
  pass(ms: number, { advance = true, every = 250 } = {}): this {
    for (let done = 0; done < ms; done += every) {
      const part = Math.min(every, ms - done)
      this.mono += part
      this.wall += part
      if (advance && this.state.playing) this.position += (part * this.state.rate) / 1000
      this.read()
    }
    return this
  }

  end(): Span[] {
    this.spans.push(...finish(this.clock).closed)
    return this.spans
  }
}

const lengths = (spans: Span[]) => spans.map(({ ms }) => ms)
const total = (spans: Span[]) => lengths(spans).reduce((sum, ms) => sum + ms, 0)

describe('the media clock', () => {
  it('times playing from play to pause', () => {
    const spans = new Player()
      .read()
      .pass(3000)
      .read({ playing: true })
      .pass(10_000)
      .read({ playing: false })
      .pass(5000)
      .end()
    expect(spans).toMatchObject([{ wall: WALL + 3000, ms: 10_000, from: 0, to: 10_000, rate: 1000, visible: true }])
  })

  it('play without advancing opens nothing', () => {
    expect(new Player().read({ playing: true }).pass(60_000, { advance: false }).end()).toEqual([])
  })

  it('a rate of zero plays nothing, however little the position trembles', () => {
    const player = new Player().read({ playing: true, rate: 0 })
    player.mono += 2000
    player.wall += 2000
    player.position += 0.2
    expect(player.read({ rate: 1000 }).end()).toEqual([])
  })

  it('a tab born hidden earns nothing until it is seen', () => {
    const spans = new Player()
      .read({ playing: true, visible: false })
      .pass(8000)
      .read({ visible: true })
      .pass(4000)
      .end()
    expect(spans).toMatchObject([
      { ms: 8000, visible: false },
      { ms: 4000, visible: true },
    ])
  })

  it('a seek ends the span where it was, and the next begins where it lands', () => {
    const player = new Player().read({ playing: true }).pass(5000)
    player.position += 30_000
    const spans = player.read().pass(4000).end()
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 5000],
      [35_000, 39_000],
    ])
    expect(lengths(spans)).toEqual([5000, 4000])
  })

  it('a change of rate splits the span, also one the page made without an event', () => {
    const player = new Player().read({ playing: true }).pass(5000)
    player.state.rate = 2000
    const spans = player.pass(6000).end()
    expect(spans.map(({ rate }) => rate)).toEqual([1000, 2000])
    expect(Math.abs((spans[1]?.ms ?? 0) - 6000)).toBeLessThanOrEqual(250)
    expect(spans[1]).toMatchObject({ rate: 2000 })
  })

  it('a stall is left out to the millisecond, also one too short to split the span', () => {
    for (const stall of [100, 250, 1000, 3000, 60_000]) {
      const spans = new Player().read({ playing: true }).pass(5000).pass(stall, { advance: false }).pass(5000).end()
      expect(total(spans)).toBe(10_000)
    }
  })

  it('the time a player needs to get going is not watched', () => {
    const spans = new Player().read({ playing: true }).pass(700, { advance: false, every: 100 }).pass(5000).end()
    expect(spans).toMatchObject([{ wall: WALL + 700, ms: 5000, from: 0, to: 5000 }])
  })

  it('a hundred short stalls earn what was played between them', () => {
    const player = new Player().read({ playing: true })
    for (let i = 0; i < 100; i++) player.pass(1000, { every: 100 }).pass(200, { every: 100, advance: false })
    expect(total(player.end())).toBe(100_000)
  })

  it('a sound card that runs slower or faster than the clock costs nothing and earns nothing', () => {
    for (const factor of [0.999, 1, 1.001]) {
      const player = new Player().read({ playing: true })
      for (let i = 0; i < 3600 * 4; i++) {
        player.mono += 250
        player.wall += 250
        player.position += 250 * factor
        player.read()
      }
      const spans = player.end()
      expect(total(spans)).toBeLessThanOrEqual(3_600_000)
      expect(total(spans)).toBeGreaterThan(3_600_000 * Math.min(1, factor) - 1000)
    }
  })

  it('a media clock read with an error of 30 ms does not split a span', () => {
    const player = new Player().read({ playing: true })
    for (let i = 0; i < 1000; i++) {
      player.pass(100)
      const { position } = player
      player.position += ((i * 37) % 61) - 30
      player.mono += 1
      player.wall += 1
      player.read()
      player.position = position + 1
    }
    const spans = player.end()
    expect(spans).toHaveLength(1)
    expect(total(spans)).toBeGreaterThan(101_000 - 70)
  })

  it('sleep is not watched, whether the monotonic clock ticks through it or not', () => {
    for (const ticks of [0, 3_600_000]) {
      const player = new Player().read({ playing: true }).pass(5000)
      player.mono += ticks
      player.wall += 3_600_000
      const spans = player.read().pass(4000).end()
      expect(lengths(spans)).toEqual([5000, 4000])
      expect(spans[1]?.wall).toBe(WALL + 3_605_000)
      expect(player.gaps).toEqual([{ reason: ticks === 0 ? 'clock' : 'frozen', ms: 3_600_000 }])
    }
  })

  it('a wall clock set back ends the span with a gap and the next goes on in the new time', () => {
    const player = new Player().read({ playing: true }).pass(5000)
    player.wall -= 7_200_000
    const spans = player.pass(5000).end()
    expect(player.gaps).toEqual([{ reason: 'clock', ms: 7_200_000 }])
    expect(total(spans)).toBeGreaterThanOrEqual(9700)
    expect(spans.at(-1)?.wall).toBeLessThan(WALL)
  })

  it('spans are cut at 300 s without losing a millisecond', () => {
    const spans = new Player().read({ playing: true }).pass(700_000).end()
    expect(lengths(spans)).toEqual([300_000, 300_000, 100_000])
    expect(spans[1]?.wall).toBe((spans[0]?.wall ?? 0) + 300_000)
  })

  it('slow timers of a hidden tab show as the longest time between two readings', () => {
    const spans = new Player().read({ playing: true, visible: false }).pass(60_000, { every: 20_000 }).end()
    expect(spans).toMatchObject([{ ms: 60_000, gap: 20_000, samples: 4 }])
  })
})

describe('whatever happens', () => {
  const happening = fc.record({
    /** A reading from before the last one must change nothing. */
    dt: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 20_000 }) }, fc.integer({ min: -500, max: -1 })),
    wallShift: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: -5_000_000, max: 5_000_000 })),
    advance: fc.oneof(
      { weight: 4, arbitrary: fc.constant(1) },
      fc.constant(0),
      fc.double({ min: 0.9, max: 1.1, noNaN: true }),
      fc.double({ min: -3, max: 5, noNaN: true }),
    ),
    rate: fc.oneof({ weight: 5, arbitrary: fc.constant(1000) }, fc.constantFrom(-1000, 0, 500, 1500, 2000, 16_000)),
    playing: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    visible: fc.boolean(),
    pip: fc.boolean(),
    muted: fc.boolean(),
  })
  type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never
  const play = (happenings: readonly Happening[]) => {
    let clock = newClock
    let [mono, wall, position] = [1000, WALL, 0]
    let latest = mono
    const spans: Span[] = []
    const grown: Span[] = []
    for (const { dt, wallShift, advance, ...state } of happenings) {
      mono += dt
      wall += dt + wallShift
      if (dt > 0) position = Math.max(0, position + dt * advance * (state.rate / 1000))
      latest = Math.max(latest, mono)
      const next = step(clock, { mono, wall, position, ...state })
      clock = next.clock
      spans.push(...next.closed)
      const now = growing(clock)
      if (now) grown.push(now)
    }
    spans.push(...finish(clock).closed)
    return {
      spans,
      grown,
      elapsed: latest - 1000 + Math.max(0, -(happenings[0]?.dt ?? 0)),
      shifted: happenings.some(({ wallShift }) => wallShift !== 0),
    }
  }
  const check = (promise: (happenings: readonly Happening[]) => void) =>
    fc.assert(fc.property(fc.array(happening, { maxLength: 60 }), promise), { numRuns: 500 })

  it('never more than the time that passed, in whole milliseconds, never negative', () => {
    check((happenings) => {
      const { spans, elapsed } = play(happenings)
      expect(total(spans)).toBeLessThanOrEqual(elapsed + spans.length)
      for (const span of spans)
        for (const value of [span.wall, span.ms, span.from, span.to, span.gap])
          expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
    })
  })

  it('spans follow each other without overlap while nobody moves the wall clock', () => {
    check((happenings) => {
      const { spans, shifted } = play(happenings)
      if (shifted) return
      for (const [i, span] of spans.entries())
        expect(span.wall).toBeGreaterThanOrEqual((spans[i - 1]?.wall ?? 0) + (spans[i - 1]?.ms ?? 0))
    })
  })

  it('never more than the media took at its rate', () => {
    check((happenings) => {
      for (const { ms, from, to, rate } of play(happenings).spans)
        expect(ms).toBeLessThanOrEqual(((to - from) * 1000) / Math.abs(rate) + 2)
    })
  })

  it('nor much less: what is split off is lost, not stretched', () => {
    check((happenings) => {
      for (const { ms, from, to, rate } of play(happenings).spans)
        expect(Math.abs(((to - from) * 1000) / Math.abs(rate) - ms)).toBeLessThanOrEqual(302)
    })
  })

  it('the same events give the same spans, and more events never less', () => {
    check((happenings) => {
      expect(play(happenings).spans).toEqual(play(happenings).spans)
      const half = play(happenings.slice(0, Math.floor(happenings.length / 2)))
      expect(total(play(happenings).spans)).toBeGreaterThanOrEqual(total(half.spans))
    })
  })

  it('a growing span keeps its start and its end only moves on', () => {
    check((happenings) => {
      const { grown } = play(happenings)
      for (const [i, span] of grown.entries()) {
        const before = grown[i - 1]
        if (before?.wall !== span.wall || before.from !== span.from) continue
        expect(span.ms).toBeGreaterThanOrEqual(before.ms)
        expect(span.samples).toBeGreaterThanOrEqual(before.samples)
      }
    })
  })
})
