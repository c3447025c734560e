import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { paymentsQuery } from '../../../shared/api/bureau-payments'
import { dueQuery, publicitiesQuery, publicPeopleQuery } from '../../../shared/api/bureau-publicity'
import type { StatisticsRow } from '../../../shared/api/bureau-statistics'
import { TestClock } from '../../access/access.fixture'
import { onPostgres } from '../../db/each-database'
import { listDueClaims } from '../../lists/due-claims'
import { listPayments } from '../../lists/payments'
import { listPublicPeople } from '../../lists/public-people'
import { listPublicities } from '../../lists/publicities'
import { readTables } from '../../training/roster/read-table'
import { openBureau } from '../bureau.fixture'
import { createPayment } from '../payment/create-payment'
import { paymentDetail } from '../payment/payment-detail'
import { noteResult } from '../payment/results'
import { reviewPayment } from '../payment/review-payment'
import { clearPublicity } from '../publicity/clear'
import { publish } from '../publicity/publish'
import { recordRecovery } from '../review/recover'
import { readStatistics, statisticsWorkbook } from './statistics'

/** A claim that was asked for, one that was put up, one that was cleared and one that was paid. */
async function desk(databaseUrl?: string) {
  const clock = new TestClock()
  clock.at = Date.parse('2026-10-31T17:00:00Z')
  const bureau = await openBureau({}, clock, databaseUrl === undefined ? {} : { databaseUrl })
  onTestFinished(bureau.close)
  const { deps, someone } = bureau
  const [hr, finance] = [await bureau.member('hr'), await bureau.member('finance')]
  const { t, tx } = deps.store
  const school = await bureau.firm('示范学校')
  const company = await bureau.firm('示范公司', 'enterprise')
  await tx((q) => q.update(t.bureauFirm).set({ creditCode: '91231202MA18ABCD1X' }))
  const other = { occupation: '育婴员', hours: '20.00', level: '四级/中级工', category: '农村转移就业劳动者' }
  const nurse = (n: number) => ({ ...someone(n), ...other })
  await bureau.claim(company, [someone(1)])
  const shown = await bureau.claim(school, [someone(2)], { status: 'agreed' })
  const cleared = await bureau.claim(school, [someone(3), nurse(4)], { status: 'agreed' })
  const paid = await bureau.claim(school, [someone(5)], { status: 'agreed' })
  const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }
  const first = await publish(deps, hr, { ...notice, claims: [cleared, paid] })
  clock.pass(10 * 86_400_000)
  await clearPublicity(deps, hr, first)
  await publish(deps, hr, { ...notice, claims: [shown] })
  clock.pass(25 * 86_400_000)
  const payment = await createPayment(deps, hr, {
    title: '第一批',
    fund: '就业补助资金',
    remark: '',
    claims: [{ claim: paid, note: '' }],
  })
  await reviewPayment(deps, finance, payment, { outcome: 'confirmed', note: '' })
  const line = (await paymentDetail(deps, hr, payment)).rows[0]?.id ?? ''
  await noteResult(deps, hr, payment, { line, outcome: 'paid', day: '2026-12-06', voucher: '1', reason: '' })
  const [person] = await deps.store.read.select().from(t.bureauPerson).where(eq(t.bureauPerson.claim, paid))
  const back = { day: '2026-12-06', number: '', reason: '重复享受' }
  for (const [kind, amount, who] of [
    ['demanded', 50_000, person?.id ?? ''],
    ['received', 30_000, person?.id ?? ''],
    ['demanded', 2_000, ''],
    ['received', 1_000, ''],
  ] as const)
    await recordRecovery(deps, hr, paid, { ...back, kind, amount, person: who })
  return { ...bureau, hr, first }
}

async function checkStatistics(databaseUrl?: string) {
  const { deps, hr, member } = await desk(databaseUrl)
  const { total, by } = await readStatistics(deps, hr, {})
  expect(total).toEqual({
    key: '合计',
    asked: { people: 5, amount: 460_000 },
    cleared: { people: 3, amount: 260_000, hours: '100.00' },
    paid: { people: 1, amount: 100_000 },
    recovered: 31_000,
  })
  expect(by.county.map(({ key, asked }) => [key, asked.people])).toEqual([['北林区', 5]])
  expect(by.occupation.map(({ key, asked, cleared }) => [key, asked.people, cleared.hours])).toEqual([
    ['养老护理员', 4, '80.00'],
    ['育婴员', 1, '20.00'],
    ['未注明', 0, '0.00'],
  ])
  expect(by.month.map(({ key, asked, cleared, paid }) => [key, asked.people, cleared.people, paid.people])).toEqual([
    ['2026-11', 5, 3, 0],
    ['2026-12', 0, 0, 1],
  ])
  const brief = ({ key, asked, cleared, paid, recovered }: StatisticsRow) => [
    ...[key, asked.people, asked.amount, cleared.people, cleared.amount, paid.amount, recovered],
  ]
  expect(by.level.map(brief)).toEqual([
    ['五级/初级工', 4, 400_000, 2, 200_000, 100_000, 30_000],
    ['四级/中级工', 1, 60_000, 1, 60_000, 0, 0],
    // What came back of the claim as a whole is of nobody in it.
    ['未注明', 0, 0, 0, 0, 0, 1_000],
  ])
  expect(by.group.map(brief)).toEqual([
    ['未注明', 4, 400_000, 2, 200_000, 100_000, 31_000],
    ['农村转移就业劳动者', 1, 60_000, 1, 60_000, 0, 0],
  ])
  expect(by.county[0], 'one county has it all').toEqual({ ...total, key: '北林区' })
  expect(by.occupation.map(({ key, recovered }) => [key, recovered])).toEqual([
    ['养老护理员', 30_000],
    ['育婴员', 0],
    ['未注明', 1_000],
  ])
  expect(by.month.map(({ recovered }) => recovered)).toEqual([0, 31_000])
  const december = await readStatistics(deps, hr, { from: '2026-12-01', to: '2026-12-31' })
  expect([december.total.asked.people, december.total.paid.people]).toEqual([0, 1])
  const sheets = await readTables((await statisticsWorkbook(deps, await member('finance'), {})).file)
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['县市区', '职业工种', '等级', '人员类别', '月份'])
  expect(sheets[0]?.rows.at(2)).toEqual([
    '县（市、区）',
    '申请人次',
    '申请金额（元）',
    '核定人次',
    '认定学时',
    '核定金额（元）',
    '已拨付人次',
    '已拨付金额（元）',
    '已追回金额（元）',
  ])
  expect(sheets[0]?.rows.find(([key]) => key === '合计')?.at(-1)).toBe(310)
}

it('has a row for every month between the first and the last with figures, those without as 0, across the turn of a year', async () => {
  const bureau = await openBureau()
  onTestFinished(bureau.close)
  const firm = await bureau.firm('示范学校')
  for (const day of ['2027-02-03', '2026-11-05'])
    await bureau.claim(firm, [bureau.someone(1)], { receivedAt: Date.parse(`${day}T04:00:00Z`) })
  const range = { from: '2026-01-01', to: '2027-12-31' }
  const { by, total } = await readStatistics(bureau.deps, await bureau.member('hr'), range)
  expect(by.month.map(({ key, asked, cleared }) => [key, asked.people, cleared.hours])).toEqual([
    ['2026-11', 1, '0.00'],
    ['2026-12', 0, '0.00'],
    ['2027-01', 0, '0.00'],
    ['2027-02', 1, '0.00'],
  ])
  expect(total.asked.people).toBe(2)
})

/** Every list of publicity and payment in every order and with every filter. */
async function checkLists(databaseUrl?: string) {
  const { deps, hr, first } = await desk(databaseUrl)
  const page = { page: 1, size: 50, search: '' }
  const totals: Record<string, number> = {}
  for (const sort of dueQuery.entries.sort.wrapped.options)
    for (const filter of dueQuery.entries.filter.wrapped.options)
      totals[`due ${sort} ${filter}`] = (await listDueClaims(deps, hr, 'cleared', { ...page, sort, filter })).total
  for (const sort of publicitiesQuery.entries.sort.wrapped.options)
    for (const filter of publicitiesQuery.entries.filter.wrapped.options)
      totals[`publicities ${sort} ${filter}`] = (await listPublicities(deps, hr, { ...page, sort, filter })).total
  for (const sort of publicPeopleQuery.entries.sort.wrapped.options)
    for (const filter of publicPeopleQuery.entries.filter.wrapped.options)
      totals[`people ${sort} ${filter}`] = (await listPublicPeople(deps, hr, first, { ...page, sort, filter })).total
  for (const sort of paymentsQuery.entries.sort.wrapped.options)
    for (const filter of paymentsQuery.entries.filter.wrapped.options)
      totals[`payments ${sort} ${filter}`] = (await listPayments(deps, hr, { ...page, sort, filter })).total
  expect(totals).toMatchObject({
    'due since ': 1,
    'publicities created ': 2,
    'people name shown': 3,
    'payments amount settled': 1,
  })
  expect((await listPayments(deps, hr, { ...page, filter: '', search: '就业补助' })).rows[0]).toMatchObject({
    ...{ lines: 1, paid: 100_000, state: 'settled' },
  })
  expect((await listPublicPeople(deps, hr, first, { ...page, filter: '', search: '学员3' })).total).toBe(1)
}

it('counts what was asked for, cleared and paid by county, occupation, level, group and month, each by its own day in Beijing', () =>
  checkStatistics())
it('has lists of publicity and payment that answer every order and filter', () => checkLists())

onPostgres('on PostgreSQL the same', (maker) => {
  it('is counted, and listed', async () => {
    for (const check of [checkStatistics, checkLists]) {
      await (await maker.open()).close()
      await check(maker.url())
    }
  })
})
