import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { openBureau } from '../bureau.fixture'
import { drawChecks } from './draw'
import { drawDetail, listDraws } from './draws'
import { builtInFormula, enterFormula, readFormula } from './formula'
import { listReviews } from './list-reviews'
import { drawLots, seedOf } from './lots'
import { riskOf, ticketsOf } from './risk'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const content = 'c'.repeat(64)

describe('the lots', () => {
  it('are drawn again from the printed seed with nothing but SHA-256', () => {
    const seed = seedOf(' 03 07 12 18 26 31 + 08\n', ['b'.repeat(64), 'a'.repeat(64)])
    expect(seed).toBe(sha(`030712182631+08\n${'a'.repeat(64)}\n${'b'.repeat(64)}\n`))
    const people = ['s1', 's2', 's3'].map((seat, i) => ({ content, class: 'k', seat, tickets: i + 1 }))
    const { hashes, drawn } = drawLots(seed, people, 334)
    const again = people.map(
      ({ seat, tickets }) =>
        Array.from({ length: tickets }, (_, n) => sha(`${seed}/${content}/k/${seat}/${n + 1}`)).sort()[0],
    )
    expect(hashes).toEqual(again)
    const order = [0, 1, 2].sort((a, b) => ((again[a] ?? '') < (again[b] ?? '') ? -1 : 1))
    expect(drawn).toEqual(order.slice(0, 2))
  })

  it('draw somebody with nine tickets about nine times as often as somebody with one', () => {
    let heavy = 0
    const people = ['light', 'heavy'].map((seat) => ({ content, class: '', seat, tickets: seat === 'heavy' ? 9 : 1 }))
    for (let n = 0; n < 2000; n++) if (drawLots(sha(String(n)), people, 1).drawn[0] === 1) heavy++
    expect(heavy / 2000).toBeGreaterThan(0.87)
    expect(heavy / 2000).toBeLessThan(0.93)
  })
})

describe('the formula', () => {
  it('never gives more than 100 points or the most tickets, and weighs a claim by hand higher', () => {
    const nothing = { findings: { note: 0, check: 0, serious: 0 }, earlier: 3, before: 0, people: 10, differing: 0 }
    const plain = riskOf({ ...nothing, manual: false, compared: true, asked: 1 }, builtInFormula)
    expect(plain).toEqual({ score: 0, reasons: [] })
    expect(riskOf({ ...nothing, manual: true, compared: true, asked: 1 }, builtInFormula).score).toBe(20)
    const worst = {
      verdict: 'disagrees',
      manual: true,
      compared: true,
      earlier: 9,
      before: 9,
      people: 10,
      differing: 10,
      asked: 9e9,
    } as const
    expect(riskOf({ ...worst, findings: { note: 9, check: 9, serious: 9 } }, builtInFormula).score).toBe(100)
    const calm = { findings: nothing.findings, manual: false, score: 0 }
    expect(ticketsOf(calm, builtInFormula)).toBe(1)
    expect(ticketsOf({ ...calm, manual: true, score: 20 }, builtInFormula)).toBe(7)
    expect(ticketsOf({ ...calm, findings: { note: 0, check: 0, serious: 99 } }, builtInFormula)).toBe(50)
  })
})

describe('a drawing', () => {
  let at: Awaited<ReturnType<typeof openBureau>>
  let clerk: Actor
  let today: string
  const value = { publicValue: '03 07 12 18 26 31+08' }
  beforeAll(async () => {
    at = await openBureau()
    clerk = await at.member('hr')
    today = dayOf(at.deps.clock.now())
  })
  afterAll(() => at.close())
  const received = { receivedAt: Date.now() - 3 * 86_400_000 }
  const group = (n: number, first: number) => Array.from({ length: n }, (_, i) => at.someone(first + i))

  it('draws the share of everybody, keeps what it can be done again from, and is not done twice', async () => {
    const claim = await at.claim(await at.firm('甲'), group(12, 1), received)
    const manual = await at.claim(await at.firm('乙'), group(8, 30), { ...received, source: 'manual' })
    const id = await drawChecks(at.deps, clerk, { claims: [], ...value, publicDay: today })
    const { body, drawn } = await drawDetail(at.deps, clerk, id)
    expect(body.people).toHaveLength(20)
    expect(drawn).toHaveLength(2)
    expect(body.people.filter(({ tickets }) => tickets > 5)).toHaveLength(8)
    const again = drawLots(
      seedOf(
        body.publicValue,
        body.claims.map((one) => one.content),
      ),
      body.people,
      body.share,
    )
    expect(again.drawn).toEqual(body.drawn)
    expect(drawn.map(({ number }) => number)).toEqual(body.drawn.map((i) => body.people[i]?.number))
    expect(JSON.stringify(body)).not.toContain('学员')
    for (const one of [claim, manual])
      await expect(drawChecks(at.deps, clerk, { claims: [one], ...value, publicDay: today })).rejects.toMatchObject({
        code: 'conflict',
      })
    const queue = await listReviews(at.deps, clerk, { page: 1, size: 50, search: '', filter: 'drawn' })
    expect(queue.rows.length).toBeGreaterThan(0)
    expect([claim, manual]).toContain(queue.rows[0]?.id)
  })

  it('takes no value that was public before the claims came, or that is not public yet', async () => {
    await at.claim(await at.firm('丙'), group(3, 60), received)
    for (const publicDay of [dayOf(received.receivedAt), '2999-01-01'])
      await expect(drawChecks(at.deps, clerk, { claims: [], ...value, publicDay })).rejects.toThrow('公布')
    expect((await listDraws(at.deps, clerk)).waiting.length).toBeGreaterThan(0)
  })

  it('goes by the formula that the bureau stated, from its day on', async () => {
    const chief = await at.member('manager')
    await expect(enterFormula(at.deps, chief, { ...builtInFormula, from: '2020-01-01' })).rejects.toThrow('施行')
    await enterFormula(at.deps, chief, { ...builtInFormula, from: '2999-01-01', manual: 99 })
    expect(await readFormula(at.deps, clerk)).toMatchObject({ version: 0, next: { version: 1 } })
    const lottery = { ...builtInFormula.lottery, share: 1000 }
    await enterFormula(at.deps, chief, { ...builtInFormula, from: today, lottery })
    expect(await readFormula(at.deps, clerk)).toMatchObject({ version: 2, by: 'manager' })
    const claim = await at.claim(await at.firm('丁'), group(5, 80), received)
    const id = await drawChecks(at.deps, clerk, { claims: [claim], ...value, publicDay: today })
    expect((await drawDetail(at.deps, clerk, id)).drawn).toHaveLength(5)
  })
})
