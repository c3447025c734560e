import type { FileRow } from '../../shared/api/media'
import { showDuration, showTime } from '../../shared/calendar/beijing'
import type { Column } from './columns'

const kept: Record<FileRow['retention'], string> = {
  'not-settled': '一直留存（补贴未办结）',
  hold: '暂停销毁',
  until: '留存中',
  over: '留存期满',
}
const states: Record<FileRow['state'], string> = {
  ok: '一致',
  missing: '文件不在',
  differs: '内容不一致',
  gone: '已销毁',
}

export const videoColumns: readonly Column<FileRow>[] = [
  { id: 'name', title: '文件', width: 36, value: (row) => row.name },
  { id: 'classes', title: '培训班', width: 32, value: ({ classes }) => classes.map(({ name }) => name).join('；') },
  { id: 'length', title: '时长', width: 14, value: (row) => showDuration(row.length) },
  { id: 'bytes', title: '字节', width: 14, value: (row) => row.bytes },
  { id: 'at', title: '上传时间', width: 18, value: (row) => showTime(row.at) },
  { id: 'state', title: '最近核对', width: 12, value: (row) => states[row.state] },
  { id: 'kept', title: '留存', width: 22, value: (row) => kept[row.retention] },
  { id: 'last', title: '留存至', width: 12, value: (row) => row.last ?? '' },
  { id: 'rule', title: '按', width: 30, value: (row) => row.rule ?? '' },
  { id: 'sha256', title: 'SHA-256', width: 66, value: (row) => row.sha256 },
]
