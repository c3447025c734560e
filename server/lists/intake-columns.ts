import { verdictWords } from '../../shared/api/bureau'
import { type IntakeRow, intakeSourceWords, intakeWords, type StageRow } from '../../shared/api/bureau-intake'
import { showDuration, showTime } from '../../shared/calendar/beijing'
import type { Column } from './columns'

const verdict = (one: IntakeRow['verdict']): string => (one === '' ? '' : verdictWords[one])

export const intakeColumns: readonly Column<IntakeRow>[] = [
  { id: 'at', title: '收件时间', width: 18, value: ({ at }) => showTime(at) },
  { id: 'title', title: '内容', width: 46, value: (row) => row.title },
  { id: 'firm', title: '单位', width: 36, value: (row) => row.firm },
  { id: 'name', title: '文件', width: 46, value: (row) => row.name },
  { id: 'outcome', title: '收件结果', width: 20, value: (row) => intakeWords[row.outcome] },
  { id: 'verdict', title: '核验结论', width: 12, value: (row) => verdict(row.verdict) },
  { id: 'problem', title: '说明', width: 60, value: (row) => row.problem },
  { id: 'bytes', title: '字节', width: 14, value: (row) => row.bytes },
  {
    id: 'source',
    title: '来自',
    width: 12,
    value: ({ source, from }) => `${intakeSourceWords[source]}${from === undefined ? '' : `（${from}）`}`,
  },
  { id: 'by', title: '经办人', width: 14, value: (row) => row.by },
]

export const stageColumns: readonly Column<StageRow>[] = [
  { id: 'class', title: '培训班', width: 36, value: (row) => row.className },
  { id: 'firm', title: '单位', width: 36, value: (row) => row.firm },
  { id: 'period', title: '培训期', width: 26, value: (row) => `${row.from} 至 ${row.to}` },
  { id: 'packed', title: '最近阶段包', width: 18, value: (row) => showTime(row.packedAt) },
  { id: 'packages', title: '阶段包数', width: 10, value: (row) => row.packages },
  { id: 'seats', title: '名册人数', width: 10, value: (row) => row.seats },
  { id: 'studied', title: '已学习人数', width: 12, value: (row) => row.studied },
  { id: 'credited', title: '有效时长', width: 16, value: (row) => showDuration(row.credited) },
  { id: 'findings', title: '疑点', width: 8, value: (row) => row.findings },
  { id: 'verdict', title: '核验结论', width: 12, value: (row) => verdict(row.verdict) },
]
