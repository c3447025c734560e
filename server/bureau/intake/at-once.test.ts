import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onPostgres } from '../../db/each-database'
import { openBureau } from '../bureau.fixture'
import { holdClaim } from '../review/open'
import { placeOf } from './fill-claim'

onPostgres('a newer version that comes while somebody decides', ({ open, url }) => {
  let bureau: Awaited<ReturnType<typeof openBureau>>
  beforeAll(async () => {
    await (await open()).close()
    bureau = await openBureau({}, undefined, { databaseUrl: url() })
  })
  afterAll(() => bureau.close())

  it('stands beside what was decided, and takes nothing back', async () => {
    const { deps } = bureau
    const { t, tx, read } = deps.store
    const clerk = await bureau.member('hr')
    const firm = await bureau.firm('示范学校')
    const id = await bureau.claim(firm, [bureau.someone(1)])
    const [claim] = await read.select().from(t.bureauClaim).where(eq(t.bureauClaim.id, id))
    const theirs = { claim: { id: claim?.their ?? '', version: 9 }, packedAt: 9 }
    let placed: Promise<object> | undefined
    await tx(async (q) => {
      await holdClaim(q, deps.store, clerk, id, 1)
      placed = tx((other) => placeOf(other, deps, clerk.organisation, { firm, verdict: 'agrees', claim: theirs }))
      let answered = false
      void placed.then(() => {
        answered = true
      })
      // Time enough for an answer that waits for nobody.
      for (let n = 0; n < 50 && !answered; n++) await read.select().from(t.bureauClaim)
      await q.update(t.bureauClaim).set({ status: 'agreed' }).where(eq(t.bureauClaim.id, id))
    })
    expect(await placed).toMatchObject({ outcome: 'beside' })
  })
})
