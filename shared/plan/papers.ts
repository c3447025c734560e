import { columnWords } from '../study/columns'
import { coursesTable, platformsTable, rosterTable, teachersTable, timetableTable } from './paper-tables'
import { hoursOf, type PlanDetails } from './plan'
import { planType } from './types'
import { methodNames, occupationText, platformKindNames } from './words'

/** A paper as data: the workbook and the page to print are both made from it. */
export type Paper =
  | { kind: 'letter'; title: string; to: string; paragraphs: string[] }
  | {
      kind: 'form'
      title: string
      rows: [label: string, content: string][] /** Left empty for the bureau. */
      opinions: string[]
    }
  | { kind: 'table'; title: string; columns: PaperColumn[]; rows: string[][]; footing: string[] }
export interface PaperColumn {
  title: string
  /** In digits; a Chinese character takes two. */
  width: number
  text?: true
}

/** Everything on the papers; numbers of accounts and persons masked or whole, as the caller was allowed. */
export interface Filed {
  organisation: {
    kind: 'enterprise' | 'institution'
    name: string
    creditCode: string
    address: string
    legalRepresentative: string
    contact: string
    phone: string
    about: string
    business: string
    /** 受理单位 */
    bureau: string
    account?: { holder: string; bank: string; number: string }
    permit: string
    catalogue: string
  }
  type: string
  details: PlanDetails
  /** ID numbers of teachers by the row's id. */
  teacherIds: Readonly<Record<string, string>>
  roster: { name: string; idNumber: string }[]
  policyTitle: string
  /** 第×版, and the day of filing, once it was filed. */
  version: number
  filedOn?: string
}

/** The papers of a filing: 企业 申请报告 and 培训方案备案表, 机构 开班申请表, 培训计划 and 培训人员名册; tables behind them. */
export function papersOf(filed: Filed): Paper[] {
  const { details, organisation } = filed
  const tables = [coursesTable(details), platformsTable(details), teachersTable(filed), timetableTable(filed)]
  const rest = tables.filter((table) => table.rows.length > 0)
  return organisation.kind === 'enterprise'
    ? [letter(filed), planForm(filed), ...rest]
    : [applicationForm(filed), institutionPlan(filed), ...rest, rosterTable(filed.roster)]
}

/** 申请报告 as typed, or as it follows from the plan. */
export function reportText({ details, organisation, type }: Omit<Filed, 'roster' | 'teacherIds'>): string {
  if (details.report.trim() !== '') return details.report
  const { period, trainees, audience, courses } = details
  return [
    `我单位${organisation.about === '' ? '' : `（${organisation.about}）`}根据生产经营需要，拟对${audience || '本单位职工'}开展${planType(type)?.name ?? '职业技能培训'}，现申请备案。`,
    `培训工种（职业）为${occupationText(details)}，等级为${details.level}，计划培训 ${trainees} 人，时间为 ${period.from} 至 ${period.to}。培训共 ${courses.length} 门课程、${hoursOf(courses)} 课时，方式为${methodsText(details)}，所用平台为${platformsText(details)}。`,
    ...(details.relevance === '' ? [] : [`培训内容与本单位主营业务的关系：${details.relevance}`]),
    '我单位承诺：申报材料真实，培训有签到注册、有学习记录、有答疑测试，学习过程可查询、可追溯；培训考勤、考核记录和线上授课资料留存不少于 3 年。',
    '妥否，请批示。',
  ].join('\n')
}

function letter(filed: Filed): Paper {
  const { organisation, details } = filed
  return {
    kind: 'letter',
    title: `关于开展${details.title || planType(filed.type)?.name || '职业技能培训'}的申请报告`,
    to: `${organisation.bureau || '人力资源和社会保障局'}：`,
    paragraphs: reportText(filed)
      .split('\n')
      .filter((line) => line.trim() !== ''),
  }
}

const opinions = ['人社部门审核意见', '经办人', '备案编号', '日期']

function planForm(filed: Filed): Paper {
  const { organisation, details } = filed
  return {
    kind: 'form',
    title: `${filed.version > 1 ? `（变更，第 ${filed.version} 版）` : ''}企业职工线上职业培训方案备案表`,
    rows: [
      ['企业名称', organisation.name],
      ['统一社会信用代码', organisation.creditCode],
      ['企业基本情况', organisation.about],
      ['经营范围', organisation.business],
      ['地址', organisation.address],
      ['法定代表人', organisation.legalRepresentative],
      ['联系人及电话', `${organisation.contact} ${organisation.phone}`],
      ...commonRows(filed),
      ['主营业务相关性说明', details.relevance],
      ['培训成本', details.cost === '' ? '' : `${details.cost} 元`],
      ...accountRows(filed),
      ['申请日期', filed.filedOn ?? ''],
    ],
    opinions,
  }
}

function applicationForm(filed: Filed): Paper {
  const { organisation, details } = filed
  return {
    kind: 'form',
    title: `${filed.version > 1 ? `（变更，第 ${filed.version} 版）` : ''}线上职业培训开班申请表`,
    rows: [
      ['培训单位名称', organisation.name],
      ['统一社会信用代码', organisation.creditCode],
      ['办学许可证号', organisation.permit],
      ['定点培训机构目录文件', organisation.catalogue],
      ['地址', organisation.address],
      ['法定代表人', organisation.legalRepresentative],
      ['联系人及电话', `${organisation.contact} ${organisation.phone}`],
      ['班主任及电话', `${details.headTeacher.name} ${details.headTeacher.phone}`],
      ...commonRows(filed),
      ['补贴资金渠道', details.fund],
      ...accountRows(filed),
      ['申请日期', filed.filedOn ?? ''],
    ],
    opinions,
  }
}

function institutionPlan({ details, policyTitle }: Filed): Paper {
  const of = (kind: 'theory' | 'practice') => hoursOf(details.courses.filter((course) => course.kind === kind))
  return {
    kind: 'form',
    title: '培训计划',
    rows: [
      ['培训工种（职业）及等级', `${occupationText(details)} ${details.level}`],
      ['培训课时', `${hoursOf(details.courses)} 课时（理论 ${of('theory')}，实操 ${of('practice')}）`],
      ['培训时长', `${details.period.from} 至 ${details.period.to}`],
      ['培训方式', methodsText(details)],
      ['平台名称', platformsText(details)],
      ['教材', details.textbooks],
      ['考核方案', details.assessment],
      ['学时认定规则', policyTitle],
    ],
    opinions: [],
  }
}

function commonRows({ details, type, policyTitle }: Filed): [string, string][] {
  const online = hoursOf(details.courses.filter((course) => course.online))
  const all = hoursOf(details.courses)
  return [
    ['培训项目（班级）名称', details.title],
    ['培训类型', planType(type)?.name ?? ''],
    ['培训工种（职业）', occupationText(details)],
    ['培训等级', details.level],
    ['培训对象', details.audience],
    ['培训人数', details.trainees],
    ['培训起止日期', `${details.period.from} 至 ${details.period.to}`],
    ['培训课程', details.courses.map(({ title }) => title).join('、')],
    ['培训课时', `${all} 课时（线上 ${online}，线下 ${Math.round((all - online) * 100) / 100}）`],
    ['培训方式', methodsText(details)],
    ['平台名称及类型', platformsText(details)],
    ['线下培训地点', details.place],
    ['教材', details.textbooks],
    ['考核方式', details.assessment],
    ['学时认定规则', policyTitle],
    ...exceptionRows(details),
  ]
}

/** Only where there are any: a form with an empty line for it would invite them. */
const exceptionRows = ({ exceptions = [] }: PlanDetails): [string, string][] =>
  exceptions.length === 0
    ? []
    : [['不要求的环节及原因', exceptions.map(({ column, reason }) => `${columnWords[column]}：${reason}`).join('；')]]

const accountRows = ({ organisation: { account } }: Filed): [string, string][] => [
  ['开户名', account?.holder ?? ''],
  ['开户银行', account?.bank ?? ''],
  ['账号', account?.number ?? ''],
]

export const methodsText = ({ methods }: PlanDetails) => methods.map((one) => methodNames[one]).join('、')
export const platformsText = ({ platforms }: PlanDetails) =>
  platforms.map(({ name, kind, url }) => `${name}（${platformKindNames[kind]}，${url}）`).join('、')
