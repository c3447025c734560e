import { describe, expect, it } from 'vitest'
import { advanceOf, settle } from './advance'
import { amountOf, claimAmount } from './amount'
import type { PersonFacts } from './facts'
import { figures, online, person, refusedBy, taken } from './facts.fixture'
import { tableInForce } from './in-force'
import type { RateTable } from './rates'
import { guangdong } from './rates/guangdong-2020@1'
import { henan } from './rates/henan@1'
import { jilin } from './rates/jilin-2020@1'
import { onlineShare } from './rates/online-share-2020@1'
import { shanxi } from './rates/shanxi@1'
import { suihua } from './rates/suihua-2020-31@1'
import { wenzhou } from './rates/wenzhou-2020@1'

const yuan = (n: number) => Math.round(n * 100)
const opened = (opening: string, closing?: string): Partial<PersonFacts> => ({
  dates: { opening, ...(closing !== undefined && { closing }) },
})
const perHead = (amount: string, change: Partial<RateTable> = {}): RateTable => ({
  ...suihua,
  standard: [{ kind: 'head', amount }],
  ...change,
})

describe('who is paid', () => {
  it('completed, passed and has the certificate, where the table asks', () => {
    expect(refusedBy({ completed: false, passed: false }, guangdong)).toBe('not-completed')
    expect(refusedBy({ passed: false }, guangdong)).toBe('not-passed')
    expect(refusedBy({ certificate: false }, guangdong)).toBeUndefined()
    expect(refusedBy({ certificate: false, dates: { opening: '2020-11-01' } }, jilin)).toBe('no-certificate')
  })

  it('opened while the table was in force, its last day included', () => {
    expect(refusedBy(opened('2020-02-29'), guangdong)).toBe('not-in-force')
    expect(refusedBy({ ...opened('2021-12-31'), ...online('60') }, jilin)).toBeUndefined()
    expect(amountOf(person(opened('2022-01-01')), jilin).refused?.message).toBe(
      '开班日期 2022-01-01 不在本标准的施行期内（2020-08-31 起，至 2021-12-31 止）',
    )
  })

  it('goes by another day where the table sets one, and by none that is missing', () => {
    const byClosing: RateTable = { ...guangdong, datedBy: 'closing' }
    expect(refusedBy(opened('2020-02-20', '2020-03-01'), byClosing)).toBeUndefined()
    expect(amountOf(person(opened('2020-04-01')), byClosing).refused).toEqual({
      code: 'date-unknown',
      message: '请填写结业日期：补贴标准按结业日期确定',
    })
  })
})

describe('how often', () => {
  it('温州: three times a year; the fourth and a repeat are refused', () => {
    const three = ['甲', '乙', '丙'].map((project) => taken({ project, occupation: project }))
    expect(refusedBy({ taken: three.slice(1) }, wenzhou)).toBeUndefined()
    expect(refusedBy({ taken: three }, wenzhou)).toBe('times-used-up')
    expect(refusedBy({ taken: three.map((one) => ({ ...one, on: '2019-05-01' })) }, wenzhou)).toBeUndefined()
    expect(refusedBy({ taken: three.map((one) => ({ ...one, kind: 'allowance' })) }, wenzhou)).toBeUndefined()
  })

  it('温州: the same level of an occupation once, however it is written, and the same project once', () => {
    expect(refusedBy({ taken: [taken({ occupation: '养老 护理员', level: '初级', on: '2018-01-01' })] }, wenzhou)).toBe(
      'level-taken',
    )
    expect(refusedBy({ taken: [taken({ occupation: '养老护理员', level: '四级' })] }, wenzhou)).toBeUndefined()
    expect(refusedBy({ taken: [taken({ project: '养老护理员初级班' })] }, wenzhou)).toBe('project-taken')
  })

  it('温州: the next one opens after the last has closed', () => {
    expect(refusedBy({ taken: [taken({ opening: '2020-03-01', closing: '2020-04-01' })] }, wenzhou)).toBe(
      'one-at-a-time',
    )
    const { closing: _, ...open } = taken({ opening: '2020-03-01' })
    expect(refusedBy({ taken: [open] }, wenzhou)).toBe('one-at-a-time')
    expect(refusedBy({ taken: [taken({ opening: '2020-03-01', closing: '2020-03-31' })] }, wenzhou)).toBeUndefined()
  })

  it('河南: students once, others twice, and nobody a lower level after a higher one', () => {
    const own: RateTable = { ...henan, standard: [{ kind: 'head', amount: '600' }] }
    expect(refusedBy({ taken: [taken()] }, own)).toBeUndefined()
    expect(refusedBy({ taken: [taken()], categories: ['院校学生'] }, own)).toBe('times-used-up')
    expect(refusedBy({ taken: [taken(), taken()] }, own)).toBe('times-used-up')
    const higher = taken({ occupation: '养老护理员', level: '四级/中级工', on: '2018-01-01' })
    expect(refusedBy({ taken: [higher] }, own)).toBe('higher-level-taken')
    expect(refusedBy({ taken: [higher], level: '三级' }, own)).toBeUndefined()
  })

  it('山西: once a year of each type', () => {
    const five = { categories: ['农村转移就业劳动者'], offlineDays: 10 }
    expect(refusedBy({ ...five, taken: [taken({ type: '创业培训' })] }, shanxi)).toBeUndefined()
    expect(refusedBy({ ...five, taken: [taken()] }, shanxi)).toBe('times-used-up')
  })
})

describe('a claim', () => {
  /* 30 × 20 = 600, 30 × 40 = 1200 → 1000, one who failed 0: together 1600. */
  it('sums up its people, says the sum in capitals, and keeps their order', () => {
    const people = [
      person({ person: 'a', ...online('20') }),
      person({ person: 'b', passed: false }),
      person({ person: 'c' }),
    ]
    const claim = claimAmount(people, [guangdong])
    expect(claim).toMatchObject({ total: yuan(1600), capitals: '壹仟陆佰元整', paid: 2, unpaid: 1 })
    expect(claim.people.map((one) => [one.person, one.table, one.amount.total])).toEqual([
      ['a', 'guangdong-2020@1', yuan(600)],
      ['b', 'guangdong-2020@1', 0],
      ['c', 'guangdong-2020@1', yuan(1000)],
    ])
  })

  /* The earlier class first: 600 of 1000 a year, so 400 are left for the later one, whose 1200 are cut by 800. */
  it('holds yearly limits for somebody who stands in it twice, in the order of the days', () => {
    const later = person({ ...opened('2020-09-01'), project: '二期' })
    const claim = claimAmount([later, person(online('20'))], [guangdong])
    expect(claim.people.map(({ amount }) => figures(amount))).toEqual([
      ['按课时 120000', '每人每年上限 -80000', yuan(400)],
      ['按课时 60000', '每人每年上限 0', yuan(600)],
    ])
    const next = person({ ...opened('2021-01-04'), project: '二期' })
    expect(claimAmount([next, person()], [guangdong]).total).toBe(yuan(2000))
  })

  it('pays the same project once, whoever is listed twice', () => {
    const claim = claimAmount([person(), person()], [wenzhou])
    expect(claim.people.map(({ amount }) => amount.refused?.code)).toEqual([undefined, 'project-taken'])
  })

  it('goes by the version in force on the day of each training', () => {
    const first = perHead('800', { to: '2020-06-30' })
    const second = perHead('1000', { version: 2, from: '2020-07-01' })
    const people = [person({ person: 'a', ...opened('2020-06-30') }), person({ person: 'b', ...opened('2020-07-01') })]
    const claim = claimAmount([...people, person({ person: 'c', ...opened('2019-01-01') })], [first, second])
    expect(claim.people.map((one) => [one.table, one.amount.total, one.amount.refused?.code])).toEqual([
      ['suihua-2020-31@1', yuan(800), undefined],
      ['suihua-2020-31@2', yuan(1000), undefined],
      [undefined, 0, 'not-in-force'],
    ])
    expect(tableInForce(person(opened('2020-07-01')), [second, perHead('800')])).toBe(second)
  })

  it('of nobody is nothing', () => {
    expect(claimAmount([], [guangdong])).toEqual({ people: [], total: 0, capitals: '零元整', paid: 0, unpaid: 0 })
  })
})

describe('an advance', () => {
  /* 7.5 × 40 = 300; × 50% = 150. The standard is not needed, nor is the end of the training. */
  it('is half of 7.5 元 an online hour as planned', () => {
    const facts = person({
      planned: { online: '40', offline: '20' },
      hours: { online: '0', offline: '0' },
      passed: false,
    })
    expect(figures(advanceOf(facts, onlineShare))).toEqual(['线上培训补贴预算 30000', '预拨比例 -15000', 15_000])
  })

  /* 30 × 40 = 1200 → 1000 a year; × 30% = 300. */
  it('is a share of what is expected, where the table names no amount', () => {
    const own: RateTable = { ...guangdong, advance: { share: 300 } }
    expect(figures(advanceOf(person({ completed: false }), own))).toEqual([
      '预计补贴 100000',
      '预拨比例 -70000',
      30_000,
    ])
  })

  it('is nothing where there is no such rule, or nothing can be paid later', () => {
    expect(advanceOf(person(), guangdong).refused?.code).toBe('no-advance')
    expect(advanceOf(person(), { ...suihua, advance: { share: 500 } }).refused?.code).toBe('standard-unknown')
    const used: RateTable = { ...onlineShare, limits: { times: [{ times: 1 }] } }
    expect(advanceOf(person({ taken: [taken()] }), used).refused?.code).toBe('times-used-up')
  })

  it('is taken off at the end, and what was too much goes back', () => {
    expect(settle(yuan(1800), yuan(150))).toEqual({ payable: yuan(1650), toReturn: 0 })
    expect(settle(yuan(100), yuan(150))).toEqual({ payable: 0, toReturn: yuan(50) })
  })
})
