import type { ClaimLine } from '../../../../shared/api/claims'
import { showYuan } from '../../../../shared/claim/money'
import { common } from '../../words/common'
import { words } from './words'

const sources = ['own', 'platform', 'byHand', 'offline'] as const

/** How one amount came about: its hours by source, and its lines that add up. */
export function PersonLines({ name, line }: { name: string; line: ClaimLine }) {
  const shown = sources.filter((source) => Number(line.hours[source]) > 0)
  return (
    <div class="stack-tight">
      <p class="small">
        {words.bySource}：
        {shown.length === 0
          ? `0 ${common.hoursUnit}`
          : shown.map((source) => `${words.sources[source]} ${line.hours[source]}`).join('，')}
      </p>
      {line.lines.length > 0 && (
        <table>
          <caption class="hidden-visually">{words.lines(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.label}</th>
              <th scope="col">{words.formula}</th>
              <th scope="col" class="number">
                {words.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {line.lines.map(({ label, formula, amount }) => (
              <tr key={`${label} ${formula}`}>
                <th scope="row">{label}</th>
                <td>{formula}</td>
                <td class="number nowrap">{showYuan(amount)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{words.sum}</th>
              <td class="quiet">{line.table}</td>
              <td class="number nowrap">{showYuan(line.total)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </div>
  )
}
