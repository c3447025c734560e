import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { TestClock } from '../../access/access.fixture'
import type { Actor } from '../../access/actor'
import { compareRest } from '../compare'
import { readDesk } from '../desk'
import { addDesignation } from '../register/designations'
import { endEntry } from '../register/end-entry'
import { addPlatform } from '../register/platforms'
import { decideReview } from '../review/decide'
import { listReviews } from '../review/list-reviews'
import { propose } from '../review/propose'
import { reviewDetail } from '../review/review-detail'
import { DeskRounds } from '../rounds'
import { MINUTE, MORNING, openAcross, played, type Studied } from './across.fixture'
import { checkClaim } from './check-claim'
import { listBureauFindings } from './list-findings'
import { setYearLimit } from './set-year-limit'

let bureau: Awaited<ReturnType<typeof openAcross>>
const clock = new TestClock()
let clerk: Actor
let manager: Actor
beforeAll(async () => {
  bureau = await openAcross({}, clock)
  clerk = await bureau.member('hr')
  manager = await bureau.member('manager')
})
afterAll(() => bureau.close())

const someone = (n: number, more: Partial<Studied> = {}): Studied => ({
  ...{ name: `学员${n}`, idNumber: inventedId(n), lessons: [played(MORNING, 30 * MINUTE, n)] },
  ...more,
})
const codes = async (claim: string) => (await bureau.findings(claim)).map(({ code }) => code)
const page = (claim: string, filter: '' | 'lifted' = '') =>
  listBureauFindings(bureau.deps, clerk, claim, { page: 1, size: 50, search: '', filter })
const platform = (host: string, firm = '') => ({
  ...{ firm, name: `平台 ${host}`, host, kind: 'third-party' as const, source: '批复', documents: [] },
  ...{ from: '2020-01-01', to: '' },
})
const designation = (name: string) => ({
  ...{ name, creditCode: '91231202MA18ABCD1X', batch: '第一批', occupations: [], source: '名单' },
  ...{ from: '2020-01-01', to: '' },
})
const idOf = async (table: 'bureauPlatform' | 'bureauDesignation', name: string) => {
  const of = bureau.deps.store.t[table]
  const [row] = await bureau.deps.store.read.select({ id: of.id }).from(of).where(eq(of.name, name))
  return row?.id ?? ''
}

it('holds claims that are here against a platform register that begins, is mended and ends, and says what lifted a finding', async () => {
  const firm = await bureau.firm('甲校', 'enterprise')
  const claim = await bureau.received(firm, [someone(1)])
  expect(await codes(claim)).toEqual([])

  await addPlatform(bureau.deps, clerk, platform('other.example.cn'))
  expect((await page(claim)).due).toBe(true)
  await bureau.deps.rechecker.settle()
  expect(await page(claim)).toMatchObject({ due: false, rows: [{ code: 'not-registered' }] })

  await addPlatform(bureau.deps, clerk, platform('class.com.cn', firm))
  await bureau.deps.rechecker.settle()
  expect(await page(claim)).toMatchObject({ total: 0, counts: { check: 0, lifted: 1 } })
  expect((await page(claim, 'lifted')).rows).toMatchObject([
    {
      code: 'not-registered',
      lifted: { reason: '登记了平台“平台 class.com.cn”（class.com.cn）', at: expect.any(Number) },
    },
  ])

  const id = await idOf('bureauPlatform', '平台 class.com.cn')
  await endEntry(bureau.deps, manager, 'platform', id, { day: '2020-01-02', reason: '撤销' })
  await bureau.deps.rechecker.settle()
  expect(await codes(claim)).toEqual(['not-registered'])
  const { t, read } = bureau.deps.store
  expect(await read.select().from(t.bureauFindingLift).where(eq(t.bureauFindingLift.claim, claim))).toHaveLength(1)
})

it('looks again at the institution that is named alone, at all of them when the register begins, and at no enterprise', async () => {
  const [named, other] = [await bureau.firm('定点学校'), await bureau.firm('别的学校')]
  const company = await bureau.received(await bureau.firm('某公司', 'enterprise'), [someone(11, { lessons: [] })])
  const [own, theirs] = [
    await bureau.received(named, [someone(12, { lessons: [] })]),
    await bureau.received(other, [someone(13, { lessons: [] })]),
  ]
  await addDesignation(bureau.deps, clerk, designation('第三所学校'))
  const due = async () => {
    const rows = await bureau.deps.store.read.select().from(bureau.deps.store.t.bureauRecheck)
    return rows.map(({ claim }) => claim).sort()
  }
  expect(await due()).toEqual([own, theirs].sort())
  await bureau.deps.rechecker.settle()
  expect([await codes(company), await codes(own), await codes(theirs)]).toEqual([
    [],
    ['not-registered'],
    ['not-registered'],
  ])
  expect((await bureau.findings(theirs))[0]?.records, 'who was taught there joined').toMatchObject([{ seq: 0 }])
  await addDesignation(bureau.deps, clerk, designation('定点学校'))
  expect(await due()).toEqual([own])
  await bureau.deps.rechecker.settle()
  expect([await codes(own), await codes(theirs)]).toEqual([[], ['not-registered']])
})

it('holds claims that are here against a yearly limit that is set, and lets go when it is raised', async () => {
  const firm = await bureau.firm('戊公司', 'enterprise')
  await bureau.received(firm, [someone(20, { lessons: [] })])
  const second = await bureau.received(firm, [someone(20, { lessons: [], occupation: '育婴员' })])
  expect(await codes(second)).toEqual(['person-twice'])
  await setYearLimit(bureau.deps, manager, { from: '2020-01-01', times: 1, source: '甲文件' })
  await bureau.deps.rechecker.settle()
  expect(await codes(second)).toEqual(['over-year-limit', 'person-twice'])
  await setYearLimit(bureau.deps, manager, { from: '2020-02-01', times: 2, source: '乙文件' })
  await bureau.deps.rechecker.settle()
  expect(await codes(second)).toEqual(['person-twice'])
  expect((await page(second, 'lifted')).rows[0]?.lifted?.reason).toBe(
    '每人每年补贴次数自 2020-02-01 起为 2 次（乙文件）',
  )
})

/** Proposed and decided. */
async function refuse(claim: string): Promise<void> {
  const { deps } = bureau
  await propose(deps, clerk, claim, { outcome: 'refused', remark: '材料不实', items: [] })
  const [proposal] = (await reviewDetail(deps, manager, claim)).proposals
  await decideReview(deps, manager, claim, { proposal: proposal?.id ?? '', confirm: true, number: '', remark: '' })
}

it('no longer holds a claim against another once that is refused', async () => {
  const { deps } = bureau
  const refused = await bureau.received(await bureau.firm('丙校'), [someone(31)])
  const claim = await bureau.received(await bureau.firm('丁校'), [someone(31)])
  expect(await codes(claim)).toContain('person-twice')
  await refuse(refused)
  expect(await codes(claim)).toContain('person-twice')
  await compareRest(deps)
  expect(new Set(await codes(claim))).toEqual(new Set(['not-registered']))
})

it.each([
  ['its first check', 41, false],
  ['a check after others', 42, true],
])('holds a claim against nobody who is refused during %s', async (_, n, before) => {
  const { deps } = bureau
  const { t } = deps.store
  const [other, firm] = [await bureau.firm('辛校'), await bureau.firm('壬校')]
  const refused = await bureau.received(other, [someone(n)])
  const claim = before ? await bureau.received(firm, [someone(n)]) : await bureau.claim(firm, [someone(n)])
  if (!before)
    await deps.store.tx((q) =>
      q.update(t.bureauReading).set({ checkedAt: null }).where(eq(t.bureauReading.claim, claim)),
    )
  const store: typeof deps.store = {
    ...deps.store,
    // Everything is read; what was found is about to be kept.
    tx: async (work) => {
      await refuse(refused)
      return deps.store.tx(work)
    },
  }
  await checkClaim({ store, clock: deps.clock }, claim, '')
  await compareRest(deps)
  expect(await codes(claim)).not.toContain('person-twice')
  const [reading] = await deps.store.read.select().from(t.bureauReading).where(eq(t.bureauReading.claim, claim))
  expect(reading?.checkedAt).toEqual(expect.any(Number))
})

it('keeps what is due through a restart, and what changed while it looked', async () => {
  const { store } = bureau.deps
  const firm = await bureau.firm('己公司', 'enterprise')
  const claim = await bureau.received(firm, [someone(30)])
  expect(await codes(claim)).toEqual(['not-registered'])
  await addPlatform(bureau.deps, clerk, platform('px.class.com.cn', firm))
  await addPlatform(bureau.deps, clerk, platform('class.com.cn', firm))
  const rows = await store.read.select().from(store.t.bureauRecheck)
  expect(rows).toMatchObject([{ claim, turn: 2, reason: expect.stringContaining('（class.com.cn）') }])
  await bureau.deps.rechecker.settle()
  expect(await store.read.select().from(store.t.bureauRecheck)).toEqual([])
  expect(await codes(claim)).toEqual([])
})

it('puts a claim that it cannot look at behind the others, says what kept it, and looks again with the rounds of the desk', async () => {
  const { deps } = bureau
  const { t, read } = deps.store
  const firm = await bureau.firm('癸公司', 'enterprise')
  const claim = await bureau.received(firm, [someone(50)])
  expect(await codes(claim)).toEqual(['not-registered'])
  const other = await bureau.received(firm, [someone(51)])
  await addPlatform(deps, clerk, platform('class.com.cn', firm))
  const said = vi.spyOn(console, 'error').mockReturnValue()
  const full = vi.spyOn(deps.store, 'tx').mockRejectedValueOnce(new Error('disk is full'))
  onTestFinished(() => void [said, full].map((spy) => spy.mockRestore()))
  await deps.rechecker.settle()
  expect(said.mock.calls.join()).toContain('disk is full')
  const [first, second] = [claim, other].sort()
  expect([await codes(first ?? ''), await codes(second ?? '')]).toEqual([['not-registered'], []])
  expect(await page(first ?? '')).toMatchObject({ due: true, stuck: { problem: 'disk is full' } })
  expect((await readDesk(deps, clerk)).steps).toContainEqual({ step: 'stuck', count: 1 })
  const stuck = await listReviews(deps, clerk, { page: 1, size: 50, search: '', filter: 'stuck' })
  expect(stuck.rows.map(({ id }) => id)).toEqual([first])
  clock.pass(MINUTE)
  await new DeskRounds(deps).look()
  await vi.waitFor(async () => expect(await read.select().from(t.bureauRecheck)).toEqual([]), 5000)
  expect(await codes(claim)).toEqual([])
})
