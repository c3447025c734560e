import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { dayOf } from '../../shared/calendar/beijing'
import type { Span } from '../../shared/record/bodies'
import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { course, HOUR, lesson, type Pupil, type School } from '../claim/school.fixture'
import { dirtyDevice, dirtyPlan, dirtySeat } from '../training/dirty'

const MINUTE = 60_000
const otherCourse = { key: 'c-2', title: '育婴员（初级）' }

const coverage: Policy = {
  ...defaultPolicy,
  id: 'coverage',
  measure: 'coverage',
  weights: { video: 700 },
  consent: true,
}

const capped: Policy = { ...defaultPolicy, id: 'capped', daily: { cap: 20 * MINUTE } }

interface Studying {
  pupil: Pupil
  course: typeof course
  seat: string
  plan: string
}

let classes = 0
/** Three devices of two people: the first person has one in each of two classes, which count by different policies. */
async function pupils(school: School): Promise<Studying[]> {
  const n = classes++
  const [a, b] = [inventedId(2 * n), inventedId(2 * n + 1)]
  const carers = await school.openClass(
    [
      { name: '王晓明', id: a },
      { name: '李𠮷', id: b },
    ],
    { name: `养老${n}`, policy: capped },
  )
  const nannies = await school.openClass([{ name: '王晓明', id: a }], {
    name: `育婴${n}`,
    courses: [{ site: 'px.class.com.cn', title: otherCourse.title }],
    policy: coverage,
  })
  const joined = []
  for (const code of carers.codes) joined.push({ pupil: await school.join(carers.id, code), course })
  joined.push({ pupil: await school.join(nannies.id, nannies.codes[0] ?? ''), course: otherCourse })
  const { t, read } = school.deps.store
  const claims = await read
    .select({ claim: t.claim.claim, seat: t.claim.seat, plan: t.class.plan })
    .from(t.claim)
    .innerJoin(t.class, eq(t.class.id, t.claim.class))
  return joined.map((one) => {
    const claim = claims.find(({ claim }) => claim === one.pupil.device.claim)
    return { ...one, seat: claim?.seat ?? '', plan: claim?.plan ?? '' }
  })
}

/** Every derived row, in order. */
export const studyDays = async (school: School) => {
  const { t, read } = school.deps.store
  return read.select().from(t.studyDay).orderBy(asc(t.studyDay.seat), asc(t.studyDay.day))
}

const MEANWHILE = [
  'nothing',
  'nothing',
  'approved',
  'sign-out',
  'sign-in',
  'answered',
  'missed',
  'score',
  'restore',
  'withdraw',
  'revoked',
  'approved',
  'consent',
] as const
/** Hours pass; somebody studies, with or without handing in; people decide; now and then everything that is dirty is folded. */
export const action = fc.record({
  who: fc.nat(2),
  hours: fc.constantFrom(0, 0, 1, 4, 9),
  /** Minutes before the end of the hours at which each span begins, its length, and where in the lesson it is. */
  spans: fc.array(
    fc.record({
      back: fc.constantFrom(0, 5, 20, 60, 400),
      minutes: fc.integer({ min: 1, max: 15 }),
      from: fc.constantFrom(0, 0, 10, 30),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  visible: fc.constantFrom(true, true, true, true, false),
  /** Whether they sign in before they play. */
  signIn: fc.constantFrom(true, true, true, false),
  meanwhile: fc.array(fc.constantFrom(...MEANWHILE), { maxLength: 1 }),
  handIn: fc.constantFrom(true, true, false),
  settle: fc.constantFrom(true, true, false),
})
export type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

let decisions = 0
async function act(school: School, one: Studying, what: (typeof MEANWHILE)[number], back: number): Promise<void> {
  const { store } = school.deps
  const { t } = store
  const { device } = one.pupil
  const at = school.clock.ms
  const by = { id: `d-${decisions++}`, by: 'm', at }
  if (what === 'sign-out') device.write('signout', { reason: 'idle' }, at)
  else if (what === 'sign-in') device.write('signin', { method: 'pin' }, at)
  else if (what === 'answered') device.answer(at)
  else if (what === 'missed')
    device.write('presence', { after: device.entries[2]?.hash ?? '', n: 1, due: at, result: 'missed' }, at)
  else if (what === 'score')
    device.write(
      'score',
      {
        ...{ site: 'px.class.com.cn', rule: `px.class.com.cn@1#${'0'.repeat(64)}`, course: one.course, value: '90' },
        ...{ source: 'page', raw: '0'.repeat(64) },
      },
      at,
    )
  else if (what === 'restore' || what === 'withdraw')
    await store.tx(async (q) => {
      const from = at - back * MINUTE
      await q
        .insert(t.correction)
        .values({ ...by, seat: one.seat, effect: what, from, to: from + 9 * HOUR, reason: '核实' })
      await dirtySeat(q, store, one.seat)
    })
  else if (what === 'revoked' || what === 'approved')
    await store.tx(async (q) => {
      const { organisation } = school
      await q
        .insert(t.deviceDecision)
        .values({ ...by, organisation, device: device.id, decision: what, at: at - back * MINUTE })
      await dirtyDevice(q, store, organisation, device.id)
    })
  else if (what === 'consent')
    await store.tx(async (q) => {
      await q
        .update(t.plan)
        .set({ consentDate: dayOf(at - back * HOUR) })
        .where(eq(t.plan.id, one.plan))
      await dirtyPlan(q, store, one.plan)
    })
}

/** Plays a story to its end: everything is handed in and folded. */
export async function play(school: School, actions: readonly Action[]): Promise<void> {
  const all = await pupils(school)
  for (const one of all) await act(school, one, 'consent', 0)
  for (const { who, hours, spans, visible, signIn, meanwhile, handIn, settle } of actions) {
    const one = all[who]
    if (!one) throw new Error('nobody')
    school.clock.ms += hours * HOUR
    const played: Span[] = spans.map(({ back, minutes, from }) => ({
      ...steady(school.clock.ms - (back + minutes) * MINUTE, minutes * MINUTE, from * MINUTE),
      visible,
    }))
    if (signIn) one.pupil.device.write('signin', { method: 'pin' }, school.clock.ms)
    one.pupil.device.watch(one.course, lesson, [played], school.clock.ms)
    for (const what of meanwhile) await act(school, one, what, spans[0]?.back ?? 0)
    if (handIn) await school.handIn(one.pupil)
    if (settle) await school.deps.deriver.settle()
  }
  for (const { pupil } of all) await school.handIn(pupil)
  await school.deps.deriver.settle()
}
