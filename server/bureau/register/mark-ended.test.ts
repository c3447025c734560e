import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf, dayRange } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { readDesk } from '../desk'
import { openIntake } from '../intake/intake.fixture'
import { courseOf } from '../keeping/course'
import { listReviews } from '../review/list-reviews'
import { propose } from '../review/propose'
import { reviewDetail } from '../review/review-detail'
import { endKey } from './end-key'

const DAY = 86_400_000
let at: Awaited<ReturnType<typeof openIntake>>
let chief: Actor
beforeAll(async () => {
  at = await openIntake()
  chief = await at.bureau.member('manager', '负责人')
  const { store } = at.school.deps
  const known = at.register.get(at.fingerprint)
  await store.tx((q) =>
    q.insert(store.t.bureauKey).values({
      ...{ id: 'key-1', organisation: at.bureau.organisation, firm: at.firm, key: at.fingerprint, from: 0 },
      ...{
        public: known?.publicKey ?? '',
        how: 'file',
        compared: '当面',
        statement: '',
        evidence: null,
        by: '-',
        at: 0,
      },
    }),
  )
})
afterAll(() => at.close())

it('marks every claim here that was signed after the day a key ends from, and names those that money waits on', async () => {
  const { deps } = at.school
  const { store } = deps
  const early = (await at.take(await at.packed({ id: 'claim-early' }))).claim?.id ?? ''
  at.later(48)
  const agreed = (await at.take(await at.packed({ id: 'claim-agreed' }))).claim?.id ?? ''
  const waiting = (await at.take(await at.packed({ id: 'claim-waiting' }))).claim?.id ?? ''
  await store.tx((q) =>
    q.update(store.t.bureauClaim).set({ status: 'agreed' }).where(eq(store.t.bureauClaim.id, agreed)),
  )
  const before = await reviewDetail(deps, at.clerk, waiting)
  expect(before.findings.map(({ label }) => label)).not.toContain('单位密钥已停用')
  at.later(1)
  const from = dayOf(dayRange(dayOf(deps.clock.now())).from - DAY)
  const since = deps.clock.now()
  const ended = await endKey(deps, chief, 'key-1', { from, reason: '电脑失窃' })
  expect(ended.claims.map(({ id, status }) => [id, status]).sort()).toEqual(
    [
      [agreed, 'agreed'],
      [waiting, 'received'],
    ].sort(),
  )
  // Weighed at once, not when somebody opens it.
  const [risk] = await store.read.select().from(store.t.bureauRisk).where(eq(store.t.bureauRisk.claim, waiting))
  expect(risk?.at).toBeGreaterThan(since)
  const now = await reviewDetail(deps, at.clerk, waiting)
  const mark = now.findings.find(({ label }) => label === '单位密钥已停用')
  expect(mark).toMatchObject({
    severity: 'serious',
    detail: expect.stringContaining(`自 ${from} 00:00 起停用（电脑失窃）`),
  })
  expect(mark?.records.length).toBeGreaterThan(0)
  expect(now.concerns).toContain('资料包的签名密钥后来停用，停用日期在制作资料包之前')
  await expect(propose(deps, at.clerk, waiting, { outcome: 'agreed', remark: '', items: [] })).rejects.toThrow(
    '签名密钥',
  )
  const steps = await courseOf(deps, at.clerk, agreed)
  expect(steps.map(({ detail }) => detail).join()).toContain('单位密钥已停用')
  // Of the queue by its own row, before anybody opens the claim.
  const { rows } = await listReviews(deps, at.clerk, { page: 1, size: 50, search: '', filter: 'key-ended' })
  expect(rows.map(({ id }) => id)).toEqual([agreed])
  expect((await readDesk(deps, at.clerk)).steps).toContainEqual({ step: 'key-ended', count: 1 })
  expect((await reviewDetail(deps, at.clerk, early)).findings.map(({ label }) => label)).not.toContain('单位密钥已停用')

  // An earlier end takes the first one in as well.
  const all = await endKey(deps, chief, 'key-1', { from: '2020-01-01', reason: '更早就外借' })
  expect(all.claims.map(({ id }) => id)).toContain(early)
})
