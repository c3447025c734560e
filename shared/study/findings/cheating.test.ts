import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, MORNING } from '../chain.fixture'
import { type FindingKind, findingKinds } from '../finding'
import { firstDefaultPolicy as defaultPolicy } from '../policies'
import type { Policy } from '../policy'
import { classRules, seatRules } from '.'
import { DAY, Desk, found, hex, numbers, view, type World } from './desk.fixture'

const withPresence: Policy = {
  ...defaultPolicy,
  credit: 2,
  presence: { every: 15 * MINUTE, jitter: 5 * MINUTE, answer: 2 * MINUTE },
  attendance: { signIn: true, signOut: true },
}
const machines = (...ms: number[]) => ms.reduce((desk, took) => desk.check(withPresence, took), new Desk())

/** Five sittings of a script, and when each begins. */
function scripted(seat: string, start: number): Desk {
  const number = numbers(42)
  const desk = new Desk({ seat, at: start })
  for (let i = 0; i < 7; i++) {
    desk
      .open()
      .play(number(20, 80) * MINUTE + number(0, 59_000))
      .pass(number(1, 9) * HOUR)
  }
  return desk
}

const shortView = { lesson: { key: 'l-1', title: '第一节', duration: 45 * MINUTE } }
const overlapping = () => {
  const desk = new Desk().open().play(10 * MINUTE)
  return desk.pass(-9 * MINUTE).play(10 * MINUTE)
}
/** Sealed later than it was played, so that no entry stands before the one in front of it. */
const sealedLater = (desk: Desk): Desk => {
  const entries = desk.entries.splice(0)
  const copy = new Desk()
  copy.entries.length = 0
  for (const { kind, body } of entries) {
    copy.now = MORNING + HOUR
    copy.write(kind as never, renamed(copy, kind, body) as never)
  }
  return copy
}
const renamed = (copy: Desk, kind: string, body: object) => (kind === 'watch' ? { ...body, view: copy.view } : body)

/** An attack for each rule: as it stands in the record, after it was tried. */
const attacks: Record<Exclude<FindingKind, 'log-restored' | 'log-altered'>, () => World> = {
  'chain-forked': () => {
    const desk = new Desk().open().play(10 * MINUTE)
    return { desks: [desk], forks: [{ chain: desk.chain, seq: 2 }] }
  },
  'entry-unread': () => {
    const desk = new Desk()
    desk.write('watch', { view: hex('nothing'), spans: [{ ...spanAt(MORNING), ms: 1000 }] })
    return { desks: [desk] }
  },
  'field-missing': () => {
    const desk = new Desk()
    desk.write('system', { event: 'field-missing', detail: 'px.class.com.cn@2 lesson.title' })
    return { desks: [desk] }
  },
  'rate-above-limit': () => ({ desks: [new Desk().open().play(2 * MINUTE, { rate: 16_000 })] }),
  'media-out-of-step': () => {
    const desk = new Desk().open()
    for (let i = 0; i < 5; i++) desk.play(MINUTE, { to: desk.position + 2 * MINUTE })
    return { desks: [desk] }
  },
  'hidden-long': () => ({ desks: [new Desk().open().play(2 * HOUR, { visible: false })] }),
  'muted-long': () => ({ desks: [new Desk().open().play(3 * HOUR, { muted: true })] }),
  'no-frames': () => ({
    desks: [
      new Desk()
        .open()
        .play(10 * MINUTE)
        .saw('no-frames', 10 * MINUTE),
    ],
  }),
  'tiny-player': () => ({ desks: [new Desk().open().play(20_000).saw('tiny', 20_000)] }),
  'covered-player': () => ({
    desks: [
      new Desk()
        .open()
        .play(HOUR)
        .saw('covered', 5 * MINUTE),
    ],
  }),
  'synthetic-events': () => ({ desks: [new Desk().open().play(MINUTE).saw('synthetic', MINUTE, 40)] }),
  'made-source': () => ({ desks: [new Desk().open().play(20_000).saw('made-source', 20_000)] }),
  'looped-media': () => ({ desks: [new Desk().open().play(MINUTE).saw('looped', MINUTE, 6)] }),
  'media-repeated': () => {
    const desk = new Desk()
    for (let i = 0; i < 12; i++) desk.open(shortView).play(5 * MINUTE)
    return { desks: [desk] }
  },
  'media-too-short': () => {
    const desk = new Desk()
    for (let i = 0; i < 4; i++) desk.open(shortView).play(3 * MINUTE, {}, { duration: 3 * MINUTE })
    return { desks: [desk] }
  },
  'presence-missed': () => {
    const desk = new Desk()
    for (let i = 0; i < 4; i++) desk.check(withPresence, undefined)
    return { desks: [desk], policy: withPresence }
  },
  'presence-not-shown': () => {
    const desk = new Desk().open().play(HOUR)
    desk.write('presence', { after: desk.entries[1]?.hash ?? '', n: 0, due: desk.now, result: 'not-shown' })
    return { desks: [desk], policy: withPresence }
  },
  'presence-overdue': () => ({ desks: [new Desk().open().play(2 * HOUR)], policy: withPresence }),
  'presence-machine-like': () => ({
    desks: [machines(2000, 2010, 2400, 1990, 2005, 2050, 2001)],
    policy: withPresence,
  }),
  'clock-moved': () => {
    const desk = new Desk().open().play(HOUR)
    desk.write('gap', { reason: 'clock', from: desk.now - HOUR, to: desk.now, view: desk.view })
    return { desks: [desk.pass(-HOUR).play(HOUR)] }
  },
  'clock-ahead': () => ({
    desks: [
      new Desk()
        .open()
        .pass(9 * HOUR)
        .play(HOUR)
        .handIn(MORNING + HOUR),
    ],
  }),
  'offline-too-long': () => ({
    desks: [
      new Desk()
        .open()
        .play(HOUR)
        .handIn(MORNING + 9 * DAY),
    ],
  }),
  'two-places': () => ({
    desks: [new Desk({ device: 'a' }).open().play(HOUR), new Desk({ n: 1, device: 'b' }).open().play(30 * MINUTE)],
  }),
  'hours-too-many': () => ({ desks: [new Desk({ at: MORNING - 7 * HOUR }).open().play(17 * HOUR)] }),
  'hours-overlap': () => ({ desks: [sealedLater(overlapping())] }),
  'progress-without-playing': () => {
    const desk = new Desk().open().play(10_000, {}, { duration: 45 * MINUTE, platform: { progress: '3%' } })
    return { desks: [desk.play(10_000, {}, { duration: 45 * MINUTE, platform: { progress: '100%', finished: true } })] }
  },
  'imported-differs': () => ({
    desks: [new Desk().open().play(HOUR)],
    facts: {
      imported: [
        {
          source: '乙',
          seat: 's-1',
          kind: 'record',
          course: 'c-1',
          seconds: 20_000,
          evidence: hex('e'),
          by: 'm',
          at: 1,
        },
      ],
    },
  }),
  'score-without-study': () => ({ desks: [new Desk().open().play(MINUTE).score('100')] }),
  'build-unknown': () => ({ desks: [new Desk({ build: '9.9.9 chrome/156' })] }),
  'chain-restarted': () => ({
    desks: [0, 1, 2].map((n) => new Desk({ n, at: MORNING + n * DAY, replaces: { chain: hex('gone'), seq: 1 } })),
  }),
  'no-sign-out': () => ({
    desks: [new Desk().open().play(MINUTE).pass(HOUR).signIn().play(MINUTE)],
    policy: withPresence,
  }),
  'device-in-step': () => ({
    desks: ['a', 'b', 'c'].map((seat) => new Desk({ seat, device: 'one' }).open().play(30 * MINUTE)),
  }),
  'device-many-seats': () => ({
    desks: ['a', 'b', 'c', 'd', 'e'].map((seat, i) => new Desk({ seat, device: 'one', at: MORNING + i * DAY })),
  }),
  'regular-across-people': () => ({
    desks: [scripted('a', MORNING), scripted('b', MORNING + 3 * HOUR), scripted('c', MORNING + 11 * HOUR)],
  }),
  'hours-hug-minimum': () => ({
    desks: Array.from({ length: 12 }, (_, i) => new Desk({ seat: `s-${i}` }).open().play(90 * MINUTE + i * 5000)),
    policy: { completion: { hours: '2' } },
  }),
  'rule-own': () => ({
    desks: [new Desk().open({ rule: `own@1#${hex('own')}` }).play(MINUTE)],
    known: { ownRules: new Set([hex('own')]) },
  }),
  'rule-unknown': () => ({ desks: [new Desk().open({ rule: `own@1#${hex('own')}` }).play(MINUTE)] }),
}

function spanAt(wall: number) {
  return { wall, ms: 0, from: 0, to: 1000, rate: 1000, visible: true, pip: false, muted: false, samples: 2, gap: 500 }
}

describe('each rule', () => {
  it.each(Object.entries(attacks))(
    '%s fires on its attack, says when and how much, and names entries',
    (code, attack) => {
      const finding = found(attack()).find((one) => one.code === code) ?? expect.fail(`${code} was not found`)
      expect(finding.detail).toMatch(/\d/)
      expect(finding.detail).not.toMatch(/undefined|NaN|Infinity|作弊|造假|监控/)
      expect(finding.entries.length).toBeGreaterThan(0)
      expect(finding.entries.length).toBeLessThanOrEqual(20)
      expect(finding.seat ?? finding.seats).toBeTruthy()
    },
  )

  it('compares our record with the platform’s own, and not with who was in a live class', () => {
    const differing = attacks['imported-differs']()
    const [one] = differing.facts?.imported ?? []
    if (!one) return expect.fail()
    const live = { ...differing, facts: { imported: [{ ...one, kind: 'attendance' }] } }
    expect(found(live).map(({ code }) => code)).not.toContain('imported-differs')
  })

  it.each([
    ['seconds of which we saw none', 20, 0, false],
    ['minutes where we saw seconds', 50 * 60, 30_000, false],
    ['an hour more than we saw', 3 * 3600, 100 * MINUTE, true],
    ['an hour more of sixty, which is what rounding makes', 60 * 3600, 59 * HOUR, false],
    ['an hour less than we credited', 1800, 2 * HOUR, true],
    ['minutes less than we credited', 10, 10 * MINUTE, false],
  ])('differs from a platform that states %s: %d s against %d ms is %s', (_, seconds, ms, fires) => {
    const [one] = attacks['imported-differs']().facts?.imported ?? []
    if (!one) return expect.fail()
    const desk = new Desk().open()
    const world = { desks: [ms === 0 ? desk : desk.play(ms)], facts: { imported: [{ ...one, seconds }] } }
    expect(found(world).some(({ code }) => code === 'imported-differs')).toBe(fires)
  })

  it('is in the registry once, and every kind but the ledger’s own has one', () => {
    const codes = [...seatRules, ...classRules].map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(new Set([...codes, 'log-restored', 'log-altered'])).toEqual(new Set(Object.keys(findingKinds)))
  })

  it('gives one finding for hundreds of occurrences', () => {
    const desk = new Desk().open(view)
    for (let i = 0; i < 300; i++) desk.play(MINUTE, { rate: 16_000 })
    const all = found({ desks: [desk] }).filter(({ code }) => code === 'rate-above-limit')
    expect(all).toHaveLength(1)
    expect(all[0]?.detail).toContain('5小时00分')
  })

  it('finds a script that does the same each day, in a class where everybody runs it', () => {
    const daily = (seat: string, start: number) => {
      const desk = new Desk({ seat, at: start })
      for (let day = 0; day < 30; day++) {
        desk.now = start + day * DAY
        desk.open().play(HOUR)
      }
      return desk
    }
    const desks = Array.from({ length: 30 }, (_, i) => daily(`s-${i}`, MORNING + i * 7 * MINUTE))
    const all = found({ desks }).filter(({ code }) => code === 'regular-across-people')
    expect(all).toHaveLength(1)
    expect(all[0]?.seats).toHaveLength(30)
  })

  it('of presence answers speaks of machines, not of the quick and the slow', () => {
    const human = { desks: [machines(2000, 8100, 3400, 15_000, 5100, 2300, 60_000)], policy: withPresence }
    expect(found(human)).toEqual([])
  })
})
