import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../shared/calendar/beijing'
import { defaultPolicy } from '../../shared/study/policies'
import { inventedId } from '../../test/support/hr'
import { HOUR, School } from '../claim/school.fixture'

let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

const asked = async (id: string, policy: string) =>
  (await school.hr.get(`/api/classes/${id}/recalculation?policy=${encodeURIComponent(policy)}`)).json()

describe('a class under another policy', () => {
  it('is shown line by line, and nothing of it changes', async () => {
    const { id, codes } = await school.openClass([{ name: '王晓明', id: inventedId(1) }], {
      policy: { ...defaultPolicy, daily: { cap: 300_000 } },
    })
    const pupil = await school.join(id, codes[0] ?? '')
    await school.hour(pupil)
    await school.deps.deriver.settle()
    await school.hr.signIn()
    const before = await school.hr.class(id)
    expect(before.roster.map(({ credited }) => credited)).toEqual([300_000])
    const { before: was, after, rows } = await asked(id, 'suihua-2020-31@2')
    const [month, day] = dayOf(school.clock.ms - HOUR)
      .slice(5)
      .split('-')
      .map(Number)
    expect([was, after]).toEqual([300_000, 600_000])
    expect(rows[0].lines).toEqual([
      `${month}月${day}日 有效时长 5分00秒 → 10分00秒（增加 5分00秒）`,
      `${month}月${day}日 不计入时长（超过每日上限） 5分00秒 → 0秒（减少 5分00秒）`,
    ])
    expect(await school.hr.class(id)).toEqual(before)
  })

  it('keeps what its filing filled in, and refuses a policy that is not there', async () => {
    const platforms = [{ name: '别的平台', host: 'other.cn' }]
    const { id, codes } = await school.openClass([{ name: '李四', id: inventedId(2) }], {
      policy: { ...defaultPolicy, platforms },
    })
    await school.hour(await school.join(id, codes[0] ?? ''))
    await school.hr.signIn()
    expect(await asked(id, 'shanghai-2020@1')).toMatchObject({ before: 0, after: 0, policy: { platforms } })
    expect(await asked(id, 'nowhere@1')).toMatchObject({ code: 'not-found' })
  })

  it('counts study before the consent apart, from the day that was recorded on', async () => {
    const { id, codes } = await school.openClass([{ name: '赵六', id: inventedId(3) }], {
      policy: { ...defaultPolicy, consent: true },
    })
    await school.hour(await school.join(id, codes[0] ?? ''))
    await school.hr.signIn()
    const credited = async () => {
      await school.deps.deriver.settle()
      return (await school.hr.class(id)).roster.map((row) => row.credited)
    }
    expect(await credited()).toEqual([0])
    expect((await school.verify((await school.package(id)).bag)).seats[0]?.deductions).toEqual({
      'before-consent': 660_000,
    })
    await school.hr.call('POST', `/api/classes/${id}/consent`, { date: dayOf(school.clock.ms - HOUR) })
    expect(await credited()).toEqual([600_000])
    expect((await school.verify((await school.package(id)).bag)).seats[0]?.credited).toBe(600_000)
  })
})
