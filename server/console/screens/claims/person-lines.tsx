import type { ClaimLine } from '../../../../shared/api/claims'
import { showYuan } from '../../../../shared/claim/money'
import { common } from '../../words/common'
import { words as peopleWords } from './people-words'

const sources = ['own', 'platform', 'byHand', 'offline'] as const

/** How one amount came about: its hours by source, and its lines that add up. */
export function PersonLines({ name, line }: { name: string; line: ClaimLine }) {
  const shown = sources.filter((source) => Number(line.hours[source]) > 0)
  return (
    <div class="stack-tight">
      <p class="small">
        {peopleWords.bySource}：
        {shown.length === 0
          ? `0 ${common.hoursUnit}`
          : shown.map((source) => `${peopleWords.sources[source]} ${line.hours[source]}`).join('，')}
      </p>
      {line.lines.length > 0 && (
        <table>
          <caption class="hidden-visually">{peopleWords.lines(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{peopleWords.label}</th>
              <th scope="col">{peopleWords.formula}</th>
              <th scope="col" class="number">
                {peopleWords.amount}
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
              <th scope="row">{peopleWords.sum}</th>
              <td class="quiet">{line.table}</td>
              <td class="number nowrap">{showYuan(line.total)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </div>
  )
}
