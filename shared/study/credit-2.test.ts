import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../record/bodies'
import { Chain, crypto, factsOf, HOUR, MINUTE, MORNING, span, view } from './chain.fixture'
import { creditSpans } from './credit'
import type { Piece } from './credited'
import type { Facts } from './facts'
import { firstDefaultPolicy } from './policies'
import type { Policy } from './policy'
import { dueAfter } from './presence'
import { readChain } from './read-chain'
import { credited, creditOf, grouped, piecesOf, secondWorld, spansOf, type World, world } from './world.fixture'

const holds = (property: (one: World) => void, numRuns = 400) =>
  fc.assert(fc.property(secondWorld, property), { numRuns })
const length = ({ from, to }: Pick<Piece, 'from' | 'to'>) => to - from
const base: Policy = { ...firstDefaultPolicy, credit: 2 }

/** What came of one chain, as minutes by reason in order of time; neighbours of one reason together. */
function told(chain: Chain, policy: Partial<Policy>, facts: Partial<Facts> = {}): [number, string][] {
  const all = { ...factsOf([chain], { receipts: [], ...facts }), v: 2 as const }
  const receipts = [{ chain: chain.id, from: 0, to: chain.entries.length - 1, at: MORNING + 72 * HOUR, hash: chain.id }]
  const told: [number, string][] = []
  for (const piece of piecesOf({ chains: [chain], facts: { ...all, receipts }, policy: { ...base, ...policy } })) {
    const last = told.at(-1)
    if (last?.[1] === (piece.reason ?? '')) last[0] += length(piece) / MINUTE
    else told.push([length(piece) / MINUTE, piece.reason ?? ''])
  }
  return told
}

describe('credit, version 2, whatever the entries, the policy and people say', () => {
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

  it('gives for one day alone what the whole gives for it', () => {
    holds((one) => {
      const read = one.chains.map(({ entries }) => readChain(entries, one.facts))
      const whole = creditOf(one).days
      for (const day of new Set(whole.map((each) => each.day)))
        expect(creditSpans(crypto, read, one.policy, one.facts, day)).toEqual(whole.filter((each) => each.day === day))
    })
  })

  it('does not depend on the order of chains, receipts, corrections or decisions', () => {
    holds((one) => {
      const { facts } = one
      const turned: Facts = {
        ...facts,
        ...{ receipts: facts.receipts.toReversed(), corrections: facts.corrections.toReversed() },
        ...{ devices: facts.devices.toReversed(), bindings: facts.bindings.toReversed() },
      }
      expect(creditOf({ ...one, chains: one.chains.toReversed(), facts: turned })).toEqual(creditOf(one))
    })
  })

  it('never credits a seat more than the day’s cap, nor a wall second twice', () => {
    holds((one) => {
      for (const day of creditOf(one).days) {
        expect(day.credited).toBeLessThanOrEqual(one.policy.daily?.cap ?? Number.POSITIVE_INFINITY)
        const counted = credited(day.pieces)
        for (const [i, piece] of counted.entries()) expect(piece.from).toBeGreaterThanOrEqual(counted[i - 1]?.to ?? 0)
      }
    })
  })

  it('without any of its own members is version 1, to the last piece', () => {
    fc.assert(
      fc.property(world, (one) => {
        expect(creditOf({ ...one, policy: { ...one.policy, credit: 2 } })).toEqual(creditOf(one))
      }),
      { numRuns: 400 },
    )
  })

  it('leaves a policy of version 1 what it was, whatever members and decisions stand beside it', () => {
    holds((one) => {
      const first: World = {
        ...one,
        policy: { ...firstDefaultPolicy, maxRate: one.policy.maxRate },
        facts: { ...one.facts, corrections: [], devices: [] },
      }
      expect(creditOf({ ...one, policy: { ...one.policy, credit: 1 } })).toEqual(creditOf(first))
    })
  })
})

describe('a presence check', () => {
  const presence = { every: 15 * MINUTE, jitter: 5 * MINUTE, answer: 3 * MINUTE }
  let wall = MORNING
  const play = (chain: Chain, minutes: number, change: Partial<Span> = {}) => {
    for (let i = 0; i < minutes; i++, wall += MINUTE) chain.watch(span(wall, MINUTE, change))
    return chain
  }
  const begun = () => {
    wall = MORNING
    return new Chain('s', 0).write('view', view)
  }
  const check = (chain: Chain, result: 'answered' | 'missed' | 'not-shown') => {
    const after = chain.entries.findLast(({ kind }) => kind === 'signin' || kind === 'presence')?.hash ?? ''
    return chain.write('presence', { after, n: 1, due: wall, result })
  }

  it('answered keeps the time before it, and begins anew', () => {
    const chain = play(check(play(begun(), 12), 'answered'), 10)
    expect(told(chain, { presence })).toEqual([[22, '']])
  })

  it.each(['missed', 'not-shown'] as const)(
    '%s takes the time since the last proof, and that after it until one comes',
    (result) => {
      const chain = play(check(play(check(play(begun(), 10), 'answered'), 11), result), 2)
      expect(told(play(check(chain, 'answered'), 5), { presence })).toEqual([
        [10, ''],
        [13, 'presence'],
        [5, ''],
      ])
    },
  )

  it('that was due and is not in the chain takes the time since the last proof: it cannot be left out', () => {
    const chain = begun()
    const signin = chain.entries[1]?.hash ?? ''
    const due = dueAfter(crypto, signin, presence)
    const most = Math.floor((due + 4 * MINUTE) / MINUTE)
    expect(told(play(begun(), most), { presence })).toEqual([[most, '']])
    expect(told(play(begun(), most + 1), { presence })).toEqual([[most + 1, 'presence']])
  })

  it('waits while nothing plays that would count', () => {
    expect(told(play(begun(), 60, { visible: false }), { presence })).toEqual([[60, 'hidden']])
    expect(told(play(play(begun(), 60, { visible: false }), 10), { presence })).toEqual([
      [60, 'hidden'],
      [10, ''],
    ])
  })

  it('missed at the sign-out takes its own segment alone, over midnight too', () => {
    const chain = begun()
    wall = MORNING + 16 * HOUR - 5 * MINUTE
    play(chain, 10).write('signout', { reason: 'popup' })
    check(chain, 'missed').write('signin', { method: 'pin' })
    expect(told(play(chain, 5), { presence })).toEqual([
      [10, 'presence'],
      [5, ''],
    ])
  })

  it('in evenings that another chain wrote again: each stands between its own sign-in and sign-out', () => {
    const again = (signs: boolean) => {
      const chain = new Chain('s', 0, { chain: '0'.repeat(64), seq: 2 })
      const recovered = { chain: '0'.repeat(64), seq: 3 }
      wall = MORNING
      for (let evening = 0; evening < 3; evening++) {
        if (signs) chain.write('signin', { method: 'popup' })
        if (evening === 0) chain.write('view', view)
        const seen = chain.entries.find(({ kind }) => kind === 'view')?.hash ?? ''
        for (let i = 0; i < 13; i++, wall += MINUTE)
          chain.write('watch', { view: seen, spans: [span(wall, MINUTE)], recovered })
        if (signs) chain.write('signout', { reason: 'popup' })
      }
      return chain
    }
    expect(told(again(true), { presence })).toEqual([[39, '']])
    expect(told(again(false), { presence }), 'without them they run together').toEqual([[39, 'presence']])
  })

  it('stands behind a draft found later: it belongs to the segment it was played in', () => {
    const draft = (result: 'answered' | 'missed') => {
      const chain = check(play(begun(), 5), result).write('signout', { reason: 'browser-closed' })
      const seen = chain.entries[2]?.hash ?? ''
      const recovered = { chain: chain.id, seq: 3 }
      return chain.write('watch', { view: seen, spans: [span(wall, MINUTE)], recovered })
    }
    expect(told(draft('answered'), { presence })).toEqual([[6, '']])
    expect(told(draft('missed'), { presence })).toEqual([[6, 'presence']])
  })
})

describe('where each part of a lesson counts once', () => {
  const lesson = (key: string) => ({ ...view, lesson: { key, title: key } })
  const at = (hour: number, minutes: number, from: number, change: Partial<Span> = {}) =>
    span(MORNING + hour * HOUR, minutes * MINUTE, { from: from * MINUTE, to: (from + minutes) * MINUTE, ...change })
  const policy: Partial<Policy> = { measure: 'coverage' }

  it('what was watched before does not count again, on any later day, and what was not does', () => {
    const chain = new Chain('s', 0).write('view', lesson('l-1')).watch(at(0, 10, 0), at(1, 10, 5), at(20, 30, 0))
    expect(told(chain, policy)).toEqual([
      [10, ''],
      [5, 'covered'],
      [5, ''],
      [15, 'covered'],
      [15, ''],
    ])
  })

  it('another lesson is another matter', () => {
    const chain = new Chain('s', 0).write('view', lesson('l-1')).watch(at(0, 10, 0))
    expect(told(chain.write('view', lesson('l-2')).watch(at(1, 10, 0)), policy)).toEqual([[20, '']])
  })

  it('what did not count leaves its part free to be watched again', () => {
    const chain = new Chain('s', 0).write('view', lesson('l-1')).watch(at(0, 10, 0, { visible: false }), at(1, 10, 0))
    expect(told(chain, policy)).toEqual([
      [10, 'hidden'],
      [10, ''],
    ])
    const capped = new Chain('s', 0).write('view', lesson('l-1')).watch(at(0, 30, 0), at(20, 30, 0))
    expect(told(capped, { ...policy, daily: { cap: 20 * MINUTE } })).toEqual([
      [20, ''],
      [10, 'daily-cap'],
      [20, 'covered'],
      [10, ''],
    ])
  })

  it('half speed is worth the part that was watched, not the time it took', () => {
    const chain = new Chain('s', 0).write('view', lesson('l-1')).watch(at(0, 20, 0, { rate: 500, to: 10 * MINUTE }))
    expect(told(chain, policy)).toEqual([
      [10, ''],
      [10, 'covered'],
    ])
  })
})

describe('what a policy makes of time that is won', () => {
  const chain = () => new Chain('s', 0).write('view', view).watch(span(MORNING, 40 * MINUTE))

  it('a kind of lesson counts by its weight; the rest of it says so', () => {
    expect(told(chain(), { weights: { video: 250 } })).toEqual([
      [10, ''],
      [30, 'weight'],
    ])
  })

  it('the cap is reached in order of time, by what counts', () => {
    expect(told(chain(), { weights: { video: 500 }, daily: { cap: 5 * MINUTE } })).toEqual([
      [5, ''],
      [5, 'weight'],
      [15, 'daily-cap'],
      [15, 'weight'],
    ])
  })

  it('what a decision takes back uses up no cap', () => {
    const corrections = [
      {
        ...{ id: '1', seat: 's', effect: 'withdraw' as const, reason: '代学', by: 'm', at: 1 },
        ...{ from: MORNING, to: MORNING + 10 * MINUTE },
      },
    ]
    expect(told(chain(), { daily: { cap: 20 * MINUTE } }, { corrections })).toEqual([
      [10, 'corrected'],
      [20, ''],
      [10, 'daily-cap'],
    ])
  })

  it('daily hours cut a span where they begin and end', () => {
    const chain = new Chain('s', 0).write('view', view).watch(span(MORNING, 120 * MINUTE))
    expect(told(chain, { daily: { hours: { from: '08:30', to: '09:00' } } })).toEqual([
      [30, 'outside-hours'],
      [30, ''],
      [60, 'outside-hours'],
    ])
  })

  it('study before the consent is a sum of its own', () => {
    const chain = new Chain('s', 0).write('view', view).watch(span(MORNING + 15 * HOUR, 120 * MINUTE))
    const world = {
      chains: [chain],
      facts: factsOf([chain], { consentDate: '2026-11-23' }),
      policy: { ...base, consent: true },
    }
    const receipts = [{ chain: chain.id, from: 0, to: 3, at: MORNING + 24 * HOUR, hash: chain.id }]
    expect(creditOf({ ...world, facts: { ...world.facts, receipts } }).days).toMatchObject([
      { day: '2026-11-22', credited: 0, deductions: { 'before-consent': 60 * MINUTE } },
      { day: '2026-11-23', credited: 60 * MINUTE, deductions: {} },
    ])
  })
})
