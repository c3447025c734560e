import { useState } from 'preact/hooks'
import type { RosterChoices, RosterReport } from '../../../../shared/api/roster'
import { type RosterField, rosterFields } from '../../../../shared/people/roster'
import { titleOf } from '../../../../shared/people/roster-columns'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ColumnTable } from './column-table'
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
        <ColumnTable
          words={words}
          columns={columns}
          fields={rosterFields.map((one) => ({ value: one, label: titleOf(one) }))}
          chosen={chosen}
          onChoose={(column, field) =>
            setChosen({ ...chosen, [column]: rosterFields.find((one) => one === field) ?? '' })
          }
        />
        <div class="row">
          <Button onClick={again}>{words.again}</Button>
        </div>
      </div>
    </details>
  )
}
