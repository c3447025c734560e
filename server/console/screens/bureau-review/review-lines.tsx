import type { ReviewPersonRow } from '../../../../shared/api/bureau-review'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { peopleWords } from './people-words'

/** How what was asked came about, and beside it what is accepted. */
export function ReviewLines({ row }: { row: ReviewPersonRow }) {
  const { name, lines, asked, refused, ruling } = row
  return (
    <div class="stack">
      <Lines caption={peopleWords.linesAsked} of={name} lines={lines} total={asked} refused={refused} />
      {ruling && (
        <>
          <Lines
            caption={peopleWords.linesRuled}
            of={name}
            lines={ruling.lines}
            total={ruling.amount}
            refused={ruling.refused}
          />
          <p class="small quiet">{peopleWords.ruledBy(ruling.by, showTime(ruling.at))}</p>
        </>
      )}
    </div>
  )
}

interface Props {
  caption: string
  of: string
  lines: ReviewPersonRow['lines']
  total: number
  refused: string | undefined
}

function Lines({ caption, of, lines, total, refused }: Props) {
  return (
    <div>
      <h3 class="label">{caption}</h3>
      {refused !== undefined && <p>{refused}</p>}
      <table>
        <caption class="hidden-visually">
          {of} {caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">{peopleWords.label}</th>
            <th scope="col">{peopleWords.formula}</th>
            <th scope="col" class="number">
              {peopleWords.lineAmount}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, formula, amount }) => (
            <tr key={`${label} ${formula}`}>
              <th scope="row">{label}</th>
              <td>{formula}</td>
              <td class="number nowrap">{showYuan(amount)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{peopleWords.sum}</th>
            <td />
            <td class="number nowrap">{showYuan(total)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
