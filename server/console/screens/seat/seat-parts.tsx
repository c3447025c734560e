import type { SeatDetail } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { State } from '../../parts/state'
import { duration, reasonOf } from '../../words/amounts'
import { common } from '../../words/common'
import { deductionsOf } from './sessions'
import { words } from './words'

/** Where time was lost, and how not to lose it again. */
export function Deductions({ days }: Pick<SeatDetail, 'days'>) {
  const deductions = deductionsOf(days)
  if (deductions.length === 0) return <p class="quiet">{words.nothingLost}</p>
  return (
    <table>
      <caption class="hidden-visually">{words.whereLost}</caption>
      <thead>
        <tr>
          <th scope="col">{words.reason}</th>
          <th scope="col" class="number">
            {words.time}
          </th>
          <th scope="col">{words.cure}</th>
        </tr>
      </thead>
      <tbody>
        {deductions.map(({ reason, ms }) => (
          <tr key={reason}>
            <th scope="row">{reasonOf(reason).label}</th>
            <td class="number">{duration(ms)}</td>
            <td>{reasonOf(reason).cure || common.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Which devices wrote, and when the server last countersigned. */
export function Chains({ chains }: Pick<SeatDetail, 'chains'>) {
  if (chains.length === 0) return <p class="quiet">{words.noChains}</p>
  return (
    <table>
      <caption class="hidden-visually">{words.chains}</caption>
      <thead>
        <tr>
          <th scope="col">{words.chain}</th>
          <th scope="col">{words.device}</th>
          <th scope="col">{words.build}</th>
          <th scope="col" class="number">
            {words.entries}
          </th>
          <th scope="col">{words.branches}</th>
          <th scope="col">{words.receipt}</th>
        </tr>
      </thead>
      <tbody>
        {chains.map(({ chain, device, build, entries, branches, lastReceiptAt }) => (
          <tr key={chain}>
            <th scope="row" class="mono" title={chain}>
              {chain.slice(0, 16)}
            </th>
            {build.endsWith(' server') ? <td>{words.ownSystem}</td> : <td class="mono">{device.slice(0, 8)}</td>}
            <td>{build || common.none}</td>
            <td class="number">{entries}</td>
            <td>{branches === 0 ? words.none : <State is="attention">{words.branchesOf(branches)}</State>}</td>
            <td class="nowrap">{lastReceiptAt === undefined ? common.none : showTime(lastReceiptAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
