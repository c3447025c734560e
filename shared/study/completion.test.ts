import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from './chain.fixture'
import { completionOf, type SeatResult } from './completion'
import { firstDefaultPolicy, policies } from './policies'
import type { Policy } from './policy'

const policy = (change: Partial<Policy>): Policy => ({ ...firstDefaultPolicy, credit: 2, ...change })
const done = (change: Partial<SeatResult> = {}): SeatResult => ({
  courses: [{ title: '养老护理', hours: '24', credited: 18 * HOUR }],
  tests: [],
  offline: [],
  ...change,
})
const missing = (result: SeatResult, change: Partial<Policy>) => completionOf(result, policy(change)).missing

describe('who has completed a training', () => {
  it('is everybody, where the policy asks nothing', () => {
    expect(completionOf(done({ courses: [] }), policy({}))).toEqual({
      complete: true,
      missing: [],
      tests: 0,
      offline: 0,
    })
  })

  it('has the asked share of every course: more of one makes up for nothing in another', () => {
    const ratio = { completion: { ratio: 1000 } }
    expect(missing(done(), ratio)).toEqual([])
    expect(missing(done({ courses: [{ title: '甲', hours: '2', credited: 90 * MINUTE - 1 }] }), ratio)).toHaveLength(1)
    const two = [
      { title: '甲', hours: '2', credited: 10 * HOUR },
      { title: '乙', hours: '2', credited: 45 * MINUTE },
    ]
    expect(missing(done({ courses: two }), ratio)).toEqual(['“乙”还差 1 学时（应完成计划学时的 100%）'])
  })

  it('has the least class hours of all: 上海 24, 武汉 42, 吉林 60', () => {
    const of = (id: string) => policies.find((one) => one.id === id) ?? firstDefaultPolicy
    expect(completionOf(done(), of('shanghai-2020')).complete).toBe(true)
    expect(completionOf(done(), of('wuhan-2020')).missing).toEqual(['总学时还差 18 学时（至少 42 学时）'])
    expect(completionOf(done(), of('jilin-2020-junior')).complete).toBe(false)
  })

  it('has passed each test that was taken, within the attempts', () => {
    const tests = (...values: string[]) => done({ tests: values.map((value) => ({ course: '甲', value })) })
    expect(missing(tests('50', '80'), { passMark: '60' })).toEqual([])
    expect(missing(tests('50', '80'), { passMark: '60', completion: { attempts: 1 } })).toEqual([
      '“甲”的考核在 1 次内没有合格',
    ])
    expect(missing(tests('50'), { passMark: '60' })).toEqual(['“甲”的考核还没有合格'])
    expect(missing(tests('50'), {})).toEqual(['“甲”的考核是否合格，平台没有显示'])
    expect(missing(done({ tests: [{ course: '甲', value: '50', pass: true }] }), { passMark: '60' })).toEqual([])
  })

  it('has no more online than its share of the whole: 辽宁 one half', () => {
    const offline = [{ day: '2026-11-20', hours: '12', practice: true }]
    expect(missing(done({ offline }), { onlineShare: 500 })).toEqual(['线上学时不超过总学时的 50%，还差线下 12 学时'])
    expect(missing(done({ offline: [...offline, ...offline] }), { onlineShare: 500 })).toEqual([])
    const least = { onlineShare: 500, completion: { hours: '30' } }
    expect(missing(done({ offline }), least)[0]).toBe('总学时还差 6 学时（至少 30 学时）')
  })

  it('has a course that is taught in a room from what was done there, and from nothing done there for another', () => {
    const courses = [
      { title: '理论', hours: '2', credited: 90 * MINUTE },
      { title: '实操', hours: '4', credited: 0 },
    ]
    const ratio = { completion: { ratio: 1000 } }
    const at = (course: string) => [{ day: '2026-11-20', hours: '4', practice: true, course }]
    expect(missing(done({ courses, offline: at('实操') }), ratio)).toEqual([])
    expect(missing(done({ courses, offline: at('理论') }), ratio)).toEqual([
      '“实操”还差 4 学时（应完成计划学时的 100%）',
    ])
    const early = { ...ratio, practiceAfterTheory: true }
    expect(missing(done({ courses, offline: at('实操'), theoryOn: '2026-11-21' }), early)).toHaveLength(2)
  })

  it('has practised after the online theory: 云南', () => {
    const offline = [{ day: '2026-11-20', hours: '12', practice: true }]
    const rule = { practiceAfterTheory: true }
    expect(missing(done({ offline, theoryOn: '2026-11-20' }), rule)).toEqual([])
    expect(missing(done({ offline }), rule)).toEqual(['2026-11-20 的线下实操在线上理论完成之前，不计入'])
    expect(missing(done({ offline, theoryOn: '2026-11-21' }), rule)).toHaveLength(1)
  })
})
