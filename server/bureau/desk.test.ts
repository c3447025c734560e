import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listStages } from '../lists/stages'
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

it('says of how many running classes nothing came for over a week, each by its newest 阶段包, as their list does', async () => {
  const { deps, organisation } = bureau
  const { store, clock } = deps
  const clerk = await bureau.member('hr')
  const firm = await bureau.firm('三校')
  const put = (of: string, days: number, status: 'open' | 'closed' = 'open') =>
    store.tx(async (q) => {
      const sha256 = createHash('sha256').update(`${of} ${days}`).digest('hex')
      const id = randomUUID()
      await q.insert(store.t.bureauPackage).values({
        ...{ id, organisation, firm, claim: null, kind: 'class', version: 0, content: sha256, sha256, bytes: 1 },
        ...{ name: of, bag: 'bag', verdict: 'agrees', report: '{}', key: null, dataHash: null, by: '-', at: 1 },
      })
      await q.insert(store.t.bureauIntake).values({
        ...{
          id: randomUUID(),
          organisation,
          name: of,
          sha256,
          bytes: 1,
          outcome: 'stage',
          package: id,
          by: '-',
          at: 1,
        },
        ...{ source: 'upload', kind: 'class', firmName: '三校', title: of, verdict: 'agrees', problem: '' },
      })
      await q.insert(store.t.bureauStage).values({
        ...{ package: id, organisation, firm, class: of, className: of, status, from: '2026-01-01', to: '2030-01-01' },
        ...{ packedAt: clock.now() - days * 86_400_000, seats: 1, studied: 1, credited: 1, findings: 0, serious: 0 },
        summary: '{}',
      })
    })
  const late = async () => (await readDesk(deps, clerk)).steps.find(({ step }) => step === 'late-stages')?.count
  await put('in-time', 7)
  await put('ended', 30, 'closed')
  expect(await late()).toBeUndefined()
  await put('late', 16)
  await put('late', 9)
  await put('again', 9)
  expect(await late()).toBe(2)
  const query = { page: 1, size: 50, search: '', filter: 'late' } as const
  const { rows } = await listStages(deps, clerk, query)
  expect(rows.map(({ className }) => className).sort()).toEqual(['again', 'late'])
  await put('again', 1)
  expect(await late()).toBe(1)
})

it('is nobody’s but a bureau’s', async () => {
  const clerk = await bureau.member('hr')
  await expect(readDesk(bureau.deps, { ...clerk, kind: 'institution' })).rejects.toMatchObject({ code: 'not-allowed' })
})
