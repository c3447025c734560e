import { createHash, randomUUID } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished, vi } from 'vitest'
import { TestClock } from '../../access/access.fixture'
import { readTables } from '../../training/roster/read-table'
import { openBureau } from '../bureau.fixture'
import { readDesk } from '../desk'
import { writeStep } from '../events'
import { disposalPaper } from './disposal-paper'
import { askPackageDisposal, confirmPackageDisposal, endPackageHold, holdPackages } from './dispose'
import { keepingState } from './keeping-state'
import { Reverifier } from './reverifier'
import { reverify } from './reverify'

/** As intake stores it of a package in which all is well. */
const report = {
  ...{ verdict: 'good', bag: 'bag', content: 'a'.repeat(64), title: '第一批' },
  ...{ checks: [], notes: [], seats: [], findings: [], doubts: [] },
}

async function desk() {
  const clock = new TestClock()
  const start = Date.parse('2026-11-23T02:00:00Z')
  clock.at = start
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const { deps, organisation } = bureau
  const [clerk, head] = [await bureau.member('hr', '李经办'), await bureau.member('manager', '王局长')]
  const firm = await bureau.firm('示范学校')
  const claim = await bureau.claim(firm, [bureau.someone(1)])
  const bytes = Buffer.from('资料包')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const from = join(deps.packages.folder, '..', 'came.zip')
  await writeFile(from, bytes)
  await deps.packages.keep(from, sha256)
  const id = randomUUID()
  await deps.store.tx((q) =>
    q.insert(deps.store.t.bureauPackage).values({
      ...{
        id,
        organisation,
        firm,
        claim,
        kind: 'claim',
        version: 1,
        content: 'a'.repeat(64),
        sha256,
        bytes: bytes.length,
      },
      ...{
        name: '第一批.zip',
        bag: 'bag',
        verdict: 'agrees',
        report: JSON.stringify(report),
        key: null,
        dataHash: null,
        by: '-',
        at: start,
      },
    }),
  )
  /** The claim comes to this state, now. */
  const settle = (kind: 'paid' | 'refused') =>
    deps.store.tx(async (q) => {
      const { bureauClaim } = deps.store.t
      await q.update(bureauClaim).set({ status: kind }).where(eq(bureauClaim.id, claim))
      await writeStep(q, deps.store, clock, clerk, { id: claim, version: 1 }, kind)
    })
  const day = (text: string) => {
    clock.at = Date.parse(`${text}T02:00:00Z`)
  }
  const [row] = await deps.store.read.select().from(deps.store.t.bureauClaim)
  return { ...bureau, clock, clerk, head, id, sha256, bytes, settle, day, number: row?.number ?? '' }
}

it('reads a kept package again after thirty days, and says on the home what is not as it came until it is', async () => {
  const { deps, clerk, id, sha256, bytes, day } = await desk()
  const look = new Reverifier(deps, async () => 'agrees')
  const alert = async () => (await readDesk(deps, clerk)).steps.find(({ step }) => step === 'damaged')
  const path = deps.packages.path(sha256)
  const put = async (text: Uint8Array) => {
    await chmod(path, 0o600)
    await writeFile(path, text)
  }
  await put(Buffer.from('资料句'))
  await look.look()
  expect(await alert(), 'not due').toBeUndefined()
  day('2026-12-24')
  await look.look()
  expect(await alert()).toEqual({ step: 'damaged', count: 1 })
  expect((await keepingState(deps, clerk)).damaged).toMatchObject([{ id, name: '第一批.zip', outcome: 'changed' }])
  await put(bytes)
  await reverify(deps, clerk, id, async () => 'agrees')
  await deps.jobs.close()
  expect(await alert()).toBeUndefined()
})

it('alerts when the verifier comes to another verdict over the same bytes, and says which; what it cannot verify is tried again after an hour, then later', async () => {
  const { deps, clock, clerk, id, day } = await desk()
  const broken = async (): Promise<'agrees' | 'disagrees'> => {
    throw new Error('no process')
  }
  let now = broken
  const look = new Reverifier(deps, () => now())
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => said.mockRestore())
  const damaged = async () => (await keepingState(deps, clerk)).damaged
  day('2026-12-24')
  await look.look()
  expect(said).toHaveBeenCalledTimes(1)
  expect(await damaged()).toEqual([])
  for (const [hours, times] of [
    [0.9, 1],
    [1, 2],
    [2, 2],
    [3, 3],
  ] as const) {
    clock.at = Date.parse('2026-12-24T02:00:00Z') + hours * 3_600_000
    await look.look()
    expect(said, `after ${hours} h`).toHaveBeenCalledTimes(times)
  }
  day('2026-12-25')
  now = async () => 'disagrees'
  await look.look()
  expect(await damaged()).toMatchObject([{ id, outcome: 'differs', verdicts: { was: 'agrees', now: 'disagrees' } }])
  expect((await readDesk(deps, clerk)).steps).toContainEqual({ step: 'damaged', count: 1 })
  now = async () => 'agrees'
  day('2027-01-24')
  await look.look()
  expect(await damaged()).toEqual([])
})

it('reads videos whose claim package is gone once a term as all else, compares their bytes, and says that there was no list', async () => {
  const { deps, clerk, id, day } = await desk()
  const again = vi.fn(async () => 'unlisted' as const)
  const look = new Reverifier(deps, again)
  day('2026-12-24')
  await look.look()
  await look.look()
  expect(again).toHaveBeenCalledTimes(1)
  expect(await keepingState(deps, clerk)).toMatchObject({ damaged: [], bytesOnly: [{ id, name: '第一批.zip' }] })
  expect((await readDesk(deps, clerk)).steps.map(({ step }) => step)).not.toContain('damaged')
  day('2027-01-24')
  await look.look()
  expect(again).toHaveBeenCalledTimes(2)
})

it('lets a package go three years after payment, asked by one and confirmed by another, with a list of what went; a hold keeps it', async () => {
  const { deps, clerk, head, id, sha256, settle, day, number } = await desk()
  const asked = { packages: [id], reason: '到期' }
  await expect(askPackageDisposal(deps, clerk, asked)).rejects.toThrow('补贴未办结')
  await settle('paid')
  day('2029-11-23')
  await expect(askPackageDisposal(deps, clerk, asked)).rejects.toThrow('留存到 2029-11-23')
  day('2029-11-24')
  expect((await keepingState(deps, clerk)).over).toMatchObject([{ id, last: '2029-11-23' }])
  const disposal = await askPackageDisposal(deps, head, asked)
  await expect(confirmPackageDisposal(deps, head, disposal)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(disposalPaper(deps, clerk, disposal, 'pdf'), 'nothing went yet').rejects.toMatchObject({
    code: 'conflict',
  })
  const other = { ...head, member: clerk.member }
  await holdPackages(deps, head, { number, reason: '审计' })
  await expect(confirmPackageDisposal(deps, other, disposal)).rejects.toThrow('暂停销毁')
  const [hold] = (await keepingState(deps, head)).holds
  await endPackageHold(deps, head, hold?.id ?? '', '审计结束')
  expect(await deps.packages.has(sha256)).toBe(true)
  await confirmPackageDisposal(deps, other, disposal)
  expect(await deps.packages.has(sha256)).toBe(false)
  const text = JSON.stringify(await readTables((await disposalPaper(deps, clerk, disposal, 'xlsx')).file))
  for (const said of [sha256, '第一批.zip', number, '2029-11-23', '王局长', '李经办']) expect(text).toContain(said)
  expect(text).toMatch(/申请：王局长 2029-11-24 10:00.*确认：李经办 2029-11-24 10:00.*销毁：服务器 2029-11-24 10:00/)
  const state = await keepingState(deps, head)
  expect(state).toMatchObject({ packages: 0, over: [], disposals: [{ step: { kind: 'done' } }] })
  await new Reverifier(deps, async () => 'agrees').look()
  expect((await keepingState(deps, head)).damaged, 'what was disposed of is not missed').toEqual([])
})

it('counts from a final refusal as from a payment', async () => {
  const { deps, clerk, settle, day } = await desk()
  await settle('refused')
  day('2029-11-24')
  expect((await keepingState(deps, clerk)).over).toHaveLength(1)
})

it('says how many more packages are over their term than it lists, the longest over first', async () => {
  const { deps, clerk, id, settle, day } = await desk()
  const { store } = deps
  await settle('paid')
  const [row] = await store.read.select().from(store.t.bureauPackage).where(eq(store.t.bureauPackage.id, id))
  if (!row) throw new Error('no package')
  const many = Array.from({ length: 205 }, (_, i) => {
    const sha256 = createHash('sha256').update(`over ${i}`).digest('hex')
    const of = { id: sha256.slice(0, 32), content: sha256, sha256, kind: 'videos', claim: null, version: 0 }
    return { ...row, ...of, at: row.at - (i + 1) * 86_400_000 }
  })
  await store.tx((q) => q.insert(store.t.bureauPackage).values(many))
  day('2039-11-24')
  const { over, overAll } = await keepingState(deps, clerk)
  expect([over.length, overAll >= 205]).toEqual([200, true])
  expect(over.map(({ last }) => last)).toEqual(over.map(({ last }) => last).sort())
})
