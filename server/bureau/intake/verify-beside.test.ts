import { desc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { keptPackages } from '../keeping/kept'
import { verifyAgain } from '../keeping/verify-again'
import { openIntake } from './intake.fixture'

let at: Awaited<ReturnType<typeof openIntake>>
beforeAll(async () => {
  at = await openIntake()
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(() => at.close())

/** The process that verifies ends by this signal once it is told what to do. */
const endsBy = (signal: string) => {
  const kill = `process.once("message",()=>process.kill(process.pid,"${signal}"))`
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(kill)}`)
}

describe.each(['SIGTERM', 'SIGABRT'])('a verifier that ends by %s', (signal) => {
  it('says nothing of the package: what came in failed and may come again, what is kept gets no reading', async () => {
    const { deps } = at.school
    const { t, read } = deps.store
    const path = await at.packed({ id: `by-${signal}` })
    endsBy(signal)
    await expect(at.take(path)).rejects.toThrow(signal)
    const [intake] = await read.select().from(t.bureauIntake).orderBy(desc(t.bureauIntake.at)).limit(1)
    expect(intake).toMatchObject({ outcome: 'failed', problem: expect.stringContaining('请再试') })
    vi.unstubAllEnvs()
    at.later(1)
    const took = await at.take(path)
    expect(took.outcome).toBe('claim')

    const [row] = await read
      .select()
      .from(t.bureauPackage)
      .where(eq(t.bureauPackage.id, took.package ?? ''))
    const kept = (await keptPackages(deps.store, at.bureau.organisation)).find((one) => one.sha256 === row?.sha256)
    if (!kept) throw new Error('not kept')
    endsBy(signal)
    const again = verifyAgain(deps, at.bureau.organisation, kept, () => undefined, at.desk.firmOfKey)
    await expect(again).rejects.toThrow(signal)
  })
})
