import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ManualRequest } from '../../../../shared/api/bureau-interview'
import { inventedId } from '../../../../test/support/hr'
import type { Actor } from '../../../access/actor'
import { RosterRefused } from '../../../training/roster/table'
import { openBureau } from '../../bureau.fixture'
import { reviewDetail } from '../review-detail'
import { listReviewPeople } from '../review-people'
import { manualColumns } from './columns'
import { importManual } from './import-manual'
import { manualTemplate } from './template'

let at: Awaited<ReturnType<typeof openBureau>>
let clerk: Actor
beforeAll(async () => {
  at = await openBureau()
  clerk = await at.member('hr')
})
afterAll(() => at.close())

const request: ManualRequest = {
  ...{ dry: '0', claim: '', firm: '', firmName: '北林家政公司', firmKind: 'enterprise', creditCode: '' },
  ...{
    title: '三月家政班',
    theirNumber: '',
    rateTable: 'guangdong-2020',
    accountName: '北林家政',
    accountBank: '农行',
  },
  ...{ accountNumber: '6228 4800', fileName: '申报.xlsx' },
}
const good = (n: number): Record<string, string> => ({
  ...{
    姓名: `学员${'甲乙丙丁'[n] ?? ''}`,
    身份证号: inventedId(n + 1),
    培训班: '家政1班',
    '职业（工种）': '家政服务员',
    等级: '五级',
  },
  ...{ 开班日期: '2026-03-02', 结业日期: '2026-03-20', 线上学时: '20', 是否完成培训: '是', 考核是否合格: '是' },
  '申请金额（元）': '600',
})
const book = (...rows: Record<string, string>[]) =>
  writeXlsx({
    sheets: [
      {
        name: '手工申报',
        rows: [
          manualColumns.map(({ title }) => title),
          ...rows.map((row) => manualColumns.map(({ title }) => row[title] ?? null)),
        ],
      },
    ],
  })

it('takes a claim in that is reviewed like any other, labelled and heavier in the queue', async () => {
  const report = await importManual(
    at.deps,
    clerk,
    request,
    await book(good(0), { ...good(1), '申请金额（元）': '700' }),
  )
  expect(report).toMatchObject({ people: 2, asked: 130_000, reckoned: 120_000 })
  expect(report.differs).toMatchObject([{ place: '手工申报 第3行', asked: 70_000, reckoned: 60_000 }])
  const claim = await reviewDetail(at.deps, clerk, report.claim ?? '')
  expect(claim).toMatchObject({ source: 'manual', status: 'received', firm: { name: '北林家政公司' } })
  expect(claim.content).toMatch(/^[0-9a-f]{64}$/)
  expect(claim.risk.reasons.map(({ label }) => label)).toContain('手工申报，未经逐段核验')
  const asked = { page: 1, size: 50, search: '', filter: '' } as const
  const { rows } = await listReviewPeople(at.deps, clerk, claim.id, asked)
  expect(rows.map(({ amount, reckoned }) => [amount, reckoned])).toEqual([
    [60_000, undefined],
    [70_000, 60_000],
  ])
  expect(rows[0]?.idMasked).toContain('********')
})

it('names every trouble by sheet, row and column, and takes in nothing', async () => {
  const file = await book(
    { ...good(0), 身份证号: '231202199001011230' },
    { ...good(1), 结业日期: '三月底', 线上学时: '很多', '申请金额（元）': '-1' },
    { ...good(2), 考核是否合格: '优秀', 等级: '' },
    good(3),
    good(3),
  )
  const refused = await importManual(at.deps, clerk, { ...request, dry: '1' }, file).catch((error: unknown) => error)
  if (!(refused instanceof RosterRefused)) throw new Error('taken in')
  expect(refused.places.map(({ sheet, row, column }) => [sheet, row, column])).toEqual(
    [
      ['手工申报', 2, '身份证号'],
      ['手工申报', 3, '结业日期'],
      ['手工申报', 3, '线上学时'],
      ['手工申报', 3, '申请金额（元）'],
      ['手工申报', 4, '考核是否合格'],
      ['手工申报', 4, '等级'],
      ['手工申报', 6, '身份证号'],
    ]
      .toSorted((a, b) => Number(a[1]) - Number(b[1]))
      .map((one) => expect.arrayContaining([one[0], one[1]])),
  )
  const claims = await at.deps.store.read.select().from(at.deps.store.t.bureauClaim)
  expect(claims.filter(({ title }) => title === request.title)).toHaveLength(1)
})

it('keeps nothing of a dry run, takes no file twice, and makes the next version of a claim', async () => {
  const file = await book(good(2))
  const about = { ...request, title: '四月班' }
  expect((await importManual(at.deps, clerk, { ...about, dry: '1' }, file)).claim).toBeUndefined()
  const { claim = '', number } = await importManual(at.deps, clerk, about, file)
  await expect(importManual(at.deps, clerk, about, file)).rejects.toMatchObject({ code: 'conflict' })
  const next = await importManual(at.deps, clerk, { ...about, claim }, await book(good(2), good(3)))
  expect(next).toMatchObject({ claim, number })
  expect(await reviewDetail(at.deps, clerk, claim)).toMatchObject({ version: 2, people: 2 })
})

it('leaves the example of the template out', async () => {
  const refused = importManual(at.deps, clerk, { ...request, dry: '1' }, await manualTemplate())
  await expect(refused).rejects.toThrow('1 处')
})
