import { expect, it, onTestFinished } from 'vitest'
import type { InspectRequest } from '../../../shared/api/bureau-inspections'
import { TestClock } from '../../access/access.fixture'
import { listInspections } from '../../lists/inspections'
import { openBureau } from '../bureau.fixture'
import { readDesk } from '../desk'
import { courseOf } from './course'
import { inspectableClasses, recordInspection, recordRectified } from './inspect'

const all = { page: 1, size: 50, search: '', filter: '' } as const

async function desk() {
  const clock = new TestClock()
  clock.at = Date.parse('2026-11-23T02:00:00Z')
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const clerk = await bureau.member('hr', '李经办')
  const firm = await bureau.firm('示范学校')
  const id = await bureau.claim(firm, [bureau.someone(1)])
  const look = (more: Partial<InspectRequest> = {}) =>
    recordInspection(bureau.deps, clerk, {
      ...{ firm, class: 'class-1', day: '2026-11-20', who: '李明、王芳', how: 'site', result: 'rectify' },
      ...{ found: '3 人未到，签到表没有补', due: '2026-11-22', ...more },
    })
  return { ...bureau, clock, clerk, id, firmId: firm, look }
}

it('is filed with its class, waits on the bureau’s home with its term, and goes from there once it is put right', async () => {
  const { deps, clerk, id, look } = await desk()
  expect(await inspectableClasses(deps, clerk)).toMatchObject([{ firmName: '示范学校', className: '第一期' }])
  const one = await look()
  const waiting = async () => (await readDesk(deps, clerk)).steps.find(({ step }) => step === 'rectify')
  const ofClass = async (id: string) => (await listInspections(deps, clerk, { ...all, class: id })).rows
  expect(await ofClass('class-1')).toMatchObject([{ number: '巡查〔2026〕1号' }])
  expect(await ofClass('class-2'), 'of another class').toEqual([])
  expect(await waiting()).toEqual({ step: 'rectify', count: 1, due: '2026-11-22' })
  const late = { ...all, filter: 'late' } as const
  expect((await listInspections(deps, clerk, late)).rows).toMatchObject([
    { number: '巡查〔2026〕1号', late: true, className: '第一期', due: '2026-11-22' },
  ])
  await recordRectified(deps, clerk, one, { day: '2026-11-23', how: '已补签到表' })
  expect(await waiting()).toBeUndefined()
  expect((await listInspections(deps, clerk, late)).total).toBe(0)
  const steps = (await courseOf(deps, clerk, id)).map(({ what }) => what)
  expect(steps).toEqual(['巡查：限期整改', '巡查：已整改'])
})

it('takes no class nothing came of, no day to come, and nothing put right twice', async () => {
  const { deps, clerk, look } = await desk()
  await expect(look({ class: 'another' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(look({ day: '2026-11-24' })).rejects.toMatchObject({ code: 'bad-request' })
  await expect(look({ due: '2026-11-19' })).rejects.toMatchObject({ code: 'bad-request' })
  const done = await look()
  const put = { day: '2026-11-23', how: '已补' }
  await recordRectified(deps, clerk, done, put)
  await expect(recordRectified(deps, clerk, done, put)).rejects.toMatchObject({ code: 'conflict' })
  const { due: _, ...fine } = { due: '', result: 'fine', found: '正常' } as const
  const fineOne = await recordInspection(deps, clerk, {
    ...{ firm: (await inspectableClasses(deps, clerk))[0]?.firm ?? '', class: 'class-1', day: '2026-11-20' },
    ...{ who: '李明', how: 'phone', ...fine },
  })
  await expect(recordRectified(deps, clerk, fineOne, put)).rejects.toMatchObject({ code: 'conflict' })
})
