import { afterAll, beforeAll, expect, it } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { HOUR, MINUTE, MORNING, openAcross, played, type Studied } from './across.fixture'

let bureau: Awaited<ReturnType<typeof openAcross>>
beforeAll(async () => {
  bureau = await openAcross()
})
afterAll(() => bureau.close())

/** Eight days of sittings whose lengths and pauses are of a script, on other days and at another hour. */
const script = (from: number) =>
  Array.from({ length: 8 }, (_, n) => played(from + n * 24 * HOUR, (40 + n * 3) * MINUTE, 1000 * n + (from % 977)))
const someone = (n: number, at: Partial<Studied>): Studied => ({ name: `学员${n}`, idNumber: inventedId(n), ...at })

it('holds people of two classes of one claim against each other, and leaves those of one class to the verifier', async () => {
  const firm = await bureau.firm('合并申报的学校')
  const [one, two] = [script(MORNING), script(MORNING + 20 * 24 * HOUR + 3 * HOUR)]
  const apart = await bureau.received(firm, [
    someone(1, { lessons: one }),
    someone(2, { lessons: two, class: '第二期' }),
  ])
  const found = await bureau.findings(apart)
  expect(found.map(({ code }) => code)).toEqual(['regular-two-claims'])
  expect(found[0]?.detail).toMatch(/^与 本申请 第一期 参训编号 001 学员1 的学习时段几乎一致/)
  expect(new Set(found[0]?.records.map(({ chain }) => chain)).size).toBe(2)
})

it('says nothing of two people of one class', async () => {
  const firm = await bureau.firm('另一学校')
  const [one, two] = [script(MORNING + 400 * 24 * HOUR), script(MORNING + 420 * 24 * HOUR + 3 * HOUR)]
  const lengthened = (lessons: typeof one) =>
    lessons.map((spans, n) => [...spans, ...played((spans.at(-1)?.wall ?? 0) + 5 * MINUTE, (20 + n) * MINUTE, n)])
  const together = await bureau.received(firm, [
    someone(3, { lessons: lengthened(one) }),
    someone(4, { lessons: lengthened(two) }),
  ])
  expect(await bureau.findings(together)).toEqual([])
})
