import { afterAll, beforeAll, expect, it } from 'vitest'
import { TestClock } from '../../access/access.fixture'
import type { Actor } from '../../access/actor'
import { onPostgres } from '../../db/each-database'
import { receivedClaim } from '../bureau'
import { openBureau } from '../bureau.fixture'
import { clearPublicity } from '../publicity/clear'
import { publish } from '../publicity/publish'
import { takeOff } from '../publicity/take-off'
import { createPayment } from './create-payment'
import { paymentOf } from './payment'
import { reviewPayment } from './review-payment'

const notice = { title: '公示', standard: '每课时 30 元', phone: '1', place: '一楼', days: 5 }
/** More than enough for two transactions to meet at each step of the other. */
const TIMES = 4

onPostgres('two people at one list or table', ({ open, url }) => {
  let bureau: Awaited<ReturnType<typeof openBureau>>
  let firm: string
  let people = 0
  const clock = new TestClock()
  let [hr, finance, treasury, manager]: Actor[] = []
  beforeAll(async () => {
    clock.at = Date.parse('2026-01-05T02:00:00Z')
    await (await open()).close()
    bureau = await openBureau({}, clock, { databaseUrl: url() })
    hr = await bureau.member('hr')
    manager = await bureau.member('manager')
    finance = await bureau.member('finance')
    treasury = await bureau.member('finance')
    firm = await bureau.firm('示范学校')
  })
  afterAll(() => bureau.close())

  const is = (actor: Actor | undefined): Actor => {
    if (!actor) throw new Error('not opened')
    return actor
  }
  const agreed = () => bureau.claim(firm, [bureau.someone(++people)], { status: 'agreed' })
  const put = (claim: string) => publish(bureau.deps, is(hr), { ...notice, claims: [claim] })
  const over = async () => {
    const claim = await agreed()
    const publicity = await put(claim)
    clock.pass(20 * 86_400_000)
    return { claim, publicity }
  }
  const table = (claim: string) =>
    createPayment(bureau.deps, is(hr), {
      ...{ title: '拨付', fund: '就业补助资金', remark: '', claims: [{ claim, note: '已核' }] },
    })
  const status = async (claim: string) =>
    (await receivedClaim(bureau.deps.store.read, bureau.deps.store, is(hr), claim)).status
  /** What became of each: `done`, or the code it was refused with. */
  const both = async (...two: Promise<unknown>[]) =>
    (await Promise.allSettled(two)).map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code)).sort()
  const ONE = ['conflict', 'done']

  it('confirm or return a table, never both: a claim of a confirmed one goes on no other', async () => {
    for (let n = 0; n < TIMES; n++) {
      const { claim, publicity } = await over()
      await clearPublicity(bureau.deps, is(hr), publicity)
      const id = await table(claim)
      const review = (actor: Actor | undefined, outcome: 'confirmed' | 'returned') =>
        reviewPayment(bureau.deps, is(actor), id, { outcome, note: '再核' })
      expect(await both(review(finance, 'confirmed'), review(treasury, 'returned'))).toEqual(ONE)
      const { store } = bureau.deps
      const stands = (await paymentOf(store.read, store, is(hr), id)).status
      expect(await status(claim)).toBe(stands === 'confirmed' ? 'batched' : 'cleared')
      if (stands === 'confirmed') await expect(table(claim)).rejects.toMatchObject({ code: 'conflict' })
    }
  })

  it('put one claim on one list and one table alone, and give two lists two numbers', async () => {
    for (let n = 0; n < TIMES; n++) {
      const claim = await agreed()
      expect(await both(put(claim), put(claim))).toEqual(ONE)
      expect(await both(put(await agreed()), put(await agreed()))).toEqual(['done', 'done'])
      const one = await over()
      await clearPublicity(bureau.deps, is(hr), one.publicity)
      expect(await both(table(one.claim), table(one.claim))).toEqual(ONE)
    }
  })

  it('clear a claim or take it off, never both', async () => {
    for (let n = 0; n < TIMES; n++) {
      const { claim, publicity } = await over()
      const clear = clearPublicity(bureau.deps, is(hr), publicity)
      const off = takeOff(bureau.deps, is(manager), publicity, { claim, reason: '单位撤回' })
      expect(await both(clear, off)).toEqual(ONE)
    }
  })
})
