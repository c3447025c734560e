import { useState } from 'preact/hooks'
import type { SourceChoices, SourceReport } from '../../../../shared/api/sources'
import { type SourceField, sourceColumns, sourceFields } from '../../../../shared/sources/fields'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ColumnTable } from '../class/column-table'
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
        <ColumnTable
          words={importWords}
          columns={columns}
          fields={sourceFields.map((one) => ({ value: one, label: sourceColumns[one].title }))}
          chosen={chosen}
          onChoose={(column, field) =>
            setChosen({ ...chosen, [column]: sourceFields.find((one) => one === field) ?? '' })
          }
        />
        <div class="row">
          <Button onClick={again}>{importWords.again}</Button>
        </div>
      </div>
    </details>
  )
}
