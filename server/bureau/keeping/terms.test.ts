import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { TestClock } from '../../access/access.fixture'
import { openBureau } from '../bureau.fixture'
import { writeStep } from '../events'
import { askPackageDisposal, confirmPackageDisposal, holdPackages } from './dispose'
import { keptOf } from './keeping.fixture'
import { keepingState } from './keeping-state'

/** A bureau with a clerk, two heads, and packages that came on 2026-11-23. */
async function desk() {
  const clock = new TestClock()
  const day = (text: string) => {
    clock.at = Date.parse(`${text}T02:00:00Z`)
  }
  day('2026-11-23')
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const { deps, organisation } = bureau
  const { t } = deps.store
  const clerk = await bureau.member('hr', '李经办')
  const head = await bureau.member('manager', '王局长')
  const firm = await bureau.firm('示范学校')
  const { received, stage } = keptOf(deps, organisation, firm)
  /** A claim of `class-1`, for the training the fixture's facts tell of. */
  const claim = () => bureau.claim(firm, [bureau.someone(1)])
  const pay = (id: string) =>
    deps.store.tx(async (q) => {
      await q.update(t.bureauClaim).set({ status: 'paid' }).where(eq(t.bureauClaim.id, id))
      await writeStep(q, deps.store, clock, clerk, { id, version: 1 }, 'paid')
    })
  const last = async (id: string) => {
    const { over } = await keepingState(deps, clerk)
    return over.find((one) => one.id === id)?.last
  }
  return { ...bureau, clerk, head, day, received, stage, claim, pay, last }
}

it('a 阶段包 of no claim is kept three years from the end of its class or its receipt, whichever is later', async () => {
  const { stage, day, last } = await desk()
  const running = await stage('class-8', '2026-12-31')
  const over = await stage('class-9', '2026-11-01')
  day('2029-11-24')
  expect([await last(running), await last(over)]).toEqual([undefined, '2029-11-23'])
  day('2030-01-01')
  expect(await last(running)).toBe('2029-12-31')
})

it('a 阶段包 stays as long as the claim of its class: for ever before it is settled, and three years from then', async () => {
  const { stage, claim, pay, day, last } = await desk()
  const id = await stage('class-1', '2026-11-01')
  const of = await claim()
  day('2035-01-01')
  expect(await last(id)).toBeUndefined()
  await pay(of)
  day('2038-01-01')
  expect(await last(id)).toBeUndefined()
  day('2038-01-02')
  expect(await last(id)).toBe('2038-01-01')
})

it('a video package stays as long as every claim of the 单位 whose training had begun when it came; by itself for three years', async () => {
  const { received, claim, pay, day, last, deps, clerk } = await desk()
  const id = await received('videos', '视频.zip')
  day('2029-11-24')
  expect(await last(id)).toBe('2029-11-23')
  const of = await claim()
  expect(await last(id)).toBeUndefined()
  expect((await keepingState(deps, clerk)).terms).toEqual([{ kind: 'videos', count: 1, open: 1 }])
  await pay(of)
  day('2032-11-25')
  expect(await last(id)).toBe('2032-11-24')
})

it('goes by two people like any other package: the file is gone, the row and the rule it was over by stay', async () => {
  const { stage, day, deps, clerk, head } = await desk()
  const id = await stage('class-9', '2026-11-01')
  const [row] = await deps.store.read.select().from(deps.store.t.bureauPackage)
  day('2029-11-24')
  const disposal = await askPackageDisposal(deps, clerk, { packages: [id], reason: '到期' })
  await confirmPackageDisposal(deps, head, disposal)
  expect(await deps.packages.has(row?.sha256 ?? '')).toBe(false)
  const gone = await deps.store.read.select().from(deps.store.t.bureauDisposalPackage)
  expect(gone).toEqual([{ disposal, package: id, last: '2029-11-23', rule: '本系统最短留存期（3年）' }])
  expect(await deps.store.read.select().from(deps.store.t.bureauPackage)).toEqual([row])
})

it('a hold on the claim keeps the 阶段包 of its class', async () => {
  const { stage, claim, pay, day, deps, clerk, head } = await desk()
  const id = await stage('class-1', '2026-11-01')
  const of = await claim()
  await pay(of)
  const [row] = await deps.store.read.select().from(deps.store.t.bureauClaim)
  await holdPackages(deps, head, { number: row?.number ?? '', reason: '审计' })
  day('2040-01-01')
  await expect(askPackageDisposal(deps, clerk, { packages: [id], reason: '到期' })).rejects.toThrow('暂停销毁')
})

it('the database itself confirms nothing before its day, under a hold, or by who asked', async () => {
  const { stage, day, deps, clerk, head } = await desk()
  const id = await stage('class-9', '2026-11-01')
  day('2029-11-24')
  const disposal = await askPackageDisposal(deps, clerk, { packages: [id], reason: '到期' })
  const confirm = (by: string, on: string) =>
    deps.store.tx((q) =>
      q
        .insert(deps.store.t.bureauDisposalStep)
        .values({ disposal, step: 'confirmed', by, at: Date.parse(`${on}T02:00:00Z`) }),
    )
  await expect(confirm(head.member, '2029-11-23')).rejects.toThrow()
  await expect(confirm(clerk.member, '2029-11-24')).rejects.toThrow()
  await holdPackages(deps, head, { number: '', reason: '审计' })
  await expect(confirm(head.member, '2029-11-24')).rejects.toThrow()
  expect(await deps.store.read.select().from(deps.store.t.bureauDisposalStep)).toEqual([])
})
