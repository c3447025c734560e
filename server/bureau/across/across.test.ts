import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { peopleOfClaim, receivedClaim } from '../bureau'
import { doubtsOf } from '../review/doubts'
import { computer, HOUR, MINUTE, MORNING, openAcross, played, type Studied } from './across.fixture'
import { checkClaim } from './check-claim'

let bureau: Awaited<ReturnType<typeof openAcross>>
beforeAll(async () => {
  bureau = await openAcross()
})
afterAll(() => bureau.close())

let next = 100
/** Somebody who has not been anywhere yet. */
const someone = (more: Partial<Studied> = {}): Studied => {
  const n = next++
  return { name: `学员${n}`, idNumber: inventedId(n), ...more }
}
const codes = async (claim: string) => (await bureau.findings(claim)).map(({ code }) => code)

it('puts a finding of a package on the person of its own class, though two classes have one name', async () => {
  const firm = await bureau.firm('甲校')
  const claim = await bureau.claim(firm, [someone()])
  const { store } = bureau.deps
  const { t } = store
  const [first] = await peopleOfClaim(store.read, store, { id: claim, version: 1 })
  const second = { ...(first ?? expect.fail()), id: `${claim}-2`, class: 'class-2', position: 1 }
  const finding = { class: '第一期', code: 'c', label: '长时间无人', severity: 'serious', numbers: ['001'] }
  const about = { detail: '一次', cause: '离开', entries: [] }
  const findings = [
    { ...finding, ...about, classId: 'class-1' },
    { ...finding, ...about, detail: '两次' },
  ]
  await store.tx(async (q) => {
    await q.insert(t.bureauPerson).values(second)
    await q.insert(t.bureauPackage).values({
      ...{ id: claim, organisation: bureau.organisation, firm, claim, kind: 'claim', version: 1, verdict: 'doubtful' },
      ...{ content: 'a'.repeat(64), sha256: 'b'.repeat(64), bytes: 1, name: 'a.zip', bag: 'bag', key: null },
      ...{ report: JSON.stringify({ findings }), dataHash: null, by: '-', at: 1 },
    })
  })
  await checkClaim(bureau.deps, claim, '')
  const found = (await bureau.findings(claim)).filter(({ code }) => code === 'c')
  // Of a report that did not say which class, nobody is named rather than another.
  expect(new Map(found.map(({ detail, people }) => [detail, people]))).toEqual(
    new Map([
      ['一次', [first?.id]],
      ['两次', []],
    ]),
  )
  const current = await receivedClaim(store.read, store, bureau, claim)
  const doubts = await doubtsOf(store.read, store, current, await peopleOfClaim(store.read, store, current))
  expect(doubts.find(({ detail }) => detail === '一次')?.people).toEqual([first?.id])
})

describe('two claims of two organisations', () => {
  it('says nothing of people who have nothing to do with each other', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const first = await bureau.received(a, [
      someone({ lessons: [played(MORNING, 60 * MINUTE, 17)] }),
      someone({ lessons: [played(MORNING, 50 * MINUTE, 31)] }),
    ])
    const second = await bureau.received(b, [someone({ lessons: [played(MORNING, 60 * MINUTE, 23)] })])
    expect(await bureau.findings(first)).toEqual([])
    expect(await bureau.findings(second)).toEqual([])
  })

  it('finds who studied in both at the same time, with the minutes and entries of both packages', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const shared = someone({ occupation: '养老护理员' })
    const first = await bureau.received(a, [{ ...shared, lessons: [played(MORNING, 60 * MINUTE, 3)] }])
    const second = await bureau.received(b, [
      someone(),
      { ...shared, occupation: '育婴员', lessons: [played(MORNING + 40 * MINUTE, 60 * MINUTE, 5)] },
    ])
    expect(await bureau.findings(first)).toEqual([])
    const [overlap, twice] = await bureau.findings(second)
    expect(overlap).toMatchObject({ code: 'time-twice', severity: 'serious', other: first })
    expect(overlap?.detail).toMatch(/（甲校） 共有 20 分钟重叠，如 2026-07-03 09:40 至 2026-07-03 10:00/)
    expect(overlap?.people).toEqual(twice?.people)
    expect(overlap?.people).toHaveLength(1)
    expect(new Set(overlap?.records.map((one) => one.package)).size).toBe(2)
    expect(twice).toMatchObject({ code: 'person-twice', severity: 'note', other: first })
  })

  it('finds a number that nobody can have, and holds people without one against nobody', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const wrong = { ...someone({ lessons: [played(MORNING, 60 * MINUTE, 7)] }), idNumber: '231202199013450000' }
    const passport = { ...someone({ lessons: [played(MORNING, 60 * MINUTE, 9)] }), idNumber: 'E12345678' }
    const without = { ...someone({ lessons: [played(MORNING, 60 * MINUTE, 3)] }), idNumber: '' }
    await bureau.received(a, [{ ...without, name: '张三' }])
    const second = await bureau.received(b, [wrong, { ...without, name: '李四' }, passport])
    const findings = await bureau.findings(second)
    expect(findings.map(({ code, people }) => [code, people.length]).sort()).toEqual([
      ['id-invalid', 1],
      ['id-invalid', 1],
      ['id-other', 1],
    ])
    for (const { records, detail } of findings) expect(records, detail).toMatchObject([{ seq: 0 }])
    expect(new Set(findings.flatMap(({ records }) => records.map(({ chain }) => chain))).size, 'everybody’s own').toBe(
      3,
    )
    expect(findings.map(({ detail }) => detail).join()).toMatch(/出生日期不存在/)
    expect(findings.map(({ detail }) => detail).join()).toMatch(/没有填证件号码/)
  })

  it('leaves a few minutes alone: clocks of two computers differ', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const shared = someone()
    await bureau.received(a, [{ ...shared, lessons: [played(MORNING, 60 * MINUTE, 3)] }])
    const second = await bureau.received(b, [
      { ...shared, occupation: '育婴员', lessons: [played(MORNING + 56 * MINUTE, 60 * MINUTE, 5)] },
    ])
    expect(await codes(second)).toEqual(['person-twice'])
  })

  it('holds a lesson in a room against playing elsewhere', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const shared = someone()
    await bureau.received(a, [{ ...shared, attended: [{ start: MORNING, seconds: 7200 }] }])
    const second = await bureau.received(b, [
      { ...shared, occupation: '育婴员', lessons: [played(MORNING + HOUR, 30 * MINUTE, 5)] },
    ])
    expect((await bureau.findings(second))[0]?.detail).toMatch(/共有 30 分钟重叠.*（对方为线下课）/)
  })

  it('finds the computer that recorded for both, and not the one that one organisation shares', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const shared = computer()
    const first = await bureau.received(a, [someone({ device: shared }), someone({ device: shared })])
    const own = await bureau.received(a, [someone({ device: shared })])
    const second = await bureau.received(b, [someone({ device: shared }), someone()])
    expect(await codes(first)).toEqual([])
    expect(await codes(own)).toEqual([])
    const found = await bureau.findings(second)
    expect(found.map(({ code }) => code)).toEqual(['device-two-firms', 'device-two-firms'])
    expect(found.map(({ other }) => other).sort()).toEqual([first, own].sort())
    expect(found[0]?.people).toHaveLength(1)
  })

  it('finds a record that is a copy of another person’s under another date', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const lessons = (from: number, off: (n: number) => number) =>
      [0, 1, 2].map((n) => played(from + n * HOUR, (20 + n) * MINUTE, off(n)))
    await bureau.received(a, [someone({ lessons: lessons(MORNING, (n) => 101 + n * 7) })])
    const [copied, honest] = await Promise.all([bureau.claim(b, [someone()]), bureau.claim(b, [someone()])])
    await bureau.take(copied, 1, [someone({ lessons: lessons(MORNING + 200 * HOUR, (n) => 101 + n * 7) })])
    await bureau.take(honest, 1, [someone({ lessons: lessons(MORNING + 300 * HOUR, (n) => 102 + n * 9) })])
    const [found] = await bureau.findings(copied)
    expect(found).toMatchObject({ code: 'record-copied', severity: 'serious' })
    expect(found?.detail).toMatch(/甲校.*参训编号 001.*有 3 个课节的播放完全相同/)
    expect(found?.records).toHaveLength(6)
    expect(await codes(honest)).toEqual([])
  })

  it('finds sittings that repeat another person’s, whatever the hour, and lets hands be hands', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const days = (from: number, jitter: (n: number) => number) =>
      Array.from({ length: 8 }, (_, n) =>
        played(
          from + n * 24 * HOUR + jitter(n) * MINUTE,
          (40 + n * 3) * MINUTE + jitter(n) * 1000,
          1000 * n + (from % 977),
        ),
      )
    await bureau.received(a, [someone({ lessons: days(MORNING + 50 * 24 * HOUR, () => 0) })])
    const script = await bureau.received(b, [someone({ lessons: days(MORNING + 51 * 24 * HOUR + 3 * HOUR, () => 0) })])
    const hand = await bureau.received(b, [
      someone({ lessons: days(MORNING + 52 * 24 * HOUR, (n) => [3, -8, 12, 5, -4, 9, -11, 6][n] ?? 0) }),
    ])
    expect(await codes(script)).toEqual(['regular-two-claims'])
    expect(await codes(hand)).toEqual([])
  })
})

describe('one human in several trainings', () => {
  const ask = async (person: Studied) => bureau.received(await bureau.firm('某校'), [person])

  it('finds the same occupation and level again, however it is written', async () => {
    const person = someone({ occupation: '养老护理员', level: '五级/初级工' })
    await ask(person)
    const second = await ask({ ...person, level: '初级' })
    const [found] = await bureau.findings(second)
    expect(found).toMatchObject({ code: 'level-again', severity: 'serious' })
    expect(found?.detail).toMatch(/（某校） 已为其申请 养老护理员 五级\/初级工/)
  })

  it('finds a lower level after a higher one, and not the other way round', async () => {
    const [up, down] = [someone({ occupation: '养老护理员' }), someone({ occupation: '养老护理员' })]
    await ask({ ...up, level: '五级' })
    await ask({ ...down, level: '四级' })
    expect(await codes(await ask({ ...up, level: '四级' }))).toEqual(['person-twice'])
    expect(await codes(await ask({ ...down, level: '五级' }))).toEqual(['lower-after-higher', 'person-twice'])
  })

  it('finds the fourth training of a year, by the limit in force that day', async () => {
    const person = someone()
    const claims = []
    for (const occupation of ['养老护理员', '育婴员', '中式烹调师', '保育师'])
      claims.push(await ask({ ...person, occupation }))
    expect(await codes(claims[2] ?? '')).not.toContain('over-year-limit')
    const fourth = (await bureau.findings(claims[3] ?? '')).find(({ code }) => code === 'over-year-limit')
    expect(fourth?.detail).toMatch(/年第 4 次，每人每年至多 3 次/)
  })
})

describe('what changes afterwards', () => {
  it('takes a newer version in place of the older, and asks again whoever was held against that', async () => {
    const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
    const { store } = bureau.deps
    const { t } = store
    const shared = someone()
    const lessons = [played(MORNING, 60 * MINUTE, 3)]
    const first = await bureau.received(a, [{ ...shared, lessons }])
    const second = await bureau.received(b, [{ ...shared, lessons: [played(MORNING, 60 * MINUTE, 5)] }])
    expect(await codes(second)).toContain('time-twice')
    const other = someone()
    await store.tx(async (q) => {
      const [row] = await q.select().from(t.bureauPerson).where(eq(t.bureauPerson.claim, first))
      if (!row) throw new Error('no person')
      await q.insert(t.bureauPerson).values({
        ...{ ...row, id: `${row.id}-2`, version: 2, name: other.name },
        idIndex: bureau.deps.secrets.index('id', other.idNumber),
      })
      await q.update(t.bureauClaim).set({ version: 2 }).where(eq(t.bureauClaim.id, first))
    })
    await bureau.take(first, 2, [{ ...other, lessons }])
    expect(await codes(second)).toEqual([])
    expect(await bureau.findings(first, 2)).toEqual([])
  })

  it('does not hold a claim against a refused one', async () => {
    const person = someone()
    const firm = await bureau.firm('某校')
    await bureau.claim(firm, [person], { status: 'refused' })
    expect(await codes(await bureau.received(firm, [person]))).toEqual([])
  })
})
