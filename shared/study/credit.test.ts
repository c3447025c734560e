import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../calendar/beijing'
import { Chain, crypto, factsOf, HOUR, MINUTE, MORNING, span, view } from './chain.fixture'
import { creditSpans } from './credit'
import type { Piece } from './credited'
import { firstDefaultPolicy as defaultPolicy } from './policies'
import { readChain } from './read-chain'
import { credited, creditOf, DAY, grouped, piecesOf, spansOf, type World, world } from './world.fixture'

const holds = (property: (one: World) => void) => fc.assert(fc.property(world, property), { numRuns: 400 })

describe('credit, whatever the entries say', () => {
  it('gives every ms of every span to exactly one seat and to credit or one reason', () => {
    holds((one) => {
      const pieces = grouped(piecesOf(one), ({ chain, seq, span }) => `${chain}/${seq}/${span}`)
      for (const { chain, seq, index, span } of spansOf(one)) {
        let at = span.wall
        for (const piece of (pieces.get(`${chain}/${seq}/${index}`) ?? []).sort((a, b) => a.from - b.from)) {
          expect(piece.from).toBe(at)
          expect(piece.to).toBeGreaterThan(piece.from)
          at = piece.to
        }
        expect(at).toBe(span.wall + span.ms)
        pieces.delete(`${chain}/${seq}/${index}`)
      }
      expect([...pieces.keys()]).toEqual([])
    })
  })

  it('credits no wall second of a seat twice, here or elsewhere', () => {
    holds((one) => {
      for (const [seat, pieces] of grouped(credited(piecesOf(one)), (piece) => piece.seat)) {
        const taken = [
          ...pieces,
          ...one.facts.elsewhere.filter((other) => other.seat === seat && other.to > other.from),
        ]
        for (const piece of pieces)
          for (const other of taken)
            if (other !== piece) expect(piece.to <= other.from || other.to <= piece.from).toBe(true)
      }
    })
  })

  it('never credits more than the wall clock, the media at its rate within the policy’s drift, or the allowed rate', () => {
    holds((one) => {
      const pieces = grouped(credited(piecesOf(one)), ({ chain, seq, span }) => `${chain}/${seq}/${span}`)
      for (const { chain, seq, index, span } of spansOf(one)) {
        const sum = (pieces.get(`${chain}/${seq}/${index}`) ?? []).reduce((all, { from, to }) => all + to - from, 0)
        expect(sum).toBeLessThanOrEqual(span.ms)
        if (sum === 0) continue
        const media = span.to - span.from
        const expected = (span.ms * span.rate) / 1000
        expect(span.rate).toBeLessThanOrEqual(one.policy.maxRate)
        expect(media + 1000 + (expected * one.policy.maxDrift) / 1000).toBeGreaterThanOrEqual(expected)
      }
    })
  })

  it('credits only what a receipt proves, inside the period, and sums what its pieces say', () => {
    holds((one) => {
      for (const { pieces, credited: sum, deductions, day, seat } of creditOf(one).days) {
        const counted = credited(pieces)
        expect(counted.reduce((all, { from, to }) => all + to - from, 0)).toBe(sum)
        const rest = pieces.reduce((all, { from, to }) => all + to - from, 0) - sum
        expect(Object.values(deductions).reduce((all, ms) => all + ms, 0)).toBe(rest)
        for (const piece of pieces) {
          expect([piece.seat, dayOf(piece.from), dayOf(piece.to - 1)]).toEqual([seat, day, day])
          if (piece.reason) continue
          const receipt = one.facts.receipts.find(
            ({ chain, from, to }) => chain === piece.chain && from <= piece.seq && piece.seq <= to,
          )
          expect(piece.to).toBeLessThanOrEqual((receipt?.at ?? 0) + 2 * MINUTE)
        }
      }
    })
  })

  it('does not depend on the order in which chains, receipts, bindings or other facts come', () => {
    fc.assert(
      fc.property(world, fc.integer(), (one, seed) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((value, i) => ({ value, rank: Math.sin(seed + i * 12.9898) }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ value }) => value)
        const { receipts, bindings, elsewhere } = one.facts
        const other: World = {
          ...one,
          chains: shuffled(one.chains),
          facts: {
            ...one.facts,
            receipts: shuffled(receipts),
            bindings: shuffled(bindings),
            elsewhere: shuffled(elsewhere),
          },
        }
        expect(creditOf(other)).toEqual(creditOf(one))
      }),
      { numRuns: 400 },
    )
  })

  it('gives for one day alone what the whole gives for it', () => {
    holds((one) => {
      const read = one.chains.map(({ entries }) => readChain(entries, one.facts))
      const whole = creditOf(one).days
      for (const day of new Set(whole.map((each) => each.day)))
        expect(creditSpans(crypto, read, one.policy, one.facts, day)).toEqual(whole.filter((each) => each.day === day))
    })
  })

  it('takes nothing back when more entries and receipts come', () => {
    holds((one) => {
      const shorter = { ...one, facts: { ...one.facts, receipts: one.facts.receipts.slice(0, -1) } }
      const [before, after] = [shorter, one].map((each) => credited(piecesOf(each)))
      const proven = (pieces: readonly Piece[] = []) => pieces.reduce((sum, { from, to }) => sum + to - from, 0)
      expect(proven(after)).toBeGreaterThanOrEqual(proven(before))
    })
  })
})

describe('the winner of a wall second', () => {
  it('is the earlier start, then the chain id', () => {
    const chains = [0, 1, 2].map((n) => new Chain('s', n).write('view', view))
    const [a, b, c] = chains.sort((x, y) => (x.id < y.id ? -1 : 1))
    a?.watch(span(MORNING + MINUTE, 10 * MINUTE))
    b?.watch(span(MORNING, 10 * MINUTE))
    c?.watch(span(MORNING + MINUTE, 20 * MINUTE))
    const pieces = credited(piecesOf({ chains, facts: factsOf(chains), policy: defaultPolicy }))
    expect(pieces.map(({ chain, from, to }) => [chain, from - MORNING, to - MORNING])).toEqual([
      [b?.id, 0, 10 * MINUTE],
      [a?.id, 10 * MINUTE, 11 * MINUTE],
      [c?.id, 11 * MINUTE, 21 * MINUTE],
    ])
  })

  it('may be the same lesson again: watching a part twice counts twice', () => {
    const chain = new Chain('s', 0).write('view', view)
    chain.watch(span(MORNING, 10 * MINUTE), span(MORNING + 10 * MINUTE, 10 * MINUTE))
    const { days } = creditOf({ chains: [chain], facts: factsOf([chain]), policy: defaultPolicy })
    expect(days.map(({ day, credited }) => [day, credited])).toEqual([['2026-11-22', 20 * MINUTE]])
  })
})

describe('the window of an entry', () => {
  /** 100 minutes of study, handed in three hours later in two batches, one right after the other. */
  const handedIn = (first: number) => {
    const chain = new Chain('s', 0).write('view', view)
    for (let i = 0; i < 100; i++) chain.watch(span(MORNING + i * MINUTE, MINUTE))
    const at = MORNING + 3 * HOUR
    const receipts = [
      { chain: chain.id, from: 0, to: first - 1, at, hash: 'a'.repeat(64) },
      { chain: chain.id, from: first, to: 102, at: at + 1000, hash: 'b'.repeat(64) },
    ]
    const [day] = creditOf({ chains: [chain], facts: factsOf([chain], { receipts }), policy: defaultPolicy }).days
    return { credited: day?.credited, deductions: day?.deductions }
  }

  it('opens with the receipt before: what was written after it cannot have happened before it', () => {
    expect(handedIn(53)).toEqual({ credited: 50 * MINUTE, deductions: { 'clock-unproven': 50 * MINUTE } })
  })

  it('of files opens with the class file: it does not matter how late and in which order they were imported', () => {
    const chain = new Chain('s', 0).write('view', view)
    for (let i = 0; i < 4; i++) chain.watch(span(MORNING + i * HOUR, 10 * MINUTE))
    const at = MORNING + 9 * HOUR
    const one = [{ chain: chain.id, from: 0, to: 6, at, hash: 'a'.repeat(64) }]
    const two = [
      { chain: chain.id, from: 0, to: 4, at, hash: 'a'.repeat(64) },
      { chain: chain.id, from: 5, to: 6, at: at + MINUTE, hash: 'b'.repeat(64) },
    ]
    for (const receipts of [one, two]) {
      const facts = factsOf([chain], { receipts })
      const bindings = facts.bindings.map((binding) => ({ ...binding, how: 'file' as const }))
      const { days } = creditOf({ chains: [chain], facts: { ...facts, bindings }, policy: defaultPolicy })
      expect(days.map(({ credited }) => credited)).toEqual([40 * MINUTE])
    }
  })

  it('opens where the one before opened, when that batch may have been cut by its limits', () => {
    expect(handedIn(63)).toEqual({ credited: 100 * MINUTE, deductions: {} })
  })
})

describe('findings and unread entries', () => {
  it('a window longer than the policy’s maxOffline is credited and listed', () => {
    const chain = new Chain('s', 0).write('view', view).watch(span(MORNING, MINUTE))
    const late = [
      { chain: chain.id, from: 0, to: 2, at: MORNING, hash: chain.id },
      { chain: chain.id, from: 3, to: 3, at: MORNING + 8 * DAY, hash: chain.id },
    ]
    const { days, findings } = creditOf({
      chains: [chain],
      facts: factsOf([chain], { receipts: late }),
      policy: defaultPolicy,
    })
    expect(days[0]?.credited).toBe(MINUTE)
    expect(findings).toEqual([{ code: 'offline-too-long', chain: chain.id, from: 3, to: 3 }])
  })

  it('what follows no schema, and a watch of no view, is listed and credits nothing', () => {
    const chain = new Chain('s', 0).watch(span(MORNING, MINUTE))
    const { days, unread } = creditOf({ chains: [chain], facts: factsOf([chain]), policy: defaultPolicy })
    expect(days).toEqual([])
    expect(unread).toEqual([{ chain: chain.id, seq: 2 }])
  })
})
