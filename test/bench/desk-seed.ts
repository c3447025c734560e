import type { Deps } from '../../server/deps'
import { chunksOf } from '../../server/training/roster/chunks'
import { wholePlan } from '../../shared/plan/plan.fixture'
import { CLASSES, classOf, DAY, hasJoined, hex, numberOf, PEOPLE } from './invented'

const MEMBERS = 60
const AUDITED = 100_000
const LISTS = 3
const LISTED = 20_000
/** Plans without a class: drafts and filed ones by turns. */
const WAITING = 60

const roles = ['administrator', 'manager', 'hr', 'teacher', 'finance', 'auditor'] as const
const memberOf = (n: number) => hex(`member ${n % MEMBERS}`, 32)

/** What stands in the office beside the classes: members, audit, questions, files handed in, lists to compare with, plans that wait. */
export async function seedDesk(deps: Deps, organisation: string): Promise<void> {
  await members(deps, organisation)
  await waitingPlans(deps, organisation)
  await audit(deps, organisation)
  await questions(deps)
  await handIns(deps)
  await hitLists(deps, organisation)
}

/** Versions of the c-th class's plan: each third was changed once, of each fifth the next version is being written. */
export function versionsOf(c: number, plan: string, organisation: string, policy: string, now: number) {
  const changed = c % 3 === 0
  const first = changed ? hex(`plan ${c} first`, 32) : plan
  const version = (id: string, n: number, status: string) => ({
    ...planOf(c, organisation, policy, now),
    ...{ id, series: first, version: n, status, consentDate: '2026-01-05' },
  })
  return [
    ...(changed ? [version(first, 1, 'superseded')] : []),
    version(plan, changed ? 2 : 1, 'approved'),
    ...(c % 5 === 0 ? [{ ...version(hex(`plan ${c} next`, 32), changed ? 3 : 2, 'draft'), decidedAt: null }] : []),
  ]
}

function planOf(c: number, organisation: string, policy: string, now: number) {
  const whole = wholePlan()
  const period = { from: '2026-01-01', to: '2027-12-31' }
  const details = {
    ...{ ...whole, period, title: `${c} 年度培训方案` },
    timetable: Array.from({ length: 40 }, (_, n) => whole.timetable.map((row) => ({ ...row, id: `l${n}` }))).flat(),
  }
  const savedAt = now - (CLASSES - c) * 3_600_000
  return {
    ...{ organisation, title: details.title, occupation: '电工', level: '四级/中级工', policy, type: 'employment' },
    ...{ periodFrom: period.from, periodTo: period.to, details: JSON.stringify(details), createdAt: savedAt, savedAt },
    ...{ filedAt: savedAt, decidedAt: savedAt },
  }
}

async function waitingPlans({ store, clock }: Deps, organisation: string): Promise<void> {
  const { t } = store
  const [known] = await store.read.select({ policy: t.plan.policy }).from(t.plan).limit(1)
  const rows = Array.from({ length: WAITING }, (_, n) => {
    const id = hex(`waiting plan ${n}`, 32)
    const draft = n % 2 === 0
    const undecided = { decidedAt: null, ...(draft && { filedAt: null }) }
    const own = { id, series: id, status: draft ? 'draft' : 'filed', ...undecided }
    return { ...planOf(n, organisation, known?.policy ?? '{}', clock.now()), ...own }
  })
  await store.tx((q) => q.insert(t.plan).values(rows))
}

async function members({ store, clock }: Deps, organisation: string): Promise<void> {
  const now = clock.now()
  const { t } = store
  const ids = Array.from({ length: MEMBERS }, (_, n) => n)
  await store.tx(async (q) => {
    await q.insert(t.member).values(
      ids.map((n) => ({
        ...{ id: memberOf(n), organisation, login: `member-${n}`, name: `经办人${n}`, password: '' },
        ...{ role: roles[n % roles.length] ?? 'hr', createdAt: now - n },
      })),
    )
    await q.insert(t.session).values(
      ids.flatMap((n) =>
        [0, 1, 2].map((k) => ({
          ...{ id: hex(`session ${n} ${k}`, 32), secretHash: '', member: memberOf(n) },
          ...{ createdAt: now - DAY, seenAt: now - k, expiresAt: now + DAY },
        })),
      ),
    )
  })
}

/** A third of it by trainees, as questions and appeals are. */
async function audit({ store, clock }: Deps, organisation: string): Promise<void> {
  const now = clock.now()
  const actions = ['session.open', 'plan.save', 'list.export', 'hand-in.import', 'question.answer', 'seat.reissue']
  const rows = Array.from({ length: AUDITED }, (_, n) => ({
    ...{ id: hex(`audit ${n}`, 32), organisation, at: now - n * 20_000 },
    ...(n % 3 === 0
      ? { actor: `seat:${hex(`seat ${(n * 7) % PEOPLE}`, 32)}`, action: 'question.receive', subject: hex(`q ${n}`, 32) }
      : { actor: memberOf(n), action: actions[n % actions.length] ?? '', subject: classOf(n % PEOPLE) }),
    detail: JSON.stringify({ rows: n % 50 }),
  }))
  await store.tx(async (q) => {
    for (const chunk of chunksOf(rows)) await q.insert(store.t.audit).values([...chunk])
  })
}

/** Of each fourth person; every other one is answered. */
async function questions({ store, clock }: Deps): Promise<void> {
  const { t } = store
  const asked = Array.from({ length: PEOPLE }, (_, i) => i).filter((i) => i % 4 === 1 && hasJoined(i))
  const rows = asked.map((i) => ({
    ...{ id: hex(`question ${i}`, 32), seat: hex(`seat ${i}`, 32), course: i % 8 === 1 ? 'c-0' : '' },
    ...{ body: '第二节的作业交到哪里？', entry: hex(`asked ${i}`, 64), at: clock.now() - i * 60_000 },
  }))
  const answered = asked
    .filter((i) => i % 8 === 1)
    .map((i) => ({
      ...{ id: hex(`answer ${i}`, 32), question: hex(`question ${i}`, 32), body: '在课程页的“作业”里。' },
      ...{ entry: hex(`answered ${i}`, 64), by: memberOf(i), at: clock.now() - i },
    }))
  await store.tx(async (q) => {
    for (const chunk of chunksOf(rows)) await q.insert(t.question).values([...chunk])
    for (const chunk of chunksOf(answered)) await q.insert(t.answer).values([...chunk])
  })
}

/** Four files of every other person, some of them 补交. */
async function handIns({ store, clock }: Deps): Promise<void> {
  const rows = Array.from({ length: PEOPLE }, (_, i) => i)
    .filter((i) => i % 2 === 0 && hasJoined(i))
    .flatMap((i) =>
      [0, 1, 2, 3].map((k) => {
        const at = clock.now() - k * 5 * DAY - i
        return {
          ...{ id: hex(`hand-in ${i} ${k}`, 32), class: classOf(i), chain: hex(`chain ${i}`, 64), by: memberOf(i) },
          ...{ entries: 40, firstAt: at - 3 * DAY, lastAt: at - DAY, late: (i + k) % 12 === 0 ? 1 : 0, at },
        }
      }),
    )
  await store.tx(async (q) => {
    for (const chunk of chunksOf(rows)) await q.insert(store.t.handIn).values([...chunk])
  })
}

/** Each holds numbers of strangers, and of each fiftieth trainee. */
async function hitLists({ store, secrets, clock }: Deps, organisation: string): Promise<void> {
  const { t } = store
  for (let l = 0; l < LISTS; l++) {
    const list = hex(`list ${l}`, 32)
    const numbers = Array.from({ length: LISTED }, (_, n) => numberOf(n * 50 < PEOPLE ? n * 50 : PEOPLE * (l + 2) + n))
    const rows = numbers.map((number) => {
      const idIndex = secrets.index('id', number)
      return { list, idIndex, remarkCipher: secrets.encrypt('养老待遇', `${list}/${idIndex}`) }
    })
    await store.tx(async (q) => {
      await q.insert(t.hitList).values({
        ...{ id: list, organisation, name: `名单${l}`, source: '社保经办机构', day: '2026-01-01', people: rows.length },
        ...{ by: memberOf(l), at: clock.now() },
      })
      for (const chunk of chunksOf(rows)) await q.insert(t.hit).values([...chunk])
    })
  }
}
