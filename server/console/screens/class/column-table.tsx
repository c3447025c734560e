import { Scroll } from '../../parts/scroll'

interface Props {
  words: { columns: string; letter: string; heading: string; sample: string; meaning: string; notRead: string }
  columns: readonly {
    column: number
    letter: string
    heading: string
    sample: readonly string[]
    field?: string | undefined
  }[]
  fields: readonly { value: string; label: string }[]
  /** What was chosen by hand, by column. */
  chosen: Readonly<Record<number, string>>
  onChoose: (column: number, field: string) => void
}

/** The columns of a file with what each is read as, to be put right by hand. */
export function ColumnTable({ words, columns, fields, chosen, onChoose }: Props) {
  return (
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
                    onChange={(event) => onChoose(column, event.currentTarget.value)}
                  >
                    <option value="">{words.notRead}</option>
                    {fields.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
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
  )
}
