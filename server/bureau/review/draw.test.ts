import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../../shared/calendar/beijing'
import { TestClock } from '../../access/access.fixture'
import type { Actor } from '../../access/actor'
import { peopleOfClaim } from '../bureau'
import { openBureau } from '../bureau.fixture'
import { drawChecks } from './draw'
import { announceDraw } from './draw-plan'
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
  const DAY = 86_400_000
  let at: Awaited<ReturnType<typeof openBureau>>
  let clerk: Actor
  const clock = new TestClock()
  beforeAll(async () => {
    clock.at = Date.parse('2026-11-23T02:00:00Z')
    at = await openBureau({}, clock)
    clerk = await at.member('hr')
  })
  afterAll(() => at.close())
  const group = (n: number, first: number) => Array.from({ length: n }, (_, i) => at.someone(first + i))
  const tomorrow = () => dayOf(clock.at + DAY)
  const value = () => ({ publicValue: '03 07 12 18 26 31+08', publicDay: dayOf(clock.at), reason: '' })
  /** Announced for tomorrow, and then it is tomorrow. */
  const announced = async () => {
    const announcement = await announceDraw(at.deps, clerk, { publicDay: tomorrow() })
    clock.at += DAY
    return announcement
  }

  it('draws the share of everybody, keeps what it can be done again from, and is not done twice', async () => {
    const claim = await at.claim(await at.firm('甲'), group(12, 1))
    const manual = await at.claim(await at.firm('乙'), group(8, 30), { source: 'manual' })
    const announcement = await announced()
    const id = await drawChecks(at.deps, clerk, { announcement, ...value() })
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
    await expect(drawChecks(at.deps, clerk, { announcement, ...value() })).rejects.toMatchObject({ code: 'not-found' })
    await expect(announceDraw(at.deps, clerk, { publicDay: tomorrow() })).rejects.toThrow('没有等待审核')
    const queue = await listReviews(at.deps, clerk, { page: 1, size: 50, search: '', filter: 'drawn' })
    expect(queue.rows.length).toBeGreaterThan(0)
    expect([claim, manual]).toContain(queue.rows[0]?.id)
  })

  it('is fixed before its value is known: all that wait, one at a time, by the value of its day', async () => {
    const first = await at.claim(await at.firm('丙'), group(3, 60))
    for (const publicDay of [dayOf(clock.at), dayOf(clock.at - DAY)])
      await expect(announceDraw(at.deps, clerk, { publicDay })).rejects.toThrow('今天之后')
    const announcement = await announceDraw(at.deps, clerk, { publicDay: tomorrow() })
    await expect(announceDraw(at.deps, clerk, { publicDay: tomorrow() })).rejects.toMatchObject({ code: 'conflict' })
    // What comes after the announcement neither takes part nor stands in the way.
    const late = await at.claim(await at.firm('丁'), group(3, 70))
    expect((await listDraws(at.deps, clerk)).waiting.map(({ id }) => id)).toEqual([late])
    for (const publicDay of [dayOf(clock.at), tomorrow()])
      await expect(drawChecks(at.deps, clerk, { announcement, ...value(), publicDay })).rejects.toThrow('公布以后再抽')
    clock.at += 2 * DAY
    await expect(drawChecks(at.deps, clerk, { announcement, ...value() })).rejects.toThrow('写明原因')
    const id = await drawChecks(at.deps, clerk, { announcement, ...value(), reason: '当天没有开奖' })
    const { body } = await drawDetail(at.deps, clerk, id)
    const { t, read } = at.deps.store
    const of = await read.select().from(t.bureauDrawClaim).where(eq(t.bureauDrawClaim.draw, id))
    expect(of.map(({ claim }) => claim)).toEqual([first])
    expect(body.announced).toMatchObject({ publicDay: dayOf(clock.at - DAY), reason: '当天没有开奖' })
  })

  it('takes a newer version of a claim in again, and lets nobody out who was drawn and not interviewed', async () => {
    const chief = await at.member('manager')
    const share = (share: number) =>
      enterFormula(at.deps, chief, {
        ...{ ...builtInFormula, from: dayOf(clock.at) },
        lottery: { ...builtInFormula.lottery, share },
      })
    await share(1000)
    const claim = await at.claim(await at.firm('戊'), group(6, 80))
    await drawChecks(at.deps, clerk, { announcement: await announced(), ...value() })
    const { t, read } = at.deps.store
    const rows = await peopleOfClaim(read, at.deps.store, { id: claim, version: 1 })
    const replaced = (version: number) =>
      at.deps.store.tx(async (q) => {
        await q.insert(t.bureauPerson).values(rows.map((row) => ({ ...row, id: `${row.id}-${version}`, version })))
        await q.update(t.bureauClaim).set({ version }).where(eq(t.bureauClaim.id, claim))
        await q.update(t.bureauReading).set({ version }).where(eq(t.bureauReading.claim, claim))
      })
    await replaced(2)
    await share(1)
    const id = await drawChecks(at.deps, clerk, { announcement: await announced(), ...value() })
    const again = (await read.select().from(t.bureauDrawn).where(eq(t.bureauDrawn.draw, id))).map((one) => one.person)
    expect(again.toSorted()).toEqual(rows.map((row) => `${row.id}-2`).toSorted())
    expect((await drawDetail(at.deps, clerk, id)).body.carried).toHaveLength(5)

    // Whoever was drawn in the first version and interviewed in the second owes nothing in the third; who was not reached does.
    const called = { organisation: at.organisation, claim, version: 2, body: '{}', by: clerk.member, at: clock.at }
    await at.deps.store.tx((q) =>
      q.insert(t.bureauInterview).values([
        { ...called, id: 'i', person: `${rows[0]?.id}-2`, result: 'agrees' },
        { ...called, id: 'j', person: `${rows[1]?.id}-2`, result: 'not-reached' },
      ]),
    )
    await replaced(3)
    const third = await drawChecks(at.deps, clerk, { announcement: await announced(), ...value() })
    const { body } = await drawDetail(at.deps, clerk, third)
    expect(body.carried.map((i) => body.people[i]?.seat)).toEqual(rows.slice(1).map(({ seat }) => seat))
  })

  it('goes by the formula that the bureau stated, from its day on', async () => {
    const chief = await at.member('manager')
    const today = dayOf(clock.at)
    await expect(enterFormula(at.deps, chief, { ...builtInFormula, from: '2020-01-01' })).rejects.toThrow('施行')
    const before = (await readFormula(at.deps, clerk)).version
    await enterFormula(at.deps, chief, { ...builtInFormula, from: '2999-01-01', manual: 99 })
    expect(await readFormula(at.deps, clerk)).toMatchObject({ version: before, next: { version: before + 1 } })
    const lottery = { ...builtInFormula.lottery, share: 1000 }
    await enterFormula(at.deps, chief, { ...builtInFormula, from: today, lottery })
    expect(await readFormula(at.deps, clerk)).toMatchObject({ version: before + 2, by: 'manager' })
    await at.claim(await at.firm('己'), group(5, 90))
    const id = await drawChecks(at.deps, clerk, { announcement: await announced(), ...value() })
    const { body, drawn } = await drawDetail(at.deps, clerk, id)
    expect(drawn).toHaveLength(body.people.length)
  })
})
