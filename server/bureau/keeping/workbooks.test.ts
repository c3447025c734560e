import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { TestClock } from '../../access/access.fixture'
import { DATABASE_FILE } from '../../db/sqlite'
import { readTables } from '../../training/roster/read-table'
import { openBureau } from '../bureau.fixture'
import { writeStep } from '../events'
import { keepWorkbook, manualWorkbook } from '../review/manual/workbooks'
import { reviewDetail } from '../review/review-detail'
import { disposalPaper } from './disposal-paper'
import { askPackageDisposal, confirmPackageDisposal, endPackageHold, holdPackages } from './dispose'
import { keepingState } from './keeping-state'

/** A claim by hand that was paid on 2026-11-23, with its workbook. */
async function desk() {
  const clock = new TestClock()
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const { deps, organisation } = bureau
  const { t } = deps.store
  const [clerk, head] = [await bureau.member('hr', '李经办'), await bureau.member('manager', '王局长')]
  const claim = await bureau.claim(await bureau.firm('北林家政'), [bureau.someone(1)], { source: 'manual' })
  const id = randomUUID()
  const sha256 = 'c'.repeat(64)
  await deps.store.tx(async (q) => {
    await q.insert(t.bureauManual).values({
      ...{ id, organisation, claim, version: 1, sha256, name: '三月家政班.xlsx', rateTable: 'guangdong-2020' },
      ...{ by: clerk.member, at: clock.now() },
    })
    await keepWorkbook(deps, q, id, new Uint8Array(9000).fill(7))
    await q.update(t.bureauClaim).set({ status: 'paid' }).where(eq(t.bureauClaim.id, claim))
    await writeStep(q, deps.store, clock, clerk, { id: claim, version: 1 }, 'paid')
  })
  const [row] = await deps.store.read.select().from(t.bureauWorkbook)
  const [{ number } = { number: '' }] = await deps.store.read.select().from(t.bureauClaim)
  const day = (text: string) => {
    clock.at = Date.parse(`${text}T02:00:00Z`)
  }
  return { ...bureau, clerk, head, claim, id, sha256, number, cipher: row?.file ?? '', day }
}

it('the workbook of a claim by hand goes as its package would: after the same term, by two people, with a list, and its bytes are gone from the file', async () => {
  const { deps, dataDir, clerk, head, claim, id, sha256, number, cipher, day } = await desk()
  const asked = { packages: [id], reason: '到期' }
  /** Whether the encrypted workbook is somewhere in the database file. */
  const inFile = () => {
    const path = join(dataDir, DATABASE_FILE)
    const file = new Database(path)
    file.pragma('wal_checkpoint(TRUNCATE)')
    file.close()
    return readFileSync(path).includes(cipher.slice(200, 400))
  }
  day('2029-11-23')
  await expect(askPackageDisposal(deps, clerk, asked)).rejects.toThrow('留存到 2029-11-23')
  day('2029-11-24')
  const state = await keepingState(deps, clerk)
  expect(state).toMatchObject({ packages: 0, over: [{ id, name: '三月家政班.xlsx', number, last: '2029-11-23' }] })
  expect(state.terms).toEqual([{ kind: 'workbook', count: 1, open: 0, first: '2029-11-23' }])
  const disposal = await askPackageDisposal(deps, clerk, asked)
  expect((await manualWorkbook(deps, clerk, id)).file, 'nobody confirmed').toHaveLength(9000)
  expect(inFile()).toBe(true)
  await confirmPackageDisposal(deps, head, disposal)
  await expect(manualWorkbook(deps, clerk, id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await reviewDetail(deps, clerk, claim)).workbooks).toMatchObject([{ id, sha256, kept: false }])
  const after = await keepingState(deps, clerk)
  expect(after).toMatchObject({ over: [], terms: [], disposals: [{ packages: [{ id }], step: { kind: 'done' } }] })
  const paper = JSON.stringify(await readTables((await disposalPaper(deps, clerk, disposal, 'xlsx')).file))
  for (const said of [sha256, '三月家政班.xlsx', '手工申报导入表', number, '2029-11-23', '王局长'])
    expect(paper).toContain(said)
  expect(inFile(), 'overwritten').toBe(false)
})

it('a hold keeps it, and the database itself lets it go by nothing but a confirmed disposal', async () => {
  const { deps, clerk, head, id, number, day } = await desk()
  const { t } = deps.store
  day('2029-11-24')
  const disposal = await askPackageDisposal(deps, clerk, { packages: [id], reason: '到期' })
  await holdPackages(deps, head, { number, reason: '审计' })
  await expect(confirmPackageDisposal(deps, head, disposal)).rejects.toThrow('暂停销毁')
  const confirm = (on: string) =>
    deps.store.tx((q) =>
      q
        .insert(t.bureauDisposalStep)
        .values({ disposal, step: 'confirmed', by: head.member, at: Date.parse(`${on}T02:00:00Z`) }),
    )
  await expect(confirm('2029-11-24'), 'held').rejects.toThrow()
  const [hold] = (await keepingState(deps, head)).holds
  await endPackageHold(deps, head, hold?.id ?? '', '审计结束')
  await expect(confirm('2029-11-23'), 'before its day').rejects.toThrow()
  await expect(deps.store.tx((q) => q.delete(t.bureauWorkbook))).rejects.toThrow()
  await expect(deps.store.tx((q) => q.update(t.bureauWorkbook).set({ file: '' }))).rejects.toThrow()
  await confirmPackageDisposal(deps, head, disposal)
  expect(await deps.store.read.select().from(t.bureauWorkbook)).toEqual([])
})
