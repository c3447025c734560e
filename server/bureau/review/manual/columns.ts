import { idTypes } from '../../../../shared/people/roster'
import { headingKey } from '../../../../shared/people/roster-headings'

export type ManualField =
  | 'name'
  | 'id'
  | 'idType'
  | 'phone'
  | 'category'
  | 'class'
  | 'occupation'
  | 'level'
  | 'type'
  | 'opening'
  | 'closing'
  | 'online'
  | 'offline'
  | 'days'
  | 'completed'
  | 'passed'
  | 'certificate'
  | 'amount'

interface ManualColumn {
  field: ManualField
  title: string
  /** What else people head such a column with. */
  also?: readonly string[]
  needed?: true
  note: string
  width: number
  example: string
  choices?: readonly string[]
}

const yesNo = ['是', '否'] as const

/** 手工申报导入表: its columns in their order. Headings are those of the 学员花名册 and 补贴人员花名册 that bureaus publish (the union). */
export const manualColumns: readonly ManualColumn[] = [
  { field: 'name', title: '姓名', needed: true, note: '与身份证一致', width: 12, example: '示例（请删去本行）' },
  {
    ...{ field: 'id', title: '身份证号', also: ['身份证号码', '公民身份号码', '身份证', '证件号码'], needed: true },
    ...{ note: '文本格式；其他证件请填证件类型', width: 22, example: '' },
  },
  {
    ...{ field: 'idType', title: '证件类型', also: ['证件种类', '身份证件类型'], choices: idTypes },
    ...{ note: '不填按居民身份证', width: 20, example: '' },
  },
  { field: 'phone', title: '联系电话', also: ['手机号', '电话', '手机'], note: '用于回访', width: 16, example: '' },
  { field: 'category', title: '人员类别', note: '按补贴文件的写法', width: 16, example: '企业职工' },
  {
    ...{ field: 'class', title: '培训班', also: ['班级', '班级名称', '培训班名称', '培训项目'], needed: true },
    ...{ note: '同一个班写法一致', width: 24, example: '养老护理员第1期' },
  },
  {
    ...{ field: 'occupation', title: '职业（工种）', also: ['职业', '工种', '培训工种', '职业工种'], needed: true },
    ...{ note: '与备案一致', width: 16, example: '养老护理员' },
  },
  {
    ...{ field: 'level', title: '等级', also: ['培训等级', '技能等级', '级别'], needed: true },
    ...{ note: '如 五级/初级工', width: 14, example: '五级/初级工' },
  },
  { field: 'type', title: '培训类型', note: '如 岗位技能提升培训', width: 18, example: '岗位技能提升培训' },
  {
    ...{ field: 'opening', title: '开班日期', also: ['培训开始日期', '开始日期'], needed: true },
    ...{ note: '如 2026-03-02', width: 13, example: '2026-03-02' },
  },
  {
    ...{ field: 'closing', title: '结业日期', also: ['培训结束日期', '结束日期'], needed: true },
    ...{ note: '不早于开班日期', width: 13, example: '2026-03-31' },
  },
  { field: 'online', title: '线上学时', also: ['线上课时'], needed: true, note: '没有填 0', width: 10, example: '40' },
  { field: 'offline', title: '线下学时', also: ['线下课时', '实训学时'], note: '没有填 0', width: 10, example: '0' },
  { field: 'days', title: '线下天数', note: '整数，没有填 0', width: 10, example: '0' },
  {
    ...{ field: 'completed', title: '是否完成培训', also: ['完成培训'], needed: true, choices: yesNo },
    ...{ note: '是 或 否', width: 12, example: '是' },
  },
  {
    ...{ field: 'passed', title: '考核是否合格', also: ['考核合格', '是否合格'], needed: true, choices: yesNo },
    ...{ note: '是 或 否', width: 12, example: '是' },
  },
  { field: 'certificate', title: '证书编号', also: ['证书号'], note: '取得证书的填', width: 20, example: '' },
  {
    ...{ field: 'amount', title: '申请金额（元）', also: ['申请金额', '补贴金额', '金额'], needed: true },
    ...{ note: '如 1200.00', width: 14, example: '1200.00' },
  },
]

const byHeading = new Map(
  manualColumns.flatMap(({ field, title, also = [] }) =>
    [title, ...also].map((heading) => [headingKey(heading), field] as const),
  ),
)

export const fieldOfHeading = (heading: string): ManualField | undefined => byHeading.get(headingKey(heading))
export const titleOf = (field: ManualField): string =>
  manualColumns.find((column) => column.field === field)?.title ?? field
