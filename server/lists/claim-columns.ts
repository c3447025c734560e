import type { ClaimListRow, ClaimPersonRow } from '../../shared/api/claims'
import { showTime } from '../../shared/calendar/beijing'
import { plainYuan } from '../../shared/claim/money'
import type { Column } from './columns'

const claimStates = {
  draft: '草稿',
  ready: '已定稿',
  'handed-in': '已提交',
  paid: '已拨付',
  refused: '不予补贴',
} as const

export const claimColumns: readonly Column<ClaimListRow>[] = [
  { id: 'number', title: '申请编号', width: 12, value: (row) => row.number },
  { id: 'title', title: '名称', width: 36, value: (row) => row.title },
  { id: 'classes', title: '培训班', width: 50, value: ({ classes }) => classes.map(({ name }) => name).join('；') },
  { id: 'people', title: '申请人数', width: 10, value: (row) => row.people },
  {
    ...{ id: 'total', title: '申请金额（元）', width: 16 },
    value: ({ total }) => (total === undefined ? '' : plainYuan(total)),
  },
  { id: 'status', title: '状态', width: 12, value: (row) => claimStates[row.status] },
  { id: 'created', title: '新建时间', width: 18, value: (row) => showTime(row.createdAt) },
]

const personStates = { ready: '可先报', lacking: '未完成', elsewhere: '已在另一份申请', left: '已离开' } as const

export const claimPeopleColumns: readonly Column<ClaimPersonRow>[] = [
  { id: 'class', title: '培训班', width: 32, value: (row) => row.className },
  { id: 'number', title: '参训编号', width: 10, value: (row) => row.number },
  { id: 'name', title: '姓名', width: 14, value: (row) => row.name },
  { id: 'id', title: '身份证号（掩码）', width: 22, value: (row) => row.idMasked },
  { id: 'chosen', title: '本次申请', width: 10, value: (row) => (row.chosen ? '是' : '') },
  { id: 'state', title: '状态', width: 14, value: (row) => personStates[row.state] },
  { id: 'missing', title: '还缺', width: 40, value: (row) => row.missing.join('；') },
  { id: 'hours', title: '学时', width: 10, value: ({ line, hours }) => Number(line?.hours.total ?? hours) },
  { id: 'score', title: '考核成绩', width: 22, value: ({ line }) => line?.scoreText ?? '' },
  { id: 'total', title: '金额（元）', width: 14, value: ({ line }) => (line ? line.total / 100 : '') },
  {
    ...{ id: 'lines', title: '计算', width: 60 },
    value: ({ line }) =>
      line?.refused ??
      (line?.lines ?? []).map(({ label, formula, amount }) => `${label}：${formula} = ${plainYuan(amount)}`).join('；'),
  },
]
