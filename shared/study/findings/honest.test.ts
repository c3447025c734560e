import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, MORNING } from '../chain.fixture'
import { findingKinds } from '../finding'
import { firstDefaultPolicy as defaultPolicy } from '../policies'
import type { Policy } from '../policy'
import { DAY, Desk, found, numbers, type World } from './desk.fixture'

/** Nothing that anybody has to look into. */
const accusations = (world: World) => found(world).filter(({ code }) => findingKinds[code].severity !== 'note')
const codes = (world: World) => found(world).map(({ code }) => code)

const withPresence: Policy = {
  ...defaultPolicy,
  credit: 2,
  presence: { every: 15 * MINUTE, jitter: 5 * MINUTE, answer: 2 * MINUTE },
  attendance: { signIn: true, signOut: true },
}

/** Lessons of a week in the evenings, with the pauses people make. */
function week(desk: Desk, seed: number, between: (desk: Desk) => void = () => undefined): Desk {
  const number = numbers(seed)
  for (let day = 0; day < 6; day++) {
    desk.now = MORNING + day * DAY + number(9 * HOUR, 12 * HOUR)
    desk.signIn()
    for (let lesson = 0; lesson < 3; lesson++) {
      desk.open({ lesson: { key: `l-${day}-${lesson}`, title: `第${lesson + 1}节`, duration: 45 * MINUTE } })
      desk.play(number(10, 45) * MINUTE + number(0, 59_999)).pass(number(3000, 9 * MINUTE))
      between(desk)
    }
    desk.signOut().handIn()
  }
  return desk
}

describe('honest study is accused of nothing', () => {
  it('a week of evenings at home', () => {
    expect(found({ desks: [week(new Desk(), 1)] })).toEqual([])
  })

  it('a sign-in that a chain wrote again of another one, followed at once by its own', () => {
    const replaces = { chain: '0'.repeat(64), seq: 1 }
    const desk = new Desk({ replaces }).signIn().open().play(MINUTE).pass(MINUTE).signOut().handIn()
    expect(codes({ desks: [desk], policy: withPresence })).not.toContain('no-sign-out')
  })

  it('full screen, and in a second window on a second screen', () => {
    const desk = new Desk()
      .open()
      .play(40 * MINUTE)
      .pass(MINUTE)
      .play(5 * MINUTE, { visible: false })
      .play(30 * MINUTE)
    expect(accusations({ desks: [desk] })).toEqual([])
  })

  it('picture in picture, while the page lies under other windows', () => {
    const desk = new Desk()
      .open()
      .play(50 * MINUTE, { visible: false, pip: true })
      .saw('covered', 50 * MINUTE)
    expect(found({ desks: [desk.saw('tiny', 50 * MINUTE)] })).toEqual([])
  })

  it('a slow network with stalls: the media is behind, never ahead', () => {
    const desk = new Desk().open()
    for (let i = 0; i < 200; i++) {
      desk.play(20_000, { to: desk.position + 12_000 }).pass(8000)
      desk.play(30_000, { gap: 20_000 }).pass(3000)
    }
    expect(found({ desks: [desk] })).toEqual([])
  })

  it('sleep and resume: the tab froze, and the clock stands hours later', () => {
    const desk = new Desk().open().play(20 * MINUTE)
    const asleep = desk.now
    desk.pass(7 * HOUR)
    desk.write('gap', { reason: 'frozen', from: asleep, to: desk.now, view: desk.view })
    desk.write('gap', { reason: 'clock', from: asleep, to: desk.now, view: desk.view })
    desk.play(20 * MINUTE)
    expect(found({ desks: [desk] })).toEqual([])
  })

  it('a computer that sleeps between lessons for days, and hands in as it wakes', () => {
    const desk = new Desk()
    for (let day = 0; day < 5; day++) {
      desk.open().play(20 * MINUTE)
      const asleep = desk.now
      desk.pass(13 * HOUR)
      desk.write('gap', { reason: 'clock', from: asleep, to: desk.now, view: desk.view })
      desk.play(5 * MINUTE).handIn(desk.now)
    }
    expect(found({ desks: [desk] })).toEqual([])
  })

  it('a clock some minutes ahead of the server, as nobody sets it', () => {
    const desk = new Desk().open().play(40 * MINUTE)
    expect(codes({ desks: [desk.handIn(desk.now - 9 * MINUTE)] })).not.toContain('clock-ahead')
  })

  it('a clock hours ahead is a note, with its reason', () => {
    const desk = new Desk({ at: MORNING + 3 * HOUR }).open().play(40 * MINUTE)
    desk.handIn(desk.now - 3 * HOUR)
    expect(codes({ desks: [desk] })).toContain('clock-ahead')
    expect(accusations({ desks: [desk] })).toEqual([])
    expect(findingKinds['clock-ahead']).toMatchObject({ severity: 'note', cause: expect.stringContaining('校准') })
  })

  it('a clock that was wrong by hours and is put forward, or back by a little', () => {
    const desk = new Desk({ at: MORNING - 5 * HOUR }).open().play(5 * MINUTE)
    desk.write('gap', { reason: 'clock', from: desk.now, to: desk.now + 5 * HOUR, view: desk.view })
    desk.pass(5 * HOUR).play(10 * MINUTE)
    desk.write('gap', { reason: 'clock', from: desk.now - 90_000, to: desk.now, view: desk.view })
    desk.pass(-90_000).play(10 * MINUTE)
    expect(found({ desks: [desk] })).toEqual([])
  })

  it('a lunch break with the video playing on in a hidden tab, and one check missed', () => {
    const desk = new Desk().check(withPresence, 4000).check(withPresence, 9000).check(withPresence, undefined)
    desk
      .play(10 * MINUTE, { visible: false })
      .pass(HOUR)
      .check(withPresence, 30_000)
      .check(withPresence, 7000)
      .signOut()
    expect(accusations({ desks: [desk], policy: withPresence })).toEqual([])
  })

  it('a classroom computer with one trainee after another is a note, with its reason', () => {
    const number = numbers(7)
    let free = MORNING
    const desks = ['a', 'b', 'c', 'd', 'e', 'f'].map((seat) => {
      const desk = new Desk({ seat, device: 'room 3', at: free })
        .open()
        .play(number(35, 60) * MINUTE)
        .signOut()
      free = desk.now + number(20_000, 300_000)
      return desk
    })
    expect(codes({ desks })).toEqual(['device-many-seats'])
    expect(findingKinds['device-many-seats']).toMatchObject({
      severity: 'note',
      cause: expect.stringContaining('机房'),
    })
  })

  it('a class that begins and ends together, on computers of their own', () => {
    const number = numbers(3)
    const desks = Array.from({ length: 30 }, (_, i) => {
      const desk = new Desk({ seat: `s-${String(i).padStart(2, '0')}` })
      for (let day = 0; day < 8; day++) {
        for (const hour of [0, 6]) {
          desk.now = MORNING + day * DAY + hour * HOUR + number(0, 180_000)
          desk
            .signIn()
            .open()
            .play(90 * MINUTE + number(0, 240_000))
            .signOut()
            .handIn()
        }
      }
      return desk
    })
    expect(accusations({ desks })).toEqual([])
  })

  it('a computer that forgets everything each day is a note: chains follow each other, none overlap', () => {
    const desks: Desk[] = []
    for (let day = 0; day < 6; day++) {
      const before = desks.at(-1)
      const replaces = before && { chain: before.chain, seq: before.entries.length - 1 }
      const desk = new Desk({ n: day, device: `day ${day}`, at: MORNING + day * DAY, ...(replaces && { replaces }) })
      desks.push(
        desk
          .open()
          .play(50 * MINUTE)
          .handIn(),
      )
    }
    expect(codes({ desks, forks: [{ chain: desks[0]?.chain ?? '', seq: 4 }] })).toEqual([
      'chain-forked',
      'chain-restarted',
    ])
  })

  it('evenings without a network, handed in by file next week', () => {
    const desk = week(new Desk(), 9)
    desk.receipts.length = 0
    expect(found({ desks: [desk.handIn(MORNING + 6.9 * DAY)] })).toEqual([])
  })

  it('a holiday of weeks between two hand-ins: what was studied came in at once', () => {
    const desk = new Desk()
      .open()
      .play(30 * MINUTE)
      .handIn()
      .pass(20 * DAY)
      .open()
      .play(30 * MINUTE)
      .handIn()
    expect(found({ desks: [desk] })).toEqual([])
  })

  it('the school computer in the morning and the own one right after', () => {
    const school = new Desk({ device: 'school' }).open().play(50 * MINUTE)
    const home = new Desk({ n: 1, device: 'home', at: school.now - 2 * MINUTE }).open().play(50 * MINUTE)
    expect(found({ desks: [school, home] })).toEqual([])
  })

  it('a platform whose progress grows with what is played, and a score after the course', () => {
    const desk = new Desk().open()
    for (const progress of ['12%', '35%', '61%', '88%', '100%'])
      desk.play(9 * MINUTE, {}, { duration: 45 * MINUTE, platform: { progress } })
    desk.score('92')
    expect(found({ desks: [desk] })).toEqual([])
  })

  it('a lesson watched three times before the test, a quick look at 2×, and one part repeated', () => {
    const desk = new Desk()
    const same = { lesson: { key: 'l-1', title: '第一节' } }
    for (let i = 0; i < 3; i++)
      desk
        .open()
        .play(45 * MINUTE)
        .pass(5 * MINUTE)
    desk
      .open(same)
      .play(3 * MINUTE, { rate: 2000 })
      .play(6000, { rate: 4000 })
      .saw('looped', MINUTE, 2)
    expect(found({ desks: [desk] })).toEqual([])
  })
})
