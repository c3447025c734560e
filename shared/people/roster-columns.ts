import type { PlanTypeKey } from '../plan/types'
import { category, education, household, nationality } from './codes'
import { employments, idTypes, type RosterField } from './roster'

export interface RosterColumn {
  field: RosterField
  /** As our template heads it. */
  title: string
  /** 金保 code (source: public models of a bureau's query terminal), the second header row of the template. */
  code?: string
  /** Other headings that mean it, without spaces and brackets. */
  aliases: readonly string[]
  /** In the template of which types of training it stands; of every type where it is absent. */
  of?: readonly PlanTypeKey[]
  /** Width in digits. */
  width: number
  /** What the template offers to choose from. */
  choices?: readonly string[]
  /** What to fill in, for the sheet of notes. */
  note: string
}

/** Who works somewhere already; who looks for work. */
const employed = ['induction', 'upskilling', 'apprenticeship'] as const
const seeking = ['employment', 'entrepreneurship'] as const

/** Every column a roster may have, in the order of the template. Only 姓名 and 身份证号 are needed. */
export const rosterColumns: readonly RosterColumn[] = [
  {
    field: 'name',
    title: '姓名',
    code: 'aac003',
    aliases: ['学员姓名', '员工姓名', '参训人员姓名', '人员姓名', '职工姓名', '名字', '培训人员姓名'],
    width: 14,
    note: '必填。与身份证上一致，不加空格',
  },
  {
    field: 'idType',
    title: '证件类型',
    code: 'aac058',
    aliases: ['证件种类', '证件类别', '身份证件类型'],
    width: 16,
    choices: idTypes,
    note: '不填按居民身份证',
  },
  {
    field: 'id',
    title: '身份证号',
    code: 'aac002',
    aliases: [
      ...['身份证号码', '身份证', '证件号码', '证件号', '公民身份号码', '公民身份证号码', '居民身份证号'],
      ...['居民身份证号码', '身份证件号码', '身份号码', '社会保障号', '社会保障号码', '社保号', 'aac147'],
    ],
    width: 24,
    note: '必填。18 位，单元格必须是文本格式，末位 X 大小写都可以',
  },
  {
    field: 'sex',
    title: '性别',
    code: 'aac004',
    aliases: [],
    width: 7,
    choices: ['男', '女'],
    note: '男或女，与身份证号核对',
  },
  {
    field: 'nationality',
    title: '民族',
    code: 'aac005',
    aliases: ['民族名称'],
    width: 11,
    choices: nationality.names,
    note: '如 汉族、朝鲜族，也可填 GB/T 3304 代码',
  },
  {
    field: 'born',
    title: '出生日期',
    code: 'aac006',
    aliases: ['出生年月', '出生年月日', '生日', '出生时间'],
    width: 13,
    note: '如 1990-01-31。可以不填，由身份证号得出；填了就与身份证号核对',
  },
  {
    field: 'household',
    title: '户口性质',
    code: 'aac009',
    aliases: ['户籍性质', '户口类型', '户口类别', '户籍类型', '户籍', '户口'],
    width: 18,
    choices: household.names,
    note: '户口簿上只写居民户口的，选“居民户口”',
  },
  {
    field: 'category',
    title: '人员类别',
    code: 'bcc006',
    aliases: ['人员类型', '人员身份', '学员类别', '学员类型', '培训对象类别', '培训对象', '补贴人员类别'],
    width: 26,
    choices: category.names,
    note: '决定能不能享受补贴。所列类别待人社局确认，不在其中的照实填写',
  },
  {
    field: 'categoryProof',
    title: '人员类别证明',
    aliases: ['类别证明', '证明材料', '身份证明', '人员类别证明材料', '证件或证明', '证明名称及编号'],
    width: 22,
    note: '证明名称和编号，如 就业创业证 2312…',
  },
  {
    field: 'categoryUntil',
    title: '证明有效期至',
    aliases: ['有效期至', '证明有效期', '人员类别证明有效期至', '有效期', '证件有效期至', '到期日'],
    width: 14,
    note: '如 2026-12-31；长期有效的不填',
  },
  {
    field: 'education',
    title: '文化程度',
    aliases: ['学历', '学历层次', '最高学历', '文化水平'],
    width: 12,
    choices: education.names,
    note: '如 初中、高中、大学专科',
  },
  {
    field: 'phone',
    title: '联系电话',
    code: 'aae005',
    aliases: ['电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', '移动电话', '本人电话'],
    width: 16,
    note: '电话抽查时用，填本人的',
  },
  {
    field: 'address',
    title: '家庭住址',
    code: 'bdc026',
    aliases: ['住址', '地址', '家庭地址', '现住址', '常住地址', '联系地址', '户籍地址', '居住地址'],
    width: 34,
    note: '',
  },
  {
    field: 'post',
    title: '岗位',
    aliases: ['工作岗位', '岗位名称', '职务', '所在岗位', '岗位工种'],
    of: employed,
    width: 16,
    note: '现在的岗位',
  },
  {
    field: 'employment',
    title: '用工形式',
    aliases: ['用工方式', '用工类型', '用工性质', '合同类型', '劳动关系'],
    of: employed,
    width: 12,
    choices: employments,
    note: '劳务派遣人员由实际用工单位申报',
  },
  {
    field: 'dispatcher',
    title: '派遣单位',
    aliases: ['劳务派遣单位', '派遣公司', '劳务公司', '劳务派遣公司'],
    of: employed,
    width: 24,
    note: '用工形式是劳务派遣时填',
  },
  {
    field: 'employer',
    title: '用工单位',
    aliases: ['实际用工单位', '用人单位', '工作单位', '所在单位'],
    of: employed,
    width: 24,
    note: '用工形式是劳务派遣时必填，应当是本单位',
  },
  {
    field: 'insuredSince',
    title: '社保参保起始月',
    aliases: ['参保起始月', '参保时间', '社保起始月', '参保起始年月', '参保月份', '社保参保时间', '首次参保月份'],
    of: employed,
    width: 16,
    note: '如 2020-01',
  },
  {
    field: 'graduatedOn',
    title: '毕业日期',
    aliases: ['毕业时间', '毕业年月', '毕业年份', '离校日期', '离校时间'],
    of: ['induction', ...seeking],
    width: 13,
    note: '高校毕业生填，如 2025-06-30',
  },
  {
    field: 'account',
    title: '平台账号',
    aliases: ['平台账户', '学习平台账号', '学习账号', '登录账号', '网站账号', '账号'],
    width: 28,
    note: '学习平台的登录账号；几个平台写成 px.class.com.cn=账号；…',
  },
  {
    field: 'voucher',
    title: '培训券编号',
    aliases: ['职业培训券编号', '培训券', '电子培训券', '培训券号'],
    of: seeking,
    width: 18,
    note: '有职业培训券的填',
  },
  { field: 'remark', title: '备注', code: 'aae013', aliases: ['说明', '附注', '备考'], width: 20, note: '' },
]

export const titleOf = (field: RosterField): string =>
  rosterColumns.find((column) => column.field === field)?.title ?? field
