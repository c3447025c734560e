import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { TestClock } from '../../access/access.fixture'
import { from, ORIGIN } from '../../app.fixture'
import { importCalendar } from '../../training/calendar/calendar'
import { openBureau } from '../bureau.fixture'
import { clearPublicity } from './clear'
import { publicityDetail } from './publicity-detail'
import { publish } from './publish'
import { takeOff } from './take-off'

const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }

async function running(start: string) {
  const clock = new TestClock()
  const day = (text: string) => {
    clock.at = Date.parse(`${text}T02:00:00Z`)
  }
  day(start)
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const [hr, manager] = [await bureau.member('hr'), await bureau.member('manager')]
  const claim = await bureau.claim(await bureau.firm('示范学校'), [bureau.someone(1)], { status: 'agreed' })
  const id = await publish(bureau.deps, hr, { ...notice, claims: [claim] })
  const page = async () => (await bureau.app.request(`${ORIGIN}/public/${id}`, {}, from('127.0.0.1'))).text()
  return { ...bureau, hr, manager, claim, id, day, page }
}

it('is not over while its end is 暂定; once the year’s notice is imported, on the day after its true end', async () => {
  const { deps, hr, member, id, day, page } = await running('2026-12-28')
  day('2027-01-05')
  await expect(clearPublicity(deps, hr, id)).rejects.toThrow('放假安排')
  expect(await publicityDetail(deps, hr, id)).toMatchObject({ due: false, tentative: true, last: '2027-01-04' })
  expect(await page()).toContain('学员1')
  await importCalendar(deps, await member('administrator'), {
    ...{ year: 2027, notice: '国办发明电〔2026〕0号', source: '试验' },
    ...{ holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], workdays: [] },
  })
  await expect(clearPublicity(deps, hr, id)).rejects.toThrow('2027-01-05')
  day('2027-01-06')
  expect(await page()).not.toContain('学员1')
  expect(await clearPublicity(deps, hr, id)).toBe(1)
  const { t, read } = deps.store
  const [kept] = await read.select().from(t.bureauPublicity).where(eq(t.bureauPublicity.id, id))
  expect(kept?.last).toBe('2027-01-05')
})

it('that was taken back says so to the public, never that it was over', async () => {
  const { deps, manager, claim, id, page } = await running('2026-11-23')
  await takeOff(deps, manager, id, { claim, reason: '单位撤回申请' })
  const text = await page()
  expect(text).toContain('公示已撤回')
  expect(text).not.toMatch(/公示期满|公示已结束|学员1/)
})
