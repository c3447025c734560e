import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import { type Clock, finish, newClock, type Reading, step } from './media-clock'

const WALL = Date.parse('2026-11-23T01:00:00Z')

/** A player driven by a script: time passes, media advances where it plays. */
class Player {
  mono = 1000
  wall = WALL
  position = 0
  state = { rate: 1000, playing: false, visible: true, pip: false, muted: false }
  clock: Clock = newClock
  spans: Span[] = []
  gaps: number[] = []

  read(change: Partial<Player['state']> = {}): this {
    Object.assign(this.state, change)
    const reading: Reading = { mono: this.mono, wall: this.wall, position: this.position, ...this.state }
    const { clock, closed, gaps } = step(this.clock, reading)
    this.clock = clock
    this.spans.push(...closed)
    this.gaps.push(...gaps.map(({ from, to }) => to - from))
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

describe('the media clock', () => {
  it('times playing from play to pause', () => {
    const spans = new Player().read().pass(3000).read({ playing: true }).pass(10_000).read({ playing: false }).pass(5000).end()
    expect(spans).toMatchObject([{ wall: WALL + 3000, ms: 10_000, from: 0, to: 10_000, rate: 1000, visible: true }])
  })

  it('play without advancing opens nothing', () => {
    expect(new Player().read({ playing: true }).pass(60_000, { advance: false }).end()).toEqual([])
  })

  it('a tab born hidden earns nothing until it is seen', () => {
    const spans = new Player().read({ playing: true, visible: false }).pass(8000).read({ visible: true }).pass(4000).end()
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

  it('a stall is left out: at most its edges are lost', () => {
    const spans = new Player().read({ playing: true }).pass(5000).pass(3000, { advance: false }).pass(5000).end()
    const total = lengths(spans).reduce((a, b) => a + b, 0)
    expect(total).toBeGreaterThanOrEqual(9500)
    expect(total).toBeLessThanOrEqual(10_000 + 300)
  })

  it('sleep is not watched, whether the monotonic clock ticks through it or not', () => {
    for (const ticks of [0, 3_600_000]) {
      const player = new Player().read({ playing: true }).pass(5000)
      player.mono += ticks
      player.wall += 3_600_000
      const spans = player.read().pass(4000).end()
      expect(lengths(spans)).toEqual([5000, 4000])
      expect(spans[1]?.wall).toBe(WALL + 3_605_000)
      expect(player.gaps).toEqual(ticks === 0 ? [3_600_000] : [])
    }
  })

  it('a wall clock set back ends the span with a gap and the next goes on in the new time', () => {
    const player = new Player().read({ playing: true }).pass(5000)
    player.wall -= 7_200_000
    const spans = player.pass(5000).end()
    expect(player.gaps).toHaveLength(1)
    expect(lengths(spans).reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(9700)
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
    dt: fc.integer({ min: 0, max: 20_000 }),
    wallShift: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: -5_000_000, max: 5_000_000 })),
    advance: fc.oneof(fc.constant(1), fc.constant(0), fc.double({ min: -3, max: 5, noNaN: true })),
    rate: fc.constantFrom(500, 1000, 1500, 2000, 16_000),
    playing: fc.boolean(),
    visible: fc.boolean(),
    pip: fc.boolean(),
    muted: fc.boolean(),
  })
  const play = (happenings: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[]) => {
    let clock = newClock
    let [mono, wall, position] = [0, WALL, 0]
    const spans: Span[] = []
    for (const { dt, wallShift, advance, ...state } of happenings) {
      mono += dt
      wall += dt + wallShift
      position = Math.max(0, position + dt * advance * (state.rate / 1000))
      const next = step(clock, { mono, wall, position, ...state })
      clock = next.clock
      spans.push(...next.closed)
    }
    spans.push(...finish(clock).closed)
    return { spans, elapsed: mono, clock }
  }
  const sum = (spans: Span[]) => spans.reduce((total, { ms }) => total + ms, 0)

  it('never more than the time that passed, never negative, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const { spans, elapsed } = play(happenings)
        expect(sum(spans)).toBeLessThanOrEqual(elapsed + spans.length)
        for (const span of spans) for (const value of [span.wall, span.ms, span.from, span.to, span.gap]) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      }),
    )
  })

  it('the same events give the same spans, and more events never less', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        expect(play(happenings).spans).toEqual(play(happenings).spans)
        const half = play(happenings.slice(0, Math.floor(happenings.length / 2)))
        expect(sum(play(happenings).spans)).toBeGreaterThanOrEqual(sum(half.spans))
      }),
    )
  })

  it('the media moved by what the span says, within its tolerance', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        for (const { ms, from, to, rate } of play(happenings).spans) {
          const expected = (ms * rate) / 1000
          expect(Math.abs(to - from - expected)).toBeLessThanOrEqual(302 + expected * 0.11 + 150)
        }
      }),
    )
  })
})
