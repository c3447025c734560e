import { useState } from 'preact/hooks'
import type { SourceChoices, SourceReport } from '../../../../shared/api/sources'
import { type SourceField, sourceColumns, sourceFields } from '../../../../shared/sources/fields'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Scroll } from '../../parts/scroll'
import { importWords } from './import-words'
import { unitOf, units } from './needed'

interface Props {
  report: SourceReport
  choices: SourceChoices
  check: (choices: SourceChoices) => void
}

/** Which column is which, and in which unit lengths are: as it was read, to be put right by hand. Open where the headings do not say it. */
export function ColumnChoice({ report: { columns, headerRow, need, unit }, choices, check }: Props) {
  const [row, setRow] = useState(String(headerRow))
  const [chosen, setChosen] = useState<Readonly<Record<number, SourceField | ''>>>({})
  const [length, setLength] = useState<string>(choices.unit ?? unit ?? '')
  if (columns.length === 0) return null
  const again = () => {
    const said = unitOf(length)
    const { unit: _, ...rest } = choices
    check({
      ...rest,
      ...(said && { unit: said }),
      headerRow: Number(row) || 0,
      columns: columns.map(({ column, field }) => ({ column, field: chosen[column] ?? field ?? '' })),
    })
  }
  return (
    <details class="card" open={need === 'columns'}>
      <summary>{importWords.columns}</summary>
      <div class="stack">
        <TextField
          short
          inputMode="decimal"
          label={importWords.headerRow}
          help={importWords.headerRowHelp}
          value={row}
          onChange={(value) => setRow(value.replace(/\D/g, ''))}
        />
        <SelectField
          label={importWords.unit}
          value={length}
          onChange={setLength}
          options={[{ value: '', label: importWords.unitFromFile }, ...units]}
        />
        <div class="table-frame">
          <Scroll label={importWords.columns}>
            <table>
              <caption class="hidden-visually">{importWords.columns}</caption>
              <thead>
                <tr>
                  <th scope="col" class="fit">
                    {importWords.letter}
                  </th>
                  <th scope="col">{importWords.heading}</th>
                  <th scope="col">{importWords.sample}</th>
                  <th scope="col">{importWords.meaning}</th>
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
                        aria-label={`${letter} ${heading} ${importWords.meaning}`}
                        value={chosen[column] ?? field ?? ''}
                        onChange={(event) => {
                          const known = sourceFields.find((one) => one === event.currentTarget.value)
                          setChosen({ ...chosen, [column]: known ?? '' })
                        }}
                      >
                        <option value="">{importWords.notRead}</option>
                        {sourceFields.map((one) => (
                          <option key={one} value={one}>
                            {sourceColumns[one].title}
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
          <Button onClick={again}>{importWords.again}</Button>
        </div>
      </div>
    </details>
  )
}
