import type { BoardRow } from '../../shared/api/board'
import { showTime } from '../../shared/calendar/beijing'
import { columnKeys, columnWords } from '../../shared/study/columns'
import { classHours } from '../../shared/study/hours'
import type { Policy } from '../../shared/study/policy'
import type { Column } from '../lists/columns'

const stateWords = { complete: '齐', part: '不全', none: '没有', excepted: '不要求' } as const

/** Columns of the board's export. Class hours by the plan's policy. */
export function boardColumns(policy: Policy): readonly Column<BoardRow>[] {
  const hours = (ms: number) => Number(classHours(ms, policy))
  return [
    { id: 'number', title: '参训编号', width: 10, value: (row) => row.number },
    { id: 'name', title: '姓名', width: 14, value: (row) => row.name },
    ...columnKeys.map(
      (key): Column<BoardRow> => ({
        ...{ id: key, title: columnWords[key], width: 34 },
        value: ({ columns }) => `${stateWords[columns[key].state]}：${columns[key].said}`,
      }),
    ),
    { id: 'own', title: '甲（学时）', width: 10, value: (row) => hours(row.hours.own) },
    { id: 'platform', title: '乙（学时）', width: 10, value: (row) => hours(row.hours.platform) },
    { id: 'byHand', title: '丙（学时）', width: 10, value: (row) => hours(row.hours.byHand) },
    { id: 'offline', title: '线下（学时）', width: 11, value: (row) => hours(row.hours.offline) },
    { id: 'whole', title: '线上计入（学时）', width: 14, value: (row) => hours(row.hours.whole) },
    { id: 'expected', title: '应学（学时）', width: 11, value: ({ pace }) => (pace ? hours(pace.expected) : '') },
    { id: 'behind', title: '进度', width: 10, value: ({ pace }) => (pace?.behind ? '落后' : '') },
    { id: 'missing', title: '结业还缺', width: 40, value: (row) => row.missing.join('；') },
    { id: 'findings', title: '待核实', width: 10, value: (row) => row.findings },
    {
      id: 'last',
      title: '最近上交',
      width: 18,
      value: ({ lastAt }) => (lastAt === undefined ? '' : showTime(lastAt)),
    },
  ]
}
