import { examParts, type ResultsRow, resultSources } from '../../shared/api/results'
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
