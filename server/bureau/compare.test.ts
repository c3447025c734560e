import { randomUUID } from 'node:crypto'
import { renameSync, statSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { isCompared } from './compare'
import { openIntake } from './intake/intake.fixture'
import { receive } from './intake/receive'
import { packageOf } from './review/kept-package'
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
  const rounds = new DeskRounds(deps)
  rounds.start()
  await vi.waitFor(async () => expect(await compared()).toBe(true), 10_000)
  await rounds.close()
  expect(await found()).toContain('level-again')
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

it('a claim that cannot be compared is not read again each minute: it is tried later and later', async () => {
  const { deps, id, compared } = await interrupted('unreadable')
  const kept = await packageOf(deps.store.read, deps.store, { organisation: at.bureau.organisation, id, version: 1 })
  const path = deps.packages.path(kept?.sha256 ?? '')
  renameSync(path, `${path}.away`)
  const said = vi.spyOn(console, 'error').mockReturnValue()
  const now = vi.spyOn(deps.clock, 'now')
  onTestFinished(() => void [said, now].map((spy) => spy.mockRestore()))
  const rounds = new DeskRounds(deps)
  const start = deps.clock.now()
  const failures: number[] = []
  for (const minutes of [0, 0.5, 1, 2, 3]) {
    now.mockReturnValue(start + minutes * 60_000)
    await rounds.look()
    failures.push(said.mock.calls.filter(([text]) => String(text).startsWith('comparing')).length)
  }
  expect(failures).toEqual([1, 1, 2, 2, 3])
  renameSync(`${path}.away`, path)
  now.mockReturnValue(start + 7 * 60_000)
  await rounds.look()
  expect(await compared()).toBe(true)
})

it('a stop begins with no further claim; the next start does', async () => {
  const { deps } = at.school
  const { compared } = await interrupted('stopped')
  const rounds = new DeskRounds(deps)
  rounds.start()
  await rounds.close()
  expect(await compared()).toBe(false)
  await new DeskRounds(deps).look()
  expect(await compared()).toBe(true)
})
