import { asc } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Span } from '../../shared/record/bodies'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { course, HOUR, lesson, type Pupil, people, School } from '../claim/school.fixture'

const MINUTE = 60_000
const otherCourse = { key: 'c-2', title: '育婴员（初级）' }

let school: School
let classes = 0
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

/** Three devices of two people: the first person has one in each of two classes. */
async function pupils(): Promise<{ pupil: Pupil; course: typeof course }[]> {
  const n = classes++
  const [a, b] = [inventedId(2 * n), inventedId(2 * n + 1)]
  const carers = await school.openClass(
    [
      { name: '王晓明', id: a },
      { name: '李𠮷', id: b },
    ],
    { name: `养老${n}` },
  )
  const nannies = await school.openClass([{ name: '王晓明', id: a }], {
    name: `育婴${n}`,
    courses: [{ site: 'px.class.com.cn', title: otherCourse.title }],
  })
  const joined = []
  for (const code of carers.codes) joined.push({ pupil: await school.join(carers.id, code), course })
  joined.push({ pupil: await school.join(nannies.id, nannies.codes[0] ?? ''), course: otherCourse })
  return joined
}

const days = async () => {
  const { t, read } = school.deps.store
  return read.select().from(t.studyDay).orderBy(asc(t.studyDay.seat), asc(t.studyDay.day))
}

/** Hours pass; somebody studies, with or without handing in; now and then everything that is dirty is folded. */
const action = fc.record({
  who: fc.nat(2),
  hours: fc.integer({ min: 1, max: 14 }),
  /** Minutes before the end of the hours at which each span begins, and its length. */
  spans: fc.array(fc.record({ back: fc.integer({ min: 0, max: 800 }), minutes: fc.integer({ min: 1, max: 90 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  visible: fc.constantFrom(true, true, true, false),
  signOut: fc.constantFrom(false, false, false, true),
  handIn: fc.boolean(),
  settle: fc.boolean(),
})

describe('the days of study', () => {
  it('folded as they come are what a rebuild from nothing gives, for people in several classes too', async () => {
    let folded = 0
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 9 }), async (actions) => {
        const all = await pupils()
        for (const { who, hours, spans, visible, signOut, handIn, settle } of actions) {
          const one = all[who] ?? expect.fail()
          school.clock.ms += hours * HOUR
          const played: Span[] = spans.map(({ back, minutes }) => ({
            ...steady(school.clock.ms - (back + minutes) * MINUTE, minutes * MINUTE),
            visible,
          }))
          one.pupil.device.watch(one.course, lesson, [played], school.clock.ms)
          if (signOut) one.pupil.device.write('signout', { reason: 'idle' }, school.clock.ms)
          if (handIn) await school.handIn(one.pupil)
          if (settle) await school.deps.deriver.settle()
        }
        for (const { pupil } of all) await school.handIn(pupil)
        await school.deps.deriver.settle()
        const incremental = await days()
        await school.deps.deriver.rebuild()
        expect(await days()).toEqual(incremental)
        folded += incremental.length
      }),
      { numRuns: 12 },
    )
    expect(folded).toBeGreaterThan(12)
  })

  it('are the same for the package, which computes them from its own entries', async () => {
    const { id, codes } = await school.openClass(people('赵未到'), { name: '复核班' })
    const pupil = await school.join(id, codes[0] ?? '')
    for (let i = 0; i < 3; i++) {
      await school.hour(pupil)
      school.clock.ms += 11 * HOUR
    }
    const report = await school.verify((await school.package(id)).bag)
    const { roster } = await school.hr.class(id)
    expect(report.verdict).toBe('good')
    expect(report.seats.map(({ credited }) => credited)).toEqual([1_800_000])
    expect(roster.map(({ credited }) => credited)).toEqual([1_800_000])
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
