import { type ClaimAmount, claimAmount } from '../../shared/claim/amount'
import type { PersonFacts } from '../../shared/claim/facts'
import { wenzhou } from '../../shared/claim/rates/wenzhou-2020@1'
import { sha256Hex, utf8 } from '../../shared/crypto'
import { maskId } from '../../shared/people/mask'
import type { Filed } from '../../shared/plan/papers'
import { wholePlan } from '../../shared/plan/plan.fixture'
import type { Certificate, ExamResult } from '../../shared/study/facts'
import { classHours } from '../../shared/study/hours'
import { defaultPolicy, policyKey } from '../../shared/study/policies'
import { inventedId } from '../../test/support/hr'
import { nodeCrypto } from '../crypto'
import type { TrainingClass } from '../training/class-of'
import type { ClaimClass, ClaimData, ClaimPerson } from './claim-data'
import type { ClassData, PersonData } from './class-data'

const MINUTE = 60_000
const DAY = 86_400_000
/** 2026-12-14 08:30 in Beijing. */
const OPENING = Date.parse('2026-12-14T00:30:00Z')
const CHAIN = 'c'.repeat(64)
const NAMES = ['王晓明', '李𠮷', '阿卜杜热合曼·买买提', '欧阳若兰', '张伟', '张伟', '刘洋', '陈静', '赵敏', '孙丽']
const TRADES = [
  { name: '养老护理员', code: '4-10-01-02', hours: '24' },
  { name: '育婴员', code: '4-10-01-02-02', hours: '16' },
  { name: '保育师', code: '4-10-01-03', hours: '20' },
] as const

export interface ClaimShape {
  classes?: number
  /** On the roster of each class; the claim asks for all but the last, who failed and left. */
  people?: number
  version?: number
}

/** A claim of an institution to which nothing is missing, invented from its shape alone: the same shape, the same claim. */
export function claimFixture({ classes = 2, people = 4, version = 1 }: ClaimShape = {}): ClaimData {
  const made = Array.from({ length: classes }, (_, i) => classOf(i, people))
  const asked = made.flatMap(({ data, enrolled }) =>
    data.people.slice(0, Math.max(1, enrolled - 1)).map((person) => ({ trained: data.trained, person })),
  )
  const facts = asked.map(({ trained, person }) => factsOf(trained, person))
  const reckoned = claimAmount(facts, [wenzhou])
  return {
    id: 'claim-1',
    number: '2026-003',
    title: '2026 年第三批线上职业技能培训补贴',
    version,
    madeAt: OPENING + 40 * DAY,
    claimant: {
      ...{ id: 'organisation-1', kind: 'institution', name: '绥化市示范职业培训学校' },
      ...{ creditCode: '91110000600037341L', address: '绥化市北林区中兴东路 1 号' },
      ...{ contact: '孙老师', phone: '0455-8000000', legalPerson: '周校长' },
      account: { name: '绥化市示范职业培训学校', bank: '绥化农商行中兴支行', number: '6228480000000006789' },
    },
    classes: made,
    people: asked.map(({ trained, person }, i) => claimPerson(trained, person, i, facts, reckoned)),
    tables: [wenzhou],
    total: reckoned.total,
    capitals: reckoned.capitals,
    onBehalf: true,
    dataHash: sha256Hex(nodeCrypto, utf8(JSON.stringify([classes, people, version, facts, reckoned]))),
  }
}

function classOf(index: number, people: number): ClaimClass {
  const trade = TRADES[index % TRADES.length] ?? TRADES[0]
  const trained = trainedOf(trade, index)
  const data: ClassData = {
    trained,
    people: Array.from({ length: people }, (_, i) => personData(trained, index, i, i === people - 1 && people > 1)),
    facts: {
      ...{ v: 3, class: trained.id, bindings: [], courses: trained.plan.courses, period: trained.plan.period },
      ...{ devices: [], corrections: [], imported: [], elsewhere: [] },
    },
  }
  const seats = data.people.map(({ row }) => row)
  return {
    data,
    teaching: [
      {
        ...{ from: '2026-12-14', to: '2026-12-18', hours: '', course: `${trade.name}（初级）` },
        ...{ content: '第一节 生活照料；第二节 基础护理', classHours: trade.hours, form: 'recorded', practice: false },
        ...{ teacher: '赵敏', place: '中国职业培训在线', expected: people, present: people, absent: [] },
        ...{ video: '平台承诺留存（承诺书 5a3f…）', remark: '' },
      },
      {
        ...{ from: '2026-12-21', to: '2026-12-21', hours: '08:30-10:00', course: `${trade.name}（初级）` },
        ...{ content: '翻身与移动', classHours: '2', form: 'offline', practice: true, teacher: '钱芳' },
        ...{ place: '实训楼 203', expected: people, present: people - 1, video: '', remark: '' },
        absent: seats.slice(-1).map(({ number, name }) => ({ number, name })),
      },
    ],
    videos: [
      {
        ...{ course: 'c-1', courseTitle: `${trade.name}（初级）`, how: 'undertaking', files: [] },
        evidence: '5a'.repeat(32),
      },
    ],
    attendance: data.people.flatMap(({ row, days }) =>
      days.map(({ day }, i) => ({
        ...{ seat: row.seat, number: row.number, name: row.name, day, device: 'd'.repeat(32) },
        ...{ in: OPENING + i * DAY, out: OPENING + i * DAY + 185 * MINUTE, method: 'popup' as const },
        ...{ signIns: 1, open: 0, confirmed: 1 },
      })),
    ),
    filed: filedOf(trade, trained, data),
    filing: `绥人社培备〔2026〕${index + 11}号`,
    enrolled: people,
  }
}

const trainedOf = (trade: (typeof TRADES)[number], index: number): TrainingClass => ({
  ...{ id: `class-${index + 1}`, organisation: 'organisation-1', organisationName: '绥化市示范职业培训学校' },
  ...{ name: `${trade.name}第${index + 1}期`, code: `ABCD${index}`, status: 'closed', createdAt: OPENING - 10 * DAY },
  plan: {
    ...{ id: `plan-${index + 1}`, type: 'employment', title: `${trade.name}培训`, occupation: trade.name },
    ...{ level: '五级/初级工', policy: defaultPolicy, period: { from: '2026-12-14', to: '2027-01-15' } },
    courses: [{ key: 'c-1', site: 'px.class.com.cn', title: `${trade.name}（初级）`, aliases: [], hours: trade.hours }],
    consentDate: '2026-12-10',
  },
})

/** Studies the planned hours in equal parts on four days. */
function personData({ id, plan }: TrainingClass, of: number, i: number, failed: boolean): PersonData {
  const idNumber = inventedId(of * 500 + i)
  const [course = { key: '', title: '', hours: '0' }] = plan.courses
  const daily = ((failed ? 0.5 : 1) * Number(course.hours) * plan.policy.minutesPerHour * MINUTE) / 4
  const seat = `${id}-seat-${i + 1}`
  const lesson = { key: 'l-1', title: '第一节 生活照料' }
  const days = Array.from({ length: 4 }, (_, n) => {
    const day = `2026-12-${14 + n}`
    const from = OPENING + n * DAY
    const deductions = { hidden: 5 * MINUTE }
    const score = { value: failed ? '52' : String(80 + (i % 20)), max: '100', pass: !failed, source: 'page' }
    const scores = n === 3 ? [{ ...score, at: from + daily, chain: CHAIN, seq: 9 }] : []
    const platform = { progress: '100%', finished: true, at: from + daily }
    return {
      day,
      credited: daily,
      folded: { deductions, courses: [{ ...course, lessons: [{ ...lesson, credited: daily }], platform, scores }] },
      lessons: [
        {
          course: course.title,
          lesson: lesson.title,
          from,
          to: from + daily + 5 * MINUTE,
          credited: daily,
          deductions,
        },
      ],
      counted: [{ from, to: from + daily, receipt: CHAIN }],
    }
  })
  return {
    row: {
      ...{ seat, number: String(i + 1).padStart(3, '0'), name: NAMES[i % NAMES.length] ?? '', findings: 0 },
      ...{ idMasked: maskId(idNumber), state: 'joined', credited: 4 * daily, notCounted: 20 * MINUTE },
      courses: [{ key: course.key, title: course.title, credited: 4 * daily }],
      missing: [],
      ...(failed && { left: { at: OPENING + 6 * DAY, how: '已退出' } }),
    },
    ...{ idNumber, days, credited: 4 * daily, lacksTests: failed ? 1 : 0 },
    ...{ learner: { match: 4, mismatch: 0, unknown: 0 } },
  }
}

const factsOf = ({ plan }: TrainingClass, { row, credited }: PersonData): PersonFacts => ({
  ...{ person: row.seat, occupation: plan.occupation, level: plan.level, project: plan.title },
  ...{ type: '就业技能培训', categories: ['农村转移就业劳动者'], offlineDays: 1 },
  hours: { online: classHours(credited, plan.policy), offline: '2' },
  ...{ completed: true, passed: true, certificate: true, taken: [] },
  dates: { opening: plan.period.from, closing: plan.period.to, certificate: '2027-01-20', claim: '2027-01-23' },
})

function claimPerson(
  { id, plan }: TrainingClass,
  data: PersonData,
  index: number,
  facts: readonly PersonFacts[],
  { people }: ClaimAmount,
): ClaimPerson {
  const { seat } = data.row
  const own = classHours(data.credited, plan.policy)
  const score = String(80 + (Number(data.row.number) % 20))
  const mine = facts[index]
  const reckoned = people[index]
  if (!mine || !reckoned) throw new Error(`nothing reckoned for ${seat}`)
  return {
    ...{ class: id, seat, data, facts: mine },
    ...(reckoned.table !== undefined && { table: reckoned.table }),
    amount: reckoned.amount,
    hours: { own, platform: '0.00', byHand: '0.00', offline: '2.00', total: `${Number(own) + 2}.00` },
    results: resultsOf(seat, score),
    certificate: certificateOf(seat, index),
    ...{ category: '农村转移就业劳动者', phone: `138000${String(index + 10_000).slice(-5)}` },
    ...{ scoreText: `理论 ${score} 实操 ${score} 合格`, passed: true },
  }
}

/** The second of each class failed in theory at first. */
const resultsOf = (seat: string, value: string): ExamResult[] => {
  const one = { seat, max: '100', source: 'entered', by: 'hr-1', at: OPENING + 35 * DAY } as const
  const theory = { ...one, part: 'theory', value, pass: true, attempt: 1, day: '2027-01-16' } as const
  const again = [
    { ...theory, id: `${seat}-t1`, value: '48', pass: false },
    { ...theory, id: `${seat}-t2`, attempt: 2, day: '2027-01-18' },
  ]
  return [
    ...(seat.endsWith('seat-2') ? again : [{ ...theory, id: `${seat}-t1` }]),
    { ...one, id: `${seat}-p1`, part: 'practice', value, pass: true, attempt: 1, day: '2027-01-16' },
  ]
}

const certificateOf = (seat: string, index: number): Certificate => ({
  ...{ id: `${seat}-c1`, seat, number: `Y002312${String(260_000 + index)}`, day: '2027-01-20' },
  ...{ issuer: '绥化市职业技能鉴定指导中心', by: 'hr-1', at: OPENING + 38 * DAY },
})

function filedOf(trade: (typeof TRADES)[number], { plan, organisationName }: TrainingClass, data: ClassData): Filed {
  return {
    organisation: {
      ...{ kind: 'institution', name: organisationName, creditCode: '91110000600037341L' },
      ...{ address: '绥化市北林区中兴东路 1 号', legalRepresentative: '周校长', contact: '孙老师' },
      ...{ phone: '0455-8000000', about: '职业培训学校', business: '职业技能培训' },
      ...{ bureau: '绥化市人力资源和社会保障局', permit: '人社民 2312001 号', catalogue: '第一批' },
      account: { holder: organisationName, bank: '绥化农商行中兴支行', number: '6228480000000006789' },
    },
    type: plan.type,
    details: {
      ...wholePlan(),
      title: plan.title,
      occupation: { code: trade.code, edition: '2022', name: trade.name },
      trainees: String(data.people.length),
      courses: wholePlan().courses.map((course) => ({
        ...course,
        title: `${trade.name}（初级）`,
        hours: trade.hours,
      })),
    },
    teacherIds: { t1: inventedId(900) },
    roster: data.people.map(({ row, idNumber }) => ({ name: row.name, idNumber })),
    policyTitle: `${plan.policy.title}（${policyKey(plan.policy)}）`,
    version: 1,
    filedOn: '2026-12-01',
  }
}
