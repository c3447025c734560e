import type { PaperRow } from '../../shared/api/exam'
import { examParts, type ResultsRow, resultSources } from '../../shared/api/results'
import { showTime } from '../../shared/calendar/beijing'
import { type Column, person } from './columns'

export const resultsColumns: readonly Column<ResultsRow>[] = [
  ...person<ResultsRow>(),
  { id: 'id', title: '身份证号（掩码）', width: 22, value: (row) => row.idMasked },
  {
    ...{ id: 'results', title: '成绩', width: 70 },
    value: ({ results }) =>
      results
        .map(({ part, courseTitle, value, max, pass, attempt, day, source }) =>
          [
            ...[day, examParts[part], courseTitle, value && `${value}${max ? `/${max}` : ''}`],
            ...[
              pass === undefined ? '' : pass ? '合格' : '不合格',
              attempt && `第 ${attempt} 次`,
              resultSources[source],
            ],
          ]
            .filter(Boolean)
            .join(' '),
        )
        .join('；'),
  },
  {
    ...{ id: 'certificates', title: '证书', width: 40 },
    value: ({ certificates }) =>
      certificates.map(({ number, day, issuer = '' }) => [number, day, issuer].join(' ').trim()).join('；'),
  },
]

const paperStates = { 'under-way': '未交卷', passed: '合格', failed: '不合格' } as const

export const papersColumns: readonly Column<PaperRow>[] = [
  ...person<PaperRow>(),
  { id: 'attempt', title: '第几次', width: 8, value: (row) => row.attempt },
  { id: 'begun', title: '开始', width: 18, value: (row) => showTime(row.begunAt) },
  {
    ...{ id: 'handedIn', title: '交卷', width: 26 },
    value: ({ handedInAt, how }) =>
      handedInAt === undefined ? '' : `${showTime(handedInAt)}${how === 'time-up' ? '（到时收卷）' : ''}`,
  },
  { id: 'value', title: '得分', width: 8, value: (row) => row.value ?? '' },
  { id: 'max', title: '满分', width: 8, value: (row) => row.max },
  { id: 'state', title: '结果', width: 10, value: (row) => paperStates[row.state] },
]
