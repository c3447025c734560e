import type { Act } from '../../client/act'
import { Button } from '../../parts/button'
import { SelectField } from '../../parts/field'
import { columnWords as words } from './column-words'
import type { CheckedList, ChosenColumn } from './outside-list'

interface Props {
  checked: CheckedList
  chosen: readonly ChosenColumn[]
  act: Act
  onChoose: (columns: readonly ChosenColumn[]) => void
  onImport: () => void
}

/** Which column holds the ID numbers, sheet by sheet, as it was found or is chosen; then how many people that gives. */
export function ChooseColumns({ checked: { count, tables }, chosen, act, onChoose, onImport }: Props) {
  const choose = (sheet: string, column: string) =>
    onChoose([
      ...chosen.filter((one) => one.sheet !== sheet),
      ...(column === '' ? [] : [{ sheet, column: Number(column) }]),
    ])
  return (
    <div class="stack">
      {tables.map(({ sheet, columns, id }) => (
        <SelectField
          key={sheet}
          label={words.column(sheet)}
          value={id === undefined ? '' : String(id)}
          options={[
            { value: '', label: words.none },
            ...columns.map(({ column, letter, heading, sample }) => ({
              value: String(column),
              label: words.option(letter, heading, sample[0] ?? ''),
            })),
          ]}
          onChange={(column) => choose(sheet, column)}
        />
      ))}
      <p role="status">{words.found(count)}</p>
      <div>
        <Button act={act} disabled={count === 0} onClick={onImport}>
          {words.import(count)}
        </Button>
      </div>
    </div>
  )
}
