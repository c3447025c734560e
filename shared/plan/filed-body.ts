import { maskId } from '../people/mask'
import { type Checked, hostOf } from './checklist'
import type { FilingBody } from './filing'
import type { Filed } from './papers'
import type { PlanDetails } from './plan'
import { maskBankAccount } from './profile'

/** Row ids of a body: its lists have none, and refer by name. */
const row = (kind: string, i: number) => `${kind}${i}`

/** A filed plan as it was typed, so that papers and checklist of the organisation are those of the bureau, too. */
export function detailsOfBody({ plan, policy }: FilingBody): PlanDetails {
  const course = (title: string) => {
    const at = plan.courses.findIndex((one) => one.title === title)
    return at < 0 ? '' : row('c', at)
  }
  const teacher = (name: string) => {
    const at = plan.teachers.findIndex((one) => one.name === name)
    return at < 0 ? '' : row('t', at)
  }
  // Courses name the site of a platform; a filing names its address alone.
  const siteOf = (url: string) => {
    const host = hostOf(url) ?? ''
    return plan.courses.some(({ site }) => site === host) ? host : 'any'
  }
  return {
    ...{ title: plan.title, occupation: plan.occupation, level: plan.level, audience: plan.audience },
    ...{ trainees: String(plan.trainees), methods: plan.methods, period: plan.period },
    platforms: plan.platforms.map((one, i) => ({ ...one, id: row('p', i), site: siteOf(one.url) })),
    courses: plan.courses.map((one, i) => ({ ...one, id: row('c', i) })),
    teachers: plan.teachers.map(({ name, qualification, courses }, i) => ({
      ...{ id: row('t', i), name, qualification, courses: courses.map(course).filter((id) => id !== '') },
      idMasked: '',
    })),
    timetable: plan.timetable.map((one, i) => ({
      ...one,
      ...{ id: row('l', i), teacher: teacher(one.teacher), course: course(one.course) },
    })),
    ...{ textbooks: plan.textbooks, assessment: plan.assessment, cost: plan.cost, relevance: plan.relevance },
    ...{ place: plan.place, headTeacher: plan.headTeacher, fund: plan.fund, modules: plan.modules, attachments: [] },
    ...{ report: plan.report, policy: `${policy.id}@${policy.version}`, waits: true, onlyPlatforms: false },
    ...(plan.exceptions && { exceptions: plan.exceptions }),
  }
}

/** What the papers of a filing say, ID numbers and the account masked. `filedOn` = the Beijing day; `bureau` = whom it is addressed to. */
export function filedOfBody(body: FilingBody, filedOn: string, bureau: string): Filed {
  const { organisation, plan, policy, roster = [] } = body
  const { account } = organisation
  return {
    organisation: {
      ...{ kind: organisation.kind, name: organisation.name, creditCode: organisation.creditCode ?? '' },
      ...{ address: organisation.address, legalRepresentative: organisation.legalRepresentative },
      ...{ contact: organisation.contact, phone: organisation.phone, about: organisation.about },
      ...{ business: organisation.business, bureau, permit: organisation.permit ?? '' },
      catalogue: organisation.catalogue ?? '',
      ...(account && { account: { ...account, number: maskBankAccount(account.number) } }),
    },
    type: plan.type,
    details: detailsOfBody(body),
    teacherIds: Object.fromEntries(
      plan.teachers.flatMap(({ idNumber }, i) => (idNumber === undefined ? [] : [[row('t', i), maskId(idNumber)]])),
    ),
    roster: roster.map((one) => ({ ...one, idNumber: maskId(one.idNumber) })),
    policyTitle: `${policy.title} 第${policy.version}版（${policy.status === 'confirmed' ? '已确认' : '待人社局确认'}）`,
    ...{ version: plan.version, filedOn },
  }
}

/** What the checklist looks at; papers that were handed in stand by their kind. */
export function checkedOfBody(body: FilingBody): Checked {
  const { organisation, plan, attachments, roster = [] } = body
  const licence = attachments.find(({ kind }) => kind === 'licence')?.hash
  const { account } = organisation
  return {
    type: plan.type,
    details: { ...detailsOfBody(body), attachments },
    organisation: {
      ...{ kind: organisation.kind, name: organisation.name, creditCode: organisation.creditCode },
      profile: {
        ...{ address: organisation.address, legalRepresentative: organisation.legalRepresentative },
        ...{ contact: organisation.contact, phone: organisation.phone, about: organisation.about },
        ...{ business: organisation.business, bureau: '', deadlines: {}, bureaus: [] },
        ...(licence !== undefined && { licence }),
        ...(account && {
          account: { holder: account.holder, bank: account.bank, masked: maskBankAccount(account.number), cipher: '' },
        }),
        institution: {
          ...{ permit: organisation.permit ?? '', permitUntil: '', permitScope: '', catalogueUntil: '' },
          catalogue: organisation.catalogue ?? '',
        },
      },
    },
    people: roster.length,
  }
}

/** A filing without what only forms may hold: ID numbers and the account. */
export function openBody(body: FilingBody): FilingBody {
  const { roster: _, organisation, plan, ...rest } = body
  const { account: __, ...named } = organisation
  return {
    ...rest,
    organisation: named,
    plan: { ...plan, teachers: plan.teachers.map(({ idNumber: ___, ...teacher }) => teacher) },
  }
}
