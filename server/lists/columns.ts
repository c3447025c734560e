import type { CellValue } from 'hucre'
import type { AttendanceRow, ClassSummary, DeviceRow, FindingRow, HandInRow, RosterRow } from '../../shared/api'
import type { AppealListRow, PendingRow, PersonRow } from '../../shared/api/lists'
import type { PlanRow } from '../../shared/api/plans'
import type { QuestionRow } from '../../shared/api/reach'
import { appealWords } from '../../shared/appeals'
import { dayOf, showClock, showDuration, showTime } from '../../shared/calendar/beijing'
import { planType } from '../../shared/plan/types'
import { severityWords } from '../../shared/study/finding'
import { classHours } from '../../shared/study/hours'
import type { Policy } from '../../shared/study/policy'
import { reasons } from '../../shared/study/reasons'

/** A column of an export, by the id that the console's table gives it. `width` in digits. */
export interface Column<Row> {
  id: string
  title: string
  width: number
  value: (row: Row) => CellValue
}

const time = (ms: number | undefined): string => (ms === undefined ? '' : showTime(ms))
const joinStates = { waiting: '未加入', pending: '待核对', joined: '已加入' } as const
export const person = <Row extends { number?: string | undefined; name?: string | undefined }>(): Column<Row>[] => [
  { id: 'number', title: '参训编号', width: 10, value: (row) => row.number ?? '' },
  { id: 'name', title: '姓名', width: 14, value: (row) => row.name ?? '' },
]

export const classColumns: readonly Column<ClassSummary>[] = [
  { id: 'name', title: '培训班', width: 36, value: (row) => row.name },
  { id: 'period', title: '培训期', width: 26, value: (row) => `${row.period.from} 至 ${row.period.to}` },
  { id: 'status', title: '状态', width: 10, value: (row) => (row.status === 'open' ? '进行中' : '已结班') },
  { id: 'seats', title: '名册人数', width: 10, value: (row) => row.seats },
  { id: 'joined', title: '已加入', width: 10, value: (row) => row.joined },
  { id: 'credited', title: '有效时长', width: 14, value: (row) => showDuration(row.credited) },
  { id: 'pending', title: '待核对', width: 10, value: (row) => row.pending },
  { id: 'findings', title: '待核实', width: 10, value: (row) => row.findings },
  { id: 'appeals', title: '复核申请', width: 10, value: (row) => row.appeals },
  { id: 'last', title: '最近上交', width: 18, value: (row) => time(row.lastReceivedAt) },
]

/** Class hours by the plan's policy. */
export const rosterColumns = (policy: Policy): readonly Column<RosterRow>[] => [
  ...person<RosterRow>(),
  { id: 'id', title: '身份证号（掩码）', width: 22, value: (row) => row.idMasked },
  {
    id: 'state',
    title: '状态',
    width: 12,
    value: (row) => row.left?.how ?? joinStates[row.state],
  },
  { id: 'hours', title: '折算学时', width: 10, value: (row) => Number(classHours(row.credited, policy)) },
  { id: 'credited', title: '有效时长', width: 14, value: (row) => showDuration(row.credited) },
  { id: 'notCounted', title: '未计入', width: 14, value: (row) => showDuration(row.notCounted) },
  { id: 'lacking', title: '结业还缺', width: 40, value: (row) => (row.missing ?? []).join('；') },
  {
    ...{ id: 'platform', title: '平台进度', width: 30 },
    value: ({ courses }) =>
      courses
        .flatMap(({ title, platform }) => (platform?.progress ? [`${title} ${platform.progress}`] : []))
        .join('；'),
  },
  {
    ...{ id: 'score', title: '测试成绩', width: 30 },
    value: ({ courses }) =>
      courses
        .flatMap(({ title, score }) => (score ? [`${title} ${score.value}${score.max ? `/${score.max}` : ''}`] : []))
        .join('；'),
  },
  { id: 'last', title: '最近上交', width: 18, value: (row) => time(row.lastAt) },
  { id: 'late', title: '补交（导入时间）', width: 18, value: (row) => time(row.lateAt) },
  { id: 'findings', title: '待核实', width: 10, value: (row) => row.findings },
]

export const peopleColumns: readonly Column<PersonRow>[] = [
  { id: 'name', title: '姓名', width: 14, value: (row) => row.name },
  { id: 'id', title: '身份证号（掩码）', width: 22, value: (row) => row.idMasked },
  {
    id: 'classes',
    title: '培训班',
    width: 60,
    value: ({ seats }) => seats.map((seat) => `${seat.className} ${seat.number} ${joinStates[seat.state]}`).join('；'),
  },
  { id: 'credited', title: '有效时长合计', width: 14, value: (row) => showDuration(row.credited) },
]

export const findingColumns: readonly Column<FindingRow>[] = [
  { id: 'severity', title: '分级', width: 10, value: (row) => severityWords[row.severity] },
  { id: 'finding', title: '事项', width: 26, value: (row) => row.label },
  {
    id: 'person',
    title: '人员',
    width: 24,
    value: ({ number, name, people }) =>
      name === undefined ? people.map((one) => `${one.number} ${one.name}`).join('、') : `${number} ${name}`,
  },
  { id: 'detail', title: '说明', width: 70, value: (row) => row.detail },
  { id: 'changed', title: '时间', width: 18, value: (row) => time(row.changedAt) },
  {
    id: 'remark',
    title: '核实',
    width: 40,
    value: ({ settled, notes }) =>
      [settled ? '已核实' : '', ...notes.map(({ by, text }) => `${by}：${text}`)].filter(Boolean).join('；'),
  },
]

const aboutWords = ({ about }: AppealListRow): string =>
  about.kind === 'missing' ? `没有记录到：${about.course}` : `不计入：${reasonWords(about.reason)}`
const reasonWords = (code = ''): string => Object.entries(reasons).find(([key]) => key === code)?.[1].label ?? code

export const appealColumns: readonly Column<AppealListRow>[] = [
  ...person<AppealListRow>(),
  { id: 'class', title: '培训班', width: 32, value: (row) => row.className },
  { id: 'about', title: '申请内容', width: 30, value: aboutWords },
  { id: 'when', title: '时段', width: 28, value: ({ about }) => `${showTime(about.from)}–${showClock(about.to)}` },
  { id: 'text', title: '情况说明', width: 50, value: (row) => row.text },
  { id: 'at', title: '申请时间', width: 18, value: (row) => time(row.at) },
  { id: 'state', title: '状态', width: 12, value: (row) => appealWords[row.state] },
  { id: 'reason', title: '答复', width: 40, value: (row) => row.reason ?? '' },
]

export const attendanceColumns: readonly Column<AttendanceRow>[] = [
  { id: 'day', title: '日期', width: 12, value: (row) => row.day },
  ...person<AttendanceRow>(),
  { id: 'in', title: '签到', width: 11, value: (row) => (row.in === undefined ? '' : showClock(row.in)) },
  { id: 'out', title: '签退', width: 11, value: (row) => (row.out === undefined ? '' : showClock(row.out)) },
  { id: 'open', title: '未签退次数', width: 11, value: (row) => row.open },
  { id: 'times', title: '签到次数', width: 10, value: (row) => row.signIns },
  {
    id: 'device',
    title: '设备',
    width: 12,
    value: (row) => (row.method === 'phone' ? '手机' : row.device.slice(0, 8)),
  },
  { id: 'factor', title: '二次确认次数', width: 12, value: (row) => row.confirmed },
]

const deviceStates = { undecided: '未审核', approved: '已审核', revoked: '已停用' } as const

export const deviceColumns: readonly Column<DeviceRow>[] = [
  { id: 'device', title: '设备', width: 12, value: (row) => row.device.slice(0, 8) },
  {
    id: 'people',
    title: '使用人',
    width: 60,
    value: ({ people }) => people.map(({ number, name, className }) => `${number} ${name}（${className}）`).join('；'),
  },
  { id: 'first', title: '首次使用', width: 18, value: (row) => time(row.firstAt) },
  { id: 'last', title: '最近使用', width: 18, value: (row) => time(row.lastAt) },
  { id: 'state', title: '状态', width: 12, value: (row) => deviceStates[row.state] },
]

export const pendingColumns: readonly Column<PendingRow>[] = [
  ...person<PendingRow>(),
  { id: 'id', title: '身份证号（掩码）', width: 22, value: (row) => row.idMasked ?? '' },
  { id: 'device', title: '设备', width: 12, value: (row) => row.device.slice(0, 8) },
  { id: 'at', title: '加入时间', width: 18, value: (row) => time(row.at) },
]

export const handInColumns: readonly Column<HandInRow>[] = [
  { id: 'at', title: '导入时间', width: 18, value: (row) => time(row.at) },
  ...person<HandInRow>(),
  { id: 'entries', title: '新收下条数', width: 11, value: (row) => row.entries },
  { id: 'made', title: '学习时间', width: 26, value: madeOn },
  { id: 'result', title: '结果', width: 10, value: (row) => (row.late ? '补交' : '已收下') },
  { id: 'by', title: '导入人', width: 14, value: (row) => row.by },
]

function madeOn({ firstAt, lastAt }: HandInRow): string {
  if (firstAt === undefined || lastAt === undefined) return ''
  const [from, to] = [dayOf(firstAt), dayOf(lastAt)]
  return from === to ? from : `${from} 至 ${to}`
}

export const questionColumns: readonly Column<QuestionRow>[] = [
  ...person<QuestionRow>(),
  { id: 'class', title: '培训班', width: 32, value: (row) => row.className },
  { id: 'course', title: '课程', width: 26, value: (row) => row.courseTitle },
  { id: 'text', title: '问题', width: 60, value: (row) => row.text },
  { id: 'at', title: '提问时间', width: 18, value: (row) => time(row.at) },
  { id: 'state', title: '状态', width: 10, value: ({ answers }) => (answers.length > 0 ? '已答复' : '等待答复') },
  {
    ...{ id: 'answers', title: '答复', width: 60 },
    value: ({ answers }) => answers.map(({ by, at, text }) => `${by} ${time(at)}：${text}`).join('；'),
  },
]

const planStates = {
  draft: '草稿',
  filed: '已提交，等审核',
  approved: '已同意',
  returned: '退回或不同意',
  superseded: '已被新版代替',
} as const

export const planColumns: readonly Column<PlanRow>[] = [
  { id: 'title', title: '名称', width: 36, value: (row) => row.title },
  { id: 'version', title: '版本', width: 8, value: (row) => row.version },
  { id: 'type', title: '培训类型', width: 24, value: (row) => planType(row.type)?.name ?? row.type },
  { id: 'occupation', title: '工种', width: 18, value: (row) => row.occupation },
  { id: 'level', title: '等级', width: 16, value: (row) => row.level },
  {
    ...{ id: 'period', title: '培训期', width: 26 },
    value: ({ period }) => (period.from === '' ? '' : `${period.from} 至 ${period.to}`),
  },
  { id: 'status', title: '状态', width: 18, value: (row) => planStates[row.status] },
  { id: 'agreed', title: '已同意的版本', width: 12, value: (row) => row.agreed?.version ?? '' },
  { id: 'missing', title: '还差（项）', width: 10, value: (row) => row.missing ?? '' },
  { id: 'next', title: '最近的期限', width: 26, value: (row) => row.next?.title ?? '' },
  { id: 'due', title: '最晚', width: 12, value: (row) => row.next?.due ?? '' },
  { id: 'classes', title: '培训班', width: 10, value: (row) => row.classes },
]
