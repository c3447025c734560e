import type { CalendarAnswer, OrganisationAnswer, PlanAnswer, PlanPapers, PlanRow } from '../../../shared/api/plans'
import { builtInYears } from '../../../shared/calendar/years'
import { checkPlan } from '../../../shared/plan/checklist'
import { deadlinesOf } from '../../../shared/plan/deadlines'
import { papersOf } from '../../../shared/plan/papers'
import { emptyDetails, type PlanDetails } from '../../../shared/plan/plan'
import { wholePlan, wholeProfile } from '../../../shared/plan/plan.fixture'
import { settledPolicy } from '../../../shared/plan/settle'
import { policyKey } from '../../../shared/study/policies'
import { at } from './instants'

const today = '2026-11-22'
const whole: PlanDetails = {
  ...wholePlan(),
  audience: '本企业在岗职工（含劳务派遣人员）',
  relevance: '本企业从事机电设备生产，培训内容为本岗位操作技能',
  cost: '30000',
  teachers: [{ id: 't1', name: '赵敏', qualification: '讲师', courses: ['c1'], idMasked: '231202********1234' }],
}

const answer = (id: string, details: PlanDetails, rest: Partial<PlanAnswer>): PlanAnswer => {
  const policy = settledPolicy(details)
  return {
    ...{ id, version: 1, status: 'draft', type: 'upskilling', details },
    policy: { key: policyKey(policy), title: policy.title, confirmed: false },
    savedAt: at(9),
    missing: [],
    ...{ people: 2, classes: [], decisions: [], versions: [{ id, version: 1, status: 'draft' }] },
    deadlines: deadlinesOf(
      { kind: 'enterprise', start: details.period.from || undefined, end: details.period.to || undefined },
      today,
    ),
    ...rest,
  }
}

const missingOf = (details: PlanDetails) =>
  checkPlan({
    type: 'upskilling',
    details,
    organisation: { kind: 'enterprise', name: '示范学校', creditCode: '91110000600037341L', profile: wholeProfile() },
    people: 0,
  })

const begun: PlanDetails = { ...emptyDetails(), title: '育婴员（初级）培训', policy: whole.policy }
const later: PlanDetails = { ...whole, period: { from: '2026-12-14', to: '2027-02-26' }, trainees: '3' }

export const plans: PlanAnswer[] = [
  answer('plan-draft', begun, { missing: missingOf(begun), people: 0 }),
  answer('plan-whole', whole, {}),
  answer('plan-filed', whole, {
    ...{ status: 'filed', filedAt: at(10), filing: 'ab'.repeat(32) },
    receipt: {
      ...{ number: '备案受理〔2026〕8号', received: '2026-11-22', due: '2026-11-27', tentative: false },
      ...{ bureau: '绥化市人力资源和社会保障局', by: '王老师', at: at(11) },
    },
    versions: [{ id: 'plan-filed', version: 1, status: 'filed', filedAt: at(10) }],
  }),
  answer('plan-agreed', later, {
    ...{ status: 'approved', version: 2, filedAt: at(10), filing: 'cd'.repeat(32), consentDate: '2026-11-02' },
    classes: [{ id: 'class-1', name: '养老护理员培训第1期', status: 'open' }],
    decisions: [
      {
        ...{ how: 'hand', outcome: 'agreed', number: '绥培备〔2026〕1号', date: '2026-11-20', remarks: '' },
        ...{ document: 'ef'.repeat(32), by: '王老师', at: at(11) },
      },
    ],
    versions: [
      { id: 'plan-filed', version: 1, status: 'superseded', filedAt: at(8) },
      { id: 'plan-agreed', version: 2, status: 'approved', filedAt: at(10) },
    ],
    differences: [
      { touches: 'papers', text: '培训人数：2 → 3' },
      { touches: 'hours', text: '培训结束日期：2027-01-15 → 2027-02-26' },
    ],
  }),
]

export const moves = [
  {
    version: 1,
    differences: plans.at(-1)?.differences ?? [],
    classes: [
      { id: 'class-1', name: '养老护理员培训第1期' },
      { id: 'class-2', name: '养老护理员培训第2期' },
    ],
  },
]

export const planRows: PlanRow[] = plans.map((plan) => ({
  ...{ id: plan.id, title: plan.details.title, type: plan.type, version: plan.version, status: plan.status },
  ...{ occupation: plan.details.occupation.name, level: plan.details.level, period: plan.details.period },
  ...{ classes: plan.classes.length, savedAt: plan.savedAt },
  ...(plan.status === 'draft' && { missing: plan.missing.length }),
  ...(plan.deadlines[0] && { next: plan.deadlines[0] }),
}))

export const organisation: OrganisationAnswer = {
  ...{ kind: 'enterprise', name: '绥化市北林区宏远机电有限公司', creditCode: '91350211M0000XUF46' },
  creditCodeWarning: '统一社会信用代码校验码不符，请对照营业执照核对',
  ...{ address: '绥化市北林区', legalRepresentative: '周校长', contact: '孙老师', phone: '0455-8000000' },
  ...{
    about: '机电设备生产企业，职工 320 人',
    business: '职业技能培训',
    bureau: '绥化市北林区人力资源和社会保障局',
  },
  licence: 'ab'.repeat(32),
  deadlines: { file: { amount: 7, source: '绥化市 2026 年通知' } },
  account: {
    holder: '绥化市北林区宏远机电有限公司',
    bank: '绥化农商行',
    masked: '************2222',
    proof: 'cd'.repeat(32),
  },
}

export const calendar: CalendarAnswer = [...builtInYears].reverse()

const {
  kind: _,
  account,
  institution,
  creditCodeWarning: __,
  deadlines: ___,
  licence: ____,
  ...papersOfOrganisation
} = organisation
export const papers: PlanPapers = {
  organisation: organisation.name,
  papers: papersOf({
    organisation: {
      ...{ ...papersOfOrganisation, kind: 'enterprise' },
      ...{ permit: '', catalogue: '' },
      ...(account && { account: { holder: account.holder, bank: account.bank, number: account.masked } }),
    },
    ...{
      type: 'upskilling',
      details: whole,
      teacherIds: { t1: '231202********1234' },
      version: 1,
      filedOn: '2026-11-20',
    },
    roster: [
      { name: '王晓明', idNumber: '231202********1234' },
      { name: '李强', idNumber: '231202********5678' },
    ],
    policyTitle: '绥化市线上职业技能培训学时认定规则 第2版（待人社局确认）',
  }),
}
