import type { ImportedRow, ImportRow } from '../../shared/api/sources'
import { showDuration, showTime } from '../../shared/calendar/beijing'
import { kindName, platformName } from '../../shared/sources/platforms'
import type { Column } from './columns'

export const importColumns: readonly Column<ImportRow>[] = [
  { id: 'at', title: '导入时间', width: 18, value: (row) => showTime(row.at) },
  { id: 'source', title: '来源', width: 8, value: (row) => row.source },
  { id: 'platform', title: '平台或材料', width: 24, value: (row) => platformName(row.platform) || kindName(row.kind) },
  { id: 'name', title: '文件', width: 36, value: (row) => row.name },
  { id: 'people', title: '人数', width: 8, value: (row) => row.people },
  { id: 'seconds', title: '时长', width: 14, value: (row) => showDuration(row.seconds * 1000) },
  {
    id: 'state',
    title: '状态',
    width: 30,
    value: ({ withdrawn }) => (withdrawn ? `已撤回：${withdrawn.reason}` : '有效'),
  },
  { id: 'hash', title: '文件 SHA-256', width: 66, value: (row) => row.hash },
  { id: 'by', title: '导入人', width: 14, value: (row) => row.by },
]

export const importedColumns: readonly Column<ImportedRow>[] = [
  { id: 'number', title: '参训编号', width: 10, value: (row) => row.number },
  { id: 'name', title: '姓名', width: 14, value: (row) => row.name },
  { id: 'source', title: '来源', width: 8, value: (row) => row.source },
  { id: 'platform', title: '平台或材料', width: 24, value: (row) => platformName(row.platform) || kindName(row.kind) },
  { id: 'course', title: '课程', width: 28, value: (row) => row.course },
  { id: 'lesson', title: '课节', width: 28, value: (row) => row.lesson ?? '' },
  { id: 'start', title: '开始时间', width: 18, value: ({ start }) => (start === undefined ? '' : showTime(start)) },
  { id: 'seconds', title: '时长', width: 14, value: (row) => showDuration(row.seconds * 1000) },
  { id: 'state', title: '状态', width: 10, value: ({ withdrawn }) => (withdrawn ? '已撤回' : '有效') },
  { id: 'at', title: '登记时间', width: 18, value: (row) => showTime(row.at) },
  { id: 'by', title: '登记人', width: 14, value: (row) => row.by },
]
