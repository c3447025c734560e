import type { InferOutput } from 'valibot'
import type { AttendanceRow } from '../../../../shared/api'
import type { attendancePage } from '../../../../shared/api/lists'
import { showClock } from '../../../../shared/calendar/beijing'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { peopleWords as words } from '../class/people-words'

/** 签到签退 of one person by day. */
export function OwnAttendance({
  rows,
  secondFactor,
}: Pick<InferOutput<typeof attendancePage>, 'rows' | 'secondFactor'>) {
  return (
    <table>
      <caption class="hidden-visually">{words.attendanceLead}</caption>
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col">{words.in}</th>
          <th scope="col">{words.out}</th>
          <th scope="col">{words.method}</th>
          <th scope="col" class="number">
            {words.times}
          </th>
          <th scope="col">{words.device}</th>
          <th scope="col">{words.factor}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.day}/${row.device}`}>
            <td class="nowrap">{row.day}</td>
            <td>{row.in === undefined ? common.none : showClock(row.in)}</td>
            <td>
              {row.out === undefined ? common.none : showClock(row.out)}
              {row.open > 0 && (
                <div>
                  <State is="waiting">{words.open(row.open)}</State>
                </div>
              )}
            </td>
            <td>{row.method ? words.methods[row.method] : common.none}</td>
            <td class="number">{row.signIns}</td>
            {row.method === 'phone' ? (
              <td>{words.phone}</td>
            ) : (
              <td class="mono" title={row.device}>
                {row.device.slice(0, 8)}
              </td>
            )}
            <td>
              <Factor row={row} secondFactor={secondFactor} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Factor({ row: { confirmed, signIns }, secondFactor }: { row: AttendanceRow; secondFactor: boolean }) {
  if (confirmed === signIns) return <State is="counted">{words.confirmed}</State>
  if (confirmed > 0) return <State is="waiting">{words.partly(confirmed, signIns)}</State>
  return secondFactor ? <State is="attention">{words.unconfirmed}</State> : <span class="quiet">{words.notAsked}</span>
}
