import { describe, expect, it } from 'vitest'
import { amountOf } from './amount'
import { figures, given, online, person, refusedBy, taken } from './facts.fixture'
import type { RateTable } from './rates'
import { graduatesHour } from './rates/graduates-hour-2020@1'
import { graduatesLevel } from './rates/graduates-level-2020@1'
import { guangdong } from './rates/guangdong-2020@1'
import { hangzhou } from './rates/hangzhou-2020@1'
import { hangzhouLevel } from './rates/hangzhou-level-2020@1'
import { hebei } from './rates/hebei@1'
import { heilongjiangAllowance } from './rates/heilongjiang-allowance-2020@1'
import { jilin } from './rates/jilin-2020@1'
import { onlineShare } from './rates/online-share-2020@1'
import { qingdaoAllowance } from './rates/qingdao-allowance-2020@1'
import { shanghai } from './rates/shanghai-2020@1'
import { shanxi } from './rates/shanxi@1'
import { suihua } from './rates/suihua-2020-31@1'
import { taian } from './rates/taian-2022@1'
import { transfer } from './rates/transfer-2021@1'
import { wenzhou } from './rates/wenzhou-2020@1'
import { wuhan } from './rates/wuhan-2020@1'
import { zhengzhou } from './rates/zhengzhou@1'

const yuan = (n: number) => Math.round(n * 100)
const cost = (total: number, heads: number) => ({ cost: { total: yuan(total), heads } })

describe('by the class hour', () => {
  /* The page's own two examples: 30 × 20 = 600 < 1000; 30 × 40 = 1200 > 1000. */
  it('广东: 30 元/课时, ≤ 1000 元/人/年', () => {
    expect(given(online('20'), guangdong)).toEqual(['按课时 60000', '每人每年上限 0', 60_000])
    expect(given(online('40'), guangdong)).toEqual(['按课时 120000', '每人每年上限 -20000', 100_000])
  })

  /* Paid 400 in January: 1000 − 400 = 600 are left; 30 × 40 = 1200. What was paid last year does not matter. */
  it('leaves of a year what other claims took of it', () => {
    const before = [taken(), taken({ on: '2019-12-31', amount: yuan(900) })]
    expect(given({ taken: before }, guangdong)).toEqual(['按课时 120000', '每人每年上限 -60000', 60_000])
    const full = amountOf(person({ taken: [taken({ amount: yuan(1000) })] }), guangdong)
    expect(figures(full)).toEqual(['按课时 120000', '每人每年上限 -120000', 0])
    expect(full.lines[1]?.formula).toBe('不超过 1,000.00 元，2020 年已享受 1,000.00 元')
  })

  /* 泰安 10 × 40.25 = 402.50; 10 × 60 = 600 > 500. 转岗 10 × 120 = 1200 > 1000. 某地 10 × 80 = 800 > 700. */
  it('泰安 10 元 ≤ 500; 转岗 10 元 ≤ 1000; 某地 ≥ 40 学时, 10 元 ≤ 700', () => {
    const in2022 = { dates: { opening: '2022-05-01' } }
    expect(given({ ...online('40.25'), ...in2022 }, taian)).toEqual(['按课时 40250', '每个项目上限 0', 40_250])
    expect(given({ ...online('60'), ...in2022 }, taian)).toEqual(['按课时 60000', '每个项目上限 -10000', 50_000])
    expect(given(online('120'), transfer).at(-1)).toBe(yuan(1000))
    const graduate = { categories: ['离校未就业高校毕业生'] }
    expect(given({ ...graduate, ...online('80') }, graduatesHour).at(-1)).toBe(yuan(700))
    expect(given({ ...graduate, ...online('40') }, graduatesHour).at(-1)).toBe(yuan(400))
    expect(amountOf(person({ ...graduate, ...online('39.99') }), graduatesHour).refused).toEqual({
      code: 'too-few-hours',
      message: '课时不足 40，还差 0.01 课时',
    })
  })

  /* Planned 30 + 10, has 35 + 5: paid are 30 + 5 = 35 hours, 30 × 35 = 1050. */
  it('pays no hour beyond those filed, and lets online make up for nothing offline', () => {
    const facts = { hours: { online: '35', offline: '5' }, planned: { online: '30', offline: '10' } }
    const { lines } = amountOf(person(facts), guangdong)
    expect(lines[0]).toEqual({
      label: '按课时',
      formula: '30.00 元/课时 × 35 课时（实有 40 课时，超过计划的不计）',
      amount: yuan(1050),
    })
  })

  /* 0.10 × 0.05 = 0.005 → 0.01 by half up; 0.10 × 0.04 = 0.004 → 0. */
  it('is rounded to the 分, half up, and only then', () => {
    const tiny: RateTable = { ...guangdong, standard: [{ kind: 'hour', amount: '0.1', of: 'all' }] }
    expect(given(online('0.05'), tiny).at(-1)).toBe(1)
    expect(given(online('0.04'), tiny).at(-1)).toBe(0)
  })
})

describe('by a share of the cost', () => {
  /* 50,000 ÷ 80 = 625; × 95% = 593.75 < 600. 60,000 ÷ 80 = 750; × 95% = 712.50 > 600. */
  it('上海: 95% ≤ 600 元/项目, 1800 元/年', () => {
    expect(given(cost(50_000, 80), shanghai)).toEqual(['按培训成本 59375', '每个项目上限 0', '每人每年上限 0', 59_375])
    expect(given(cost(60_000, 80), shanghai)).toEqual([
      ...['按培训成本 71250', '每个项目上限 -11250', '每人每年上限 0', 60_000],
    ])
    expect(refusedBy({}, shanghai)).toBe('cost-unknown')
  })

  /* 75,000 ÷ 60 = 1250; × 95% = 1187.50 > 1000 (武汉, ≥ 42 hours) and > 800 (杭州). */
  it('武汉 ≤ 1000 元/项目, ≥ 42 课时; 杭州 ≤ 800 元/项目', () => {
    expect(given({ ...cost(75_000, 60), ...online('42') }, wuhan)).toEqual([
      ...['按培训成本 118750', '每个项目上限 -18750', 100_000],
    ])
    expect(refusedBy({ ...cost(75_000, 60), ...online('41.99') }, wuhan)).toBe('too-few-hours')
    expect(given(cost(75_000, 60), hangzhou).at(-1)).toBe(yuan(800))
  })

  /* No proof: 20 × 40 = 800; × 95% = 760 < 25 × 40 = 1000 and < 800. With proof 1,200 each: 1140 > 25 × 40 = 1000 > 800. */
  it('温州: 95%, 成本无凭证按 20 元/课时, ≤ 25 元/课时, ≤ 800 元/项目', () => {
    const words = amountOf(person(), wenzhou)
    expect(figures(words)).toEqual(['按培训成本 76000', '每课时上限 0', '每个项目上限 0', 76_000])
    expect(words.lines[0]?.formula).toBe('无支出凭证，成本按 20.00 元/课时 × 40 课时核算，× 95%')
    expect(given(cost(12_000, 10), wenzhou)).toEqual([
      ...['按培训成本 114000', '每课时上限 -14000', '每个项目上限 -20000', 80_000],
    ])
    /* 10 hours: 25 × 10 = 250 is less than 800. */
    expect(given({ ...cost(12_000, 10), ...online('10') }, wenzhou).at(-1)).toBe(yuan(250))
  })

  /* 100 ÷ 3 × 95% = 31.666…: three times 31.67 would be 95.01 of 95. */
  it('is cut off below the 分: people together never get more than the share', () => {
    expect(given(cost(100, 3), hangzhou).at(-1)).toBe(3166)
  })
})

describe('by the level', () => {
  const at = (level: string, table: RateTable, hours = '150') =>
    given({ level, ...online(hours), dates: { opening: '2020-11-01' }, categories: ['毕业学年高校毕业生'] }, table)

  it('杭州 五1000 四1500 三2000 二2500 一3000', () => {
    const levels = ['五级/初级工', '四级', '高级工', '技师（二级）', '一级/高级技师']
    expect(levels.map((level) => at(level, hangzhouLevel).at(-1))).toEqual([1000, 1500, 2000, 2500, 3000].map(yuan))
  })

  it('某地 五1200 四1600 三2000 二4000 一5000 专项800', () => {
    const levels = ['五级', '四级', '三级', '二级', '一级', '专项职业能力证书']
    expect(levels.map((level) => at(level, graduatesLevel).at(-1))).toEqual([
      ...[1200, 1600, 2000, 4000, 5000, 800].map(yuan),
    ])
  })

  it('吉林 800 / 1500 / 2000, from 60 / 110 / 150 hours on', () => {
    expect(['初级', '中级', '高级'].map((level) => at(level, jilin).at(-1))).toEqual([800, 1500, 2000].map(yuan))
    expect(at('中级', jilin, '109.99')).toEqual([0])
    expect(refusedBy({ level: '技师', dates: { opening: '2020-11-01' } }, jilin)).toBe('level-unknown')
    expect(refusedBy({ level: '五级/四级', dates: { opening: '2020-11-01' } }, jilin)).toBe('level-unknown')
  })
})

describe('by employment', () => {
  const four = { categories: ['农村转移就业劳动者'], trade: 'B类' }

  /* B类 700: employed within 6 months 100%; certificate only 80% = 560, 700 − 140; 专项 60% = 420, 700 − 280. */
  it('郑州: 100% / 80% / 60%', () => {
    expect(given({ ...four, employedOn: '2020-10-30' }, zhengzhou)).toEqual(['按专业类别 70000', '发放比例 0', 70_000])
    expect(given({ ...four, employedOn: '2020-10-31' }, zhengzhou)).toEqual([
      ...['按专业类别 70000', '发放比例 -14000', 56_000],
    ])
    expect(given({ ...four, level: '专项职业能力' }, zhengzhou)).toEqual([
      '按专业类别 70000',
      '发放比例 -28000',
      42_000,
    ])
    expect(refusedBy({ ...four, level: '培训合格证' }, zhengzhou)).toBe('no-share')
    expect(refusedBy({ ...four, trade: 'D类' }, zhengzhou)).toBe('trade-unknown')
  })

  /* 8 months after 2020-06-30 and 9 after 2020-05-31 are both 2021-02-28: that day counts, the next does not. */
  it('counts months to the last day where a month is short', () => {
    const eight: RateTable = { ...zhengzhou, shares: [{ share: 1000, title: '就业', employedWithin: 8 }] }
    const dates = { opening: '2020-05-01', closing: '2020-06-30' }
    const ends = { opening: '2020-05-01', closing: '2020-05-31' }
    expect(refusedBy({ ...four, dates, employedOn: '2021-02-28' }, eight)).toBeUndefined()
    expect(refusedBy({ ...four, dates, employedOn: '2021-03-01' }, eight)).toBe('no-share')
    const nine: RateTable = { ...eight, shares: [{ share: 1000, title: '就业', employedWithin: 9 }] }
    expect(refusedBy({ ...four, dates: ends, employedOn: '2021-02-28' }, nine)).toBeUndefined()
    expect(refusedBy({ ...four, dates: ends, employedOn: '2021-03-01' }, nine)).toBe('no-share')
  })

  /* An own standard of 600 a head: 岗前 50% = 300. */
  it('河北: 岗前 50%', () => {
    const own: RateTable = { ...hebei, standard: [{ kind: 'head', amount: '600' }] }
    expect(given({ type: '岗前培训' }, own)).toEqual(['按人定额 60000', '发放比例 -30000', 30_000])
    expect(given({}, own).at(-1)).toBe(yuan(600))
  })
})

describe('by the share of online hours', () => {
  const own: RateTable = { ...onlineShare, standard: [{ kind: 'level', amounts: { 五级: '1500' } }] }
  const hours = { online: '40', offline: '20' }

  /* 1500 × 40/60 × 130% = 1300; 1500 × (1 − 40/60) = 500; together 1800. */
  it('标准 × 线上/总 × 130% + 标准 × (1 − 线上/总)', () => {
    const { lines, total } = amountOf(person({ hours }), own)
    expect(lines).toEqual([
      {
        label: '线上部分',
        formula: '现行标准（五级 1,500.00 元/人） × 线上 40 ÷ 总 60 课时 × 130%',
        amount: yuan(1300),
      },
      {
        label: '线下部分',
        formula: '现行标准（五级 1,500.00 元/人） ×（1 − 线上 40 ÷ 总 60 课时）',
        amount: yuan(500),
      },
    ])
    expect(total).toBe(yuan(1800))
  })

  /* After the epidemic the factor is 1, and the whole is the standard again, whatever the share: 1000 = 333.33 + 666.67. */
  it('is the standard itself without the factor, to the 分', () => {
    const plain: RateTable = { ...own, online: { factor: 1000 }, standard: [{ kind: 'head', amount: '1000' }] }
    const third = given({ hours: { online: '1', offline: '2' } }, plain)
    expect(third).toEqual(['线上部分 33333', '线下部分 66667', 100_000])
  })

  it('goes by the plan, and needs hours', () => {
    expect(given({ planned: hours, hours: { online: '40', offline: '0' } }, own).at(-1)).toBe(yuan(1800))
    expect(refusedBy({ hours: { online: '0', offline: '0' } }, own)).toBe('no-hours')
  })
})

describe('by the day, and for living', () => {
  /* 12 days: 10 × 150 + 2 × 100 = 1700. 20 days: 10 × 150 + 5 × 100 = 2000. */
  it('山西: 150 元/天 up to 10 days, then 100, up to 15', () => {
    const five = { categories: ['农村转移就业劳动者'] }
    expect(given({ ...five, offlineDays: 12 }, shanxi)).toEqual(['按天 150000', '按天 20000', 170_000])
    expect(given({ ...five, offlineDays: 20 }, shanxi)).toEqual(['按天 150000', '按天 50000', 200_000])
    expect(given({ ...five, offlineDays: 8 }, shanxi)).toEqual(['按天 120000', '按天 0', 120_000])
  })

  /* 40 × 1 + 8 × 25 = 240. */
  it('黑龙江 贫困劳动力: 线上 1 元/课时, 线下 25 元/天', () => {
    const poor = { categories: ['贫困劳动力'], hours: { online: '40', offline: '16' }, offlineDays: 8 }
    expect(given({ ...poor, passed: false, completed: false }, heilongjiangAllowance)).toEqual([
      ...['按课时 4000', '按天 20000', 24_000],
    ])
    expect(refusedBy({ categories: ['退役军人'] }, heilongjiangAllowance)).toBe('category')
  })

  /* A lowest wage of 1,000 a month: 60% = 600; 5 × 80 = 400; with 300 paid already 300 are left. */
  it('青岛: 5 元/学时, ≤ 最低月工资的 60%', () => {
    expect(refusedBy({}, qingdaoAllowance)).toBe('wage-unknown')
    const filled: RateTable = { ...qingdaoAllowance, caps: [{ per: 'wage', share: 600, wage: '1000' }] }
    expect(given(online('80'), filled)).toEqual(['按课时 40000', '最低月工资比例上限 0', 40_000])
    const before = [taken({ kind: 'allowance', amount: yuan(300) }), taken({ amount: yuan(900) })]
    expect(given({ ...online('80'), taken: before }, filled).at(-1)).toBe(yuan(300))
  })
})

describe('without a known standard', () => {
  it('绥化: nothing is computed, and it says what to do', () => {
    const { lines, total, refused } = amountOf(person(), suihua)
    expect([lines, total, refused?.code]).toEqual([[], 0, 'standard-unknown'])
    expect(refused?.message).toContain('请按当地文件填写标准')
  })

  it('an own table by the same schema computes at once', () => {
    const own: RateTable = { ...suihua, id: 'own', standard: [{ kind: 'head', amount: '800' }] }
    expect(given({}, own)).toEqual(['按人定额 80000', 80_000])
  })
})
