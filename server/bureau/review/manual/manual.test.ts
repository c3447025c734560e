import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { sha256Hex } from '../../../../shared/crypto'
import type { Actor } from '../../../access/actor'
import { nodeCrypto } from '../../../crypto'
import { RosterRefused } from '../../../training/roster/table'
import { accountOf } from '../../account'
import { openBureau } from '../../bureau.fixture'
import { compareRest, isCompared } from '../../compare'
import { reviewDetail } from '../review-detail'
import { listReviewPeople } from '../review-people'
import { ruleOn } from '../rulings'
import { manualChoices } from './choices'
import { importManual } from './import-manual'
import { book, good, request } from './manual.fixture'
import { manualTemplate } from './template'
import { manualWorkbook } from './workbooks'

let at: Awaited<ReturnType<typeof openBureau>>
let clerk: Actor
beforeAll(async () => {
  at = await openBureau()
  clerk = await at.member('hr')
})
afterAll(() => at.close())

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

it('takes a claim in though it could not be compared, which the rounds do', async () => {
  const { store } = at.deps
  const { tx } = store
  const said = vi.spyOn(console, 'error').mockReturnValue()
  const busy = vi.spyOn(store, 'tx').mockImplementationOnce(tx).mockRejectedValueOnce(new Error('indexed meanwhile'))
  onTestFinished(() => void [said, busy].map((spy) => spy.mockRestore()))
  const { claim: id = '' } = await importManual(at.deps, clerk, { ...request, title: '秋季班' }, await book(good(3)))
  expect(said.mock.calls.join()).toContain('indexed meanwhile')
  expect(await isCompared(store.read, store, { id })).toBe(false)
  await compareRest(at.deps)
  expect(await isCompared(store.read, store, { id })).toBe(true)
})

it('offers what waits to be replaced by a corrected workbook, keeps its 单位 and account, and every workbook as it came', async () => {
  const { deps } = at
  const [before, after] = [await book(good(0)), await book({ ...good(0), '申请金额（元）': '500' })]
  const about = { ...request, title: '五月班' }
  const { claim = '', number } = await importManual(deps, clerk, about, before)
  const offered = (await manualChoices(deps, clerk)).claims.find(({ id }) => id === claim)
  expect(offered).toMatchObject({
    number,
    firm: '北林家政公司',
    title: '五月班',
    rateTable: 'guangdong-2020',
    version: 1,
  })
  const { t, read } = deps.store
  const row = async () => (await read.select().from(t.bureauClaim).where(eq(t.bureauClaim.id, claim)))[0]
  const account = async () => accountOf(deps.secrets, (await row()) ?? { id: '', accountCipher: '' })
  const held = await account()
  expect(held.number).toBe('62284800')
  await importManual(deps, clerk, { ...about, claim, firmName: '', accountName: '', accountNumber: '' }, after)
  expect(await account()).toEqual(held)
  const { workbooks, asked } = await reviewDetail(deps, clerk, claim)
  expect(asked).toBe(50_000)
  expect(workbooks.map(({ version, name, kept }) => [version, name, kept])).toEqual([
    [2, '申报.xlsx', true],
    [1, '申报.xlsx', true],
  ])
  const [newest, oldest] = workbooks
  expect((await manualWorkbook(deps, clerk, oldest?.id ?? '')).file).toEqual(before)
  expect((await manualWorkbook(deps, clerk, newest?.id ?? '')).file).toEqual(after)
  expect(sha256Hex(nodeCrypto, before)).toBe(oldest?.sha256)
  const stored = JSON.stringify(await read.select().from(t.bureauWorkbook))
  expect(stored, 'encrypted at rest').not.toContain(Buffer.from(before).toString('base64url').slice(0, 40))
  const rows = await read.select().from(t.audit).where(eq(t.audit.action, 'review.workbook'))
  expect(rows).toHaveLength(2)
  await expect(manualWorkbook(deps, { ...clerk, organisation: 'x' }, oldest?.id ?? '')).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('leaves the example of the template out', async () => {
  const refused = importManual(at.deps, clerk, { ...request, dry: '1' }, await manualTemplate())
  await expect(refused).rejects.toThrow('1 处')
})

it('finds whom something was taken off in a corrected workbook by their number, whatever row they stand in', async () => {
  const title = { ...request, title: '核减后更正' }
  const first = await importManual(at.deps, clerk, title, await book(good(0), good(2), good(3)))
  const claim = first.claim ?? ''
  const asked = { page: 1, size: 50, search: '', filter: '' } as const
  const rows = async () => (await listReviewPeople(at.deps, clerk, claim, asked)).rows
  const ruling = { online: '18', offline: '0', incomplete: false, whole: false, money: 0, reason: '未到课' }
  const chosen = (await rows()).slice(1).map(({ id }) => id)
  await ruleOn(at.deps, clerk, claim, { ...ruling, people: chosen })
  // One less, the rows in another order, and fewer hours than were taken off.
  const mended = await book(
    { ...good(3), 线上学时: '10', '申请金额（元）': '300' },
    { ...good(0), '申请金额（元）': '600.00' },
  )
  await importManual(at.deps, clerk, { ...title, claim }, mended)
  expect((await rows()).map(({ name, amount, ruling }) => [name, amount, ruling?.carried])).toEqual([
    ['学员丁', 0, 1],
    ['学员甲', 60_000, undefined],
  ])
})
