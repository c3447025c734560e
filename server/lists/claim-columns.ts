import type { ClaimListRow } from '../../shared/api/claims'
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
