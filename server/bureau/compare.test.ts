import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { listBureauFindings } from './across/list-findings'
import { compareClaim, isCompared } from './compare'
import { readDesk } from './desk'
import { openIntake } from './intake/intake.fixture'
import { receive } from './intake/receive'
import { listReviews } from './review/list-reviews'
import { propose } from './review/propose'
import { DeskRounds } from './rounds'

let at: Awaited<ReturnType<typeof openIntake>>
beforeAll(async () => {
  at = await openIntake()
  await at.take(await at.packed({ id: 'first' }))
})
afterAll(() => at.close())

/** Another claim for the same class; comparing it failed after it was committed. */
async function interrupted(called: string) {
  const { deps } = at.school
  const path = await at.packed({ id: called })
  const arrived = { id: randomUUID(), path, name: 'a.zip', source: 'upload', bytes: statSync(path).size } as const
  const dead = async () => Promise.reject(new Error('the process ended'))
  await expect(receive(deps, at.clerk, arrived, () => undefined, { ...at.desk, indexPackage: dead })).rejects.toThrow()
  const { t, read } = deps.store
  const [claim] = await read.select().from(t.bureauClaim).where(eq(t.bureauClaim.their, called))
  const id = claim?.id ?? ''
  const found = async () =>
    (await read.select().from(t.bureauFinding).where(eq(t.bureauFinding.claim, id))).map(({ code }) => code)
  return { deps, path, id, found, compared: () => isCompared(read, deps.store, { id }) }
}

it('a claim whose comparison failed says so, cannot be agreed to, and is compared when the server starts', async () => {
  const { deps, id, found, compared } = await interrupted('started')
  expect(await compared()).toBe(false)
  const { rows } = await listReviews(deps, at.clerk, { page: 1, size: 50, search: '', filter: '' })
  expect(rows.find((row) => row.id === id)?.risk.reasons.map(({ label }) => label)).toContain('还没有与其他申报比对')
  const agreed = propose(deps, at.clerk, id, { outcome: 'agreed', remark: '', items: [] })
  await expect(agreed).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('比对') })
  at.later(1)
  const rounds = new DeskRounds(deps)
  rounds.start()
  await vi.waitFor(async () => expect(await compared()).toBe(true), 20_000)
  await rounds.close()
  expect(await found()).toContain('level-again')
})

it('a claim that cannot be compared is tried ever more seldom, and stands on the home until it is', async () => {
  const { deps, id, compared } = await interrupted('stuck')
  const now = deps.clock.now()
  const stuck = async () => {
    const home = (await readDesk(deps, at.clerk)).steps.find(({ step }) => step === 'stuck')?.count ?? 0
    const { stuck: own } = await listBureauFindings(deps, at.clerk, id, { page: 1, size: 50, search: '', filter: '' })
    return own ? { home, problem: own.problem, minutes: Math.round((own.next - now) / 60_000) } : { home }
  }
  expect(await stuck()).toEqual({ home: 1, problem: 'the process ended', minutes: 1 })
  await new DeskRounds(deps).look()
  expect(await compared()).toBe(false)
  const again = compareClaim(deps, id, { indexPackage: async () => Promise.reject(new Error('still')) })
  await expect(again).rejects.toThrow()
  expect(await stuck()).toEqual({ home: 1, problem: 'still', minutes: 2 })
  at.later(1)
  await new DeskRounds(deps).look()
  expect([await compared(), await stuck()]).toEqual([true, { home: 0 }])
})

it('a claim that ended the whole process twice is not begun again with every start', async () => {
  const { deps, id, compared } = await interrupted('ended')
  const { bureauRecheck: due } = deps.store.t
  // As a process leaves it that ends in the middle.
  await deps.store.tx((q) => q.update(due).set({ tries: 1, problem: '', nextAt: deps.clock.now() }))
  const never = new Promise<void>(() => undefined)
  void compareClaim(deps, id, { indexPackage: () => never })
  await vi.waitFor(async () => {
    const [row] = await deps.store.read.select().from(due).where(eq(due.claim, id))
    expect(row).toMatchObject({ tries: 2, problem: expect.stringContaining('没有做完') })
    expect(row?.nextAt).toBeGreaterThan(deps.clock.now() + 60_000)
  })
  await new DeskRounds(deps).look()
  expect(await compared()).toBe(false)
  at.later(1)
  await new DeskRounds(deps).look()
  expect(await compared()).toBe(true)
})

it('the same file sent again has it compared', async () => {
  const { path, found, compared } = await interrupted('again')
  expect(await at.take(path)).toMatchObject({ outcome: 'same' })
  expect(await compared()).toBe(true)
  expect(await found()).toContain('level-again')
})

it('a claim that was held against a version now replaced is looked at again though the process ended before', async () => {
  const { deps } = at.school
  const { t, tx, read } = deps.store
  const second = await at.take(await at.packed({ id: 'second' }))
  const id = second.claim?.id ?? ''
  expect(await isCompared(read, deps.store, { id })).toBe(true)
  await tx((q) => q.update(t.bureauReading).set({ checkedAt: null }).where(eq(t.bureauReading.claim, id)))
  const before = await read.select().from(t.bureauReading).where(eq(t.bureauReading.claim, id))
  await new DeskRounds(deps).look()
  const [after] = await read.select().from(t.bureauReading).where(eq(t.bureauReading.claim, id))
  expect(after).toMatchObject({ id: before[0]?.id, checkedAt: expect.any(Number) })
})

it('a stop begins with no further claim; the next start does', async () => {
  const { deps } = at.school
  const { compared } = await interrupted('stopped')
  at.later(1)
  const rounds = new DeskRounds(deps)
  rounds.start()
  await rounds.close()
  expect(await compared()).toBe(false)
  await new DeskRounds(deps).look()
  expect(await compared()).toBe(true)
})
