import type { BureauFindingRow } from '../../shared/api/bureau-across'
import { showTime } from '../../shared/calendar/beijing'
import { severityWords } from '../../shared/study/finding'
import type { Column } from './columns'

/** 疑点 of a claim at a bureau. */
export const bureauFindingColumns: readonly Column<BureauFindingRow>[] = [
  { id: 'severity', title: '分级', width: 10, value: ({ severity }) => severityWords[severity] },
  { id: 'finding', title: '疑点', width: 24, value: ({ label }) => label },
  {
    ...{ id: 'person', title: '人员', width: 30 },
    value: ({ people }) => people.map(({ className, number, name }) => `${className} ${number} ${name}`).join('；'),
  },
  { id: 'detail', title: '说明', width: 70, value: ({ detail }) => detail },
  { id: 'cause', title: '可能的正常原因', width: 40, value: ({ cause }) => cause },
  {
    ...{ id: 'other', title: '对照的申报', width: 30 },
    value: ({ other }) => (other ? `${other.number}（${other.firm}）` : ''),
  },
  {
    ...{ id: 'records', title: '相关学习记录', width: 60 },
    value: ({ records }) =>
      records.map(({ claim, chain, seq }) => `${claim} ${chain.slice(0, 16)} 第 ${seq} 条`).join('；'),
  },
  { id: 'found', title: '发现时间', width: 18, value: ({ foundAt }) => showTime(foundAt) },
  {
    ...{ id: 'lifted', title: '已消除', width: 40 },
    value: ({ lifted }) => (lifted ? `${showTime(lifted.at)} ${lifted.reason}` : ''),
  },
]
