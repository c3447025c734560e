import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HitListRequest } from '../../../shared/api/roster'
import { inventedId } from '../../../test/support/hr'
import type { Actor } from '../../access/actor'
import { hitLists, importHitList, removeHitList } from '../../training/roster/hit-lists'
import { addPlatform } from '../register/platforms'
import { MINUTE, MORNING, openAcross, played, type Studied } from './across.fixture'
import { listBureauFindings } from './list-findings'
import { listYearLimits, setYearLimit } from './set-year-limit'

let bureau: Awaited<ReturnType<typeof openAcross>>
let clerk: Actor
beforeAll(async () => {
  bureau = await openAcross()
  clerk = await bureau.member('hr')
})
afterAll(() => bureau.close())

const about: HitListRequest = { name: '领取养老金人员', source: '绥化市社保局', day: '2026-10-01' }
const someone = (n: number, more: Partial<Studied> = {}): Studied => ({
  ...{ name: `学员${n}`, idNumber: inventedId(n) },
  ...more,
})
const file = async (rows: readonly (readonly string[])[]) =>
  new Uint8Array(await writeXlsx({ sheets: [{ name: '名单', rows: rows.map((row) => [...row]) }] }))
const query = { page: 1, size: 50, search: '', filter: '' } as const

it('holds claims that are here already against a list that comes later, and lets go when it is removed', async () => {
  const firm = await bureau.firm('甲校')
  const held = await bureau.received(firm, [someone(1), someone(2)])
  const clean = await bureau.received(firm, [someone(3)])
  const list = await file([
    ['姓名', '身份证号', '待遇'],
    ['某人', inventedId(2), '养老金'],
    ['别人', inventedId(9), '养老金'],
  ])
  expect(await importHitList(bureau.deps, clerk, about, list)).toMatchObject({ people: 2, matches: 1 })
  const [found, ...more] = await bureau.findings(held)
  expect(found).toMatchObject({
    ...{ code: 'in-list', severity: 'check' },
    detail: '1 人在“领取养老金人员”中（绥化市社保局，截至 2026-10-01）',
    records: [{ seq: 0 }],
  })
  expect(more).toEqual([])
  expect(await bureau.findings(clean)).toEqual([])
  expect(await bureau.received(firm, [someone(2, { occupation: '育婴员' })]).then(bureau.findings)).toMatchObject([
    { code: 'in-list', records: [{ seq: 0 }] },
    { code: 'person-twice' },
  ])
  const [kept] = await hitLists(bureau.deps, clerk)
  expect(kept).toMatchObject({ people: 2, matches: 2 })
  await removeHitList(bureau.deps, clerk, kept?.id ?? '')
  expect(await bureau.findings(held)).toEqual([])
})

it('reads numbers from the column that somebody points at, where headings do not say it, and keeps nothing in a dry run', async () => {
  const list = await file([
    ['人员标识', '证照'],
    [inventedId(50), inventedId(60)],
    [inventedId(51), inventedId(61)],
  ])
  const dry = await importHitList(bureau.deps, clerk, { ...about, dry: '1' }, list)
  expect(dry.tables[0]?.columns.map(({ letter, heading }) => `${letter} ${heading}`)).toEqual(['A 人员标识', 'B 证照'])
  const before = (await hitLists(bureau.deps, clerk)).length
  const columns = [{ sheet: '名单', column: 1 }]
  expect(await importHitList(bureau.deps, clerk, { ...about, columns, dry: '1' }, list)).toMatchObject({ people: 2 })
  expect(await hitLists(bureau.deps, clerk)).toHaveLength(before)
  await importHitList(bureau.deps, clerk, { ...about, columns }, list)
  const firm = await bureau.firm('乙校')
  expect(await bureau.findings(await bureau.received(firm, [someone(50)]))).toEqual([])
  expect(await bureau.findings(await bureau.received(firm, [someone(61)]))).toMatchObject([{ code: 'in-list' }])
})

it('lists findings with names and the other claim, counts them by gravity, and tells the earlier claim who is held against it', async () => {
  const [a, b] = [await bureau.firm('丙校'), await bureau.firm('丁校')]
  const shared = someone(70)
  const first = await bureau.received(a, [{ ...shared, lessons: [played(MORNING, 60 * MINUTE, 3)] }])
  const second = await bureau.received(b, [
    { ...shared, occupation: '育婴员', lessons: [played(MORNING, 60 * MINUTE, 5)] },
  ])
  const page = await listBureauFindings(bureau.deps, clerk, second, query)
  expect(page).toMatchObject({ total: 2, counts: { serious: 1, check: 0, note: 1 }, later: [] })
  const [row] = page.rows
  expect(row).toMatchObject({ people: [{ number: '001', name: '学员70' }], other: { id: first, firm: '丙校' } })
  expect(row?.records.map(({ own }) => own)).toEqual([true, false])
  expect((await listBureauFindings(bureau.deps, clerk, second, { ...query, filter: 'note' })).total).toBe(1)
  expect((await listBureauFindings(bureau.deps, clerk, second, { ...query, search: '学员70' })).total).toBe(2)
  expect((await listBureauFindings(bureau.deps, clerk, second, { ...query, search: '无此人' })).total).toBe(0)
  const earlier = await listBureauFindings(bureau.deps, clerk, first, query)
  expect(earlier).toMatchObject({
    total: 0,
    later: [{ claim: second, firm: '丁校', findings: 2, labels: ['同一人出现在两份申报中', '同一时间在两处学习'] }],
  })
})

it('holds people to the limit that the bureau set for that day, in place of what is shipped', async () => {
  const manager = await bureau.member('manager')
  await expect(setYearLimit(bureau.deps, clerk, { from: '2020-01-01', times: 1, source: '某文件' })).rejects.toThrow()
  await setYearLimit(bureau.deps, manager, { from: '2020-01-01', times: 1, source: '绥化某文件' })
  expect(await listYearLimits(bureau.deps, clerk)).toMatchObject([{ times: 1, by: 'manager' }])
  const firm = await bureau.firm('戊校')
  await bureau.received(firm, [someone(80)])
  const second = await bureau.received(firm, [someone(80, { occupation: '育婴员' })])
  expect((await bureau.findings(second))[0]?.detail).toMatch(/第 2 次，每人每年至多 1 次（绥化某文件）/)
})

it('says which platform nobody agreed to, with the record that names it; a register that is not kept says nothing', async () => {
  const firm = await bureau.firm('己校')
  const lessons = [played(MORNING, 30 * MINUTE)]
  expect(await bureau.findings(await bureau.received(firm, [someone(90, { lessons })]))).toEqual([])
  await addPlatform(bureau.deps, clerk, {
    ...{ firm: '', name: '学习平台', host: 'example.cn', kind: 'third-party', source: '批复' },
    ...{ documents: [], from: '2020-01-01', to: '2030-12-31' },
  })
  const claim = await bureau.received(firm, [someone(91, { lessons: [played(MORNING, 30 * MINUTE, 7)] }), someone(92)])
  const [found, ...more] = await bureau.findings(claim)
  expect(more).toEqual([])
  expect(found).toMatchObject({ code: 'not-registered', people: [expect.any(String), expect.any(String)] })
  expect(found?.detail).toMatch(/第一期：平台 px\.class\.com\.cn 在 .* 没有经本局同意的登记/)
  expect(found?.records).toHaveLength(1)
})
