import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, dayRange } from '../../shared/calendar/beijing'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { HOUR, School } from '../claim/school.fixture'
import { dirtyDevice, dirtySeat } from '../training/dirty'
import { type Action, action, play, studyDays } from './story.fixture'

const MINUTE = 60_000

let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())
const days = () => studyDays(school)

/** How many days came of a story, the same folded as it went and rebuilt from nothing. */
async function holdsFor(actions: readonly Action[]): Promise<number> {
  await play(school, actions)
  const incremental = await days()
  await school.deps.deriver.rebuild()
  expect(await days()).toEqual(incremental)
  return incremental.length
}

describe('the days of study', () => {
  it('folded as they come are what a rebuild from nothing gives, whatever is decided meanwhile', async () => {
    let folded = 0
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 9 }), async (actions) => {
        folded += await holdsFor(actions)
      }),
      { numRuns: 12 },
    )
    expect(folded).toBeGreaterThan(12)
  })

  it('are that on a large ledger of late, offline and corrected study too', async () => {
    expect(await holdsFor(fc.sample(action, { seed: 31, numRuns: 160 }))).toBeGreaterThan(60)
    const { t, read } = school.deps.store
    const reasons = new Set(
      (await read.select().from(t.studyDay)).flatMap(({ folded }) => Object.keys(JSON.parse(folded).deductions)),
    )
    // Keys are drawn anew each time, and with them who wins and when a check is due: not always the same ones occur.
    expect(reasons.size).toBeGreaterThanOrEqual(7)
  })

  it('change behind what comes later: a check missed the next morning, a decision of a person', async () => {
    const { id, codes } = await school.openClass([{ name: '夜校生', id: inventedId(700) }], { name: '夜班' })
    const pupil = await school.join(id, codes[0] ?? '')
    const evening = dayRange(dayOf(school.clock.ms)).to + 24 * HOUR - 20 * MINUTE
    const told = async () => {
      await school.deps.deriver.settle()
      const row = (await days()).find(({ seat, day }) => seat === roster[0]?.seat && day === dayOf(evening))
      return { credited: row?.credited, deductions: JSON.parse(row?.folded ?? '{}').deductions }
    }
    const { roster } = await school.hr.class(id)
    school.clock.ms = evening + 15 * MINUTE
    await school.study(pupil, [[steady(evening, 10 * MINUTE)]])
    expect(await told()).toEqual({ credited: 10 * MINUTE, deductions: {} })
    school.clock.ms += 9 * HOUR
    const after = pupil.device.entries.findLast(({ kind }) => kind === 'presence')?.hash ?? ''
    pupil.device.write('presence', { after, n: 2, due: evening, result: 'missed' }, school.clock.ms)
    await school.handIn(pupil)
    expect(await told()).toEqual({ credited: 0, deductions: { presence: 10 * MINUTE } })

    const { store } = school.deps
    const { t } = store
    for (const [effect, is] of [
      ['restore', { credited: 10 * MINUTE, deductions: {} }],
      ['withdraw', { credited: 0, deductions: { presence: 10 * MINUTE } }],
    ] as const) {
      const seat = roster[0]?.seat ?? ''
      await store.tx(async (q) => {
        const when = { from: evening, to: evening + HOUR, at: school.clock.now() }
        await q.insert(t.correction).values({ ...when, id: `night-${effect}`, seat, effect, reason: '核实', by: 'm' })
        await dirtySeat(q, store, seat)
      })
      expect(await told()).toEqual(is)
    }
  })

  it('are the same for the package, which computes them from its own entries, facts and decisions', async () => {
    const { id, codes } = await school.openClass(
      [
        { name: '赵未到', id: inventedId(600) },
        { name: '钱停用', id: inventedId(601) },
      ],
      { name: '复核班' },
    )
    const [pupil, other] = [await school.join(id, codes[0] ?? ''), await school.join(id, codes[1] ?? '')]
    const from = school.clock.ms
    for (let i = 0; i < 3; i++) {
      await school.hour(pupil)
      await school.hour(other)
      school.clock.ms += 10 * HOUR
    }
    const { store } = school.deps
    const { t } = store
    await school.hr.signIn()
    const seat = (await school.hr.class(id)).roster[0]?.seat ?? ''
    await store.tx(async (q) => {
      const by = { by: 'm', at: school.clock.now() }
      const decided = { seat, effect: 'restore', reason: '投影给全班看' }
      await q.insert(t.correction).values({ ...by, ...decided, id: 'package', from, to: from + HOUR })
      await dirtySeat(q, store, seat)
      const { organisation } = school
      const revoked = { organisation, device: other.device.id, decision: 'revoked' }
      await q.insert(t.deviceDecision).values({ id: 'package', ...revoked, by: 'm', at: from + 6 * HOUR })
      await dirtyDevice(q, store, organisation, other.device.id)
    })
    const report = await school.verify((await school.package(id)).bag)
    const { roster } = await school.hr.class(id)
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(report.verdict).toBe('good')
    expect(report.seats.map(({ credited }) => credited)).toEqual([1_860_000, 600_000])
    expect(report.seats[1]?.deductions).toEqual({ hidden: 60_000, 'device-revoked': 1_320_000 })
    expect(roster.map(({ credited }) => credited)).toEqual([1_860_000, 600_000])
  })

  it('dirty only what a hand-in touched: other people’s rows are left as they are', async () => {
    const { id, codes } = await school.openClass(
      [
        { name: '甲一', id: inventedId(500) },
        { name: '乙二', id: inventedId(501) },
      ],
      { name: '两人班' },
    )
    const [first, second] = [await school.join(id, codes[0] ?? ''), await school.join(id, codes[1] ?? '')]
    await school.hour(first)
    await school.hour(second)
    await school.deps.deriver.settle()
    const { store } = school.deps
    const { t, read } = store
    await school.hr.signIn()
    const { roster } = await school.hr.class(id)
    // A mark that only a new fold would wipe out.
    await store.tx((q) => q.update(t.studyDay).set({ notCounted: -1 }))
    await school.hour(first)
    await school.deps.deriver.settle()
    const touched = (await days()).filter(({ notCounted }) => notCounted !== -1)
    expect(new Set(touched.map(({ seat }) => seat))).toEqual(new Set([roster[0]?.seat]))
    expect(await read.select().from(t.dirtyDay)).toEqual([])
    await school.deps.deriver.rebuild()
    expect((await days()).every(({ notCounted }) => notCounted !== -1)).toBe(true)
  })
})
