import { useState } from 'preact/hooks'
import type { RosterChoices, RosterReport } from '../../../../shared/api/roster'
import { type RosterField, rosterFields } from '../../../../shared/people/roster'
import { titleOf } from '../../../../shared/people/roster-columns'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Scroll } from '../../parts/scroll'
import { words } from './roster-words'

interface Props {
  report: RosterReport
  choices: RosterChoices
  check: (choices: RosterChoices) => void
}

/** Which column is which: as it was read, to be put right by hand. Open where the headings do not say it. */
export function ColumnChoice({ report: { columns = [], headerRow = 0, need }, choices, check }: Props) {
  const [row, setRow] = useState(String(headerRow))
  const [chosen, setChosen] = useState<Readonly<Record<number, RosterField | ''>>>({})
  if (columns.length === 0) return null
  const again = () =>
    check({
      ...choices,
      headerRow: Number(row) || 0,
      columns: columns.map(({ column, field }) => ({ column, field: chosen[column] ?? field ?? '' })),
    })
  return (
    <details class="card" open={need === 'columns'}>
      <summary>{words.columns}</summary>
      <div class="stack">
        <p class="prose">{words.columnsLead}</p>
        <TextField
          short
          inputMode="decimal"
          label={words.headerRow}
          help={words.headerRowHelp}
          value={row}
          onChange={(value) => setRow(value.replace(/\D/g, ''))}
        />
        <div class="table-frame">
          <Scroll label={words.columns}>
            <table>
              <caption class="hidden-visually">{words.columns}</caption>
              <thead>
                <tr>
                  <th scope="col" class="fit">
                    {words.letter}
                  </th>
                  <th scope="col">{words.heading}</th>
                  <th scope="col">{words.sample}</th>
                  <th scope="col">{words.meaning}</th>
                </tr>
              </thead>
              <tbody>
                {columns.map(({ column, letter, heading, field, sample }) => (
                  <tr key={column}>
                    <th scope="row">{letter}</th>
                    <td>{heading}</td>
                    <td class="quiet">{sample.join('、')}</td>
                    <td>
                      <select
                        class="input"
                        aria-label={`${letter} ${heading} ${words.meaning}`}
                        value={chosen[column] ?? field ?? ''}
                        onChange={(event) => {
                          const wanted = event.currentTarget.value
                          const known = rosterFields.find((one) => one === wanted)
                          setChosen({ ...chosen, [column]: known ?? '' })
                        }}
                      >
                        <option value="">{words.notRead}</option>
                        {rosterFields.map((one) => (
                          <option key={one} value={one}>
                            {titleOf(one)}
                          </option>
                        ))}
                      </select>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
        <div class="row">
          <Button onClick={again}>{words.again}</Button>
        </div>
      </div>
    </details>
  )
}
