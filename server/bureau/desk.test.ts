import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBureau } from './bureau.fixture'
import { readDesk } from './desk'
import { publicityDetail } from './publicity/publicity-detail'
import { publish } from './publicity/publish'

let bureau: Awaited<ReturnType<typeof openBureau>>
beforeAll(async () => {
  bureau = await openBureau()
})
afterAll(() => bureau.close())

it('counts what waits step by step, its own alone', async () => {
  const clerk = await bureau.member('hr')
  expect(await readDesk(bureau.deps, clerk)).toEqual({ firms: 0, steps: [] })
  const firm = await bureau.firm('示范学校')
  await bureau.claim(firm, [bureau.someone(1)])
  await bureau.claim(firm, [bureau.someone(2)])
  await bureau.claim(firm, [bureau.someone(3)], { status: 'agreed' })
  await bureau.claim(firm, [bureau.someone(4)], { status: 'cleared' })
  const { firms, steps } = await readDesk(bureau.deps, clerk)
  expect(firms).toBe(1)
  expect(steps).toEqual([
    { step: 'review', count: 2 },
    { step: 'publish', count: 1 },
    { step: 'pay', count: 1 },
  ])
})

it('says when the first 公示 ends', async () => {
  const clerk = await bureau.member('hr')
  const firm = await bureau.firm('另一学校')
  const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼' }
  const last: string[] = []
  for (const days of [6, 5]) {
    const claims = [await bureau.claim(firm, [bureau.someone(5)], { status: 'agreed' })]
    const id = await publish(bureau.deps, clerk, { ...notice, days, claims })
    last.push((await publicityDetail(bureau.deps, clerk, id)).last)
  }
  const { steps } = await readDesk(bureau.deps, clerk)
  expect(steps.find(({ step }) => step === 'published')).toEqual({ step: 'published', count: 2, due: last[1] })
})

it('is nobody’s but a bureau’s', async () => {
  const clerk = await bureau.member('hr')
  await expect(readDesk(bureau.deps, { ...clerk, kind: 'institution' })).rejects.toMatchObject({ code: 'not-allowed' })
})
