import { namesFor } from '../../../../shared/forms/vocabulary'
import { Scroll } from '../../parts/scroll'
import { words } from './words'

/** Every placeholder that a form may hold, each with an example. */
export function NamesTable({ of }: { of: 'claim' | 'class' }) {
  const { fields, lists } = namesFor(of)
  const groups = [
    { title: words.single, names: fields },
    ...Object.entries(lists).map(([list, names]) => ({ title: words.listOf(list), names })),
  ]
  return (
    <details>
      <summary>{words.names}</summary>
      <div class="stack">
        {groups.map(({ title, names }) => (
          <div class="table-frame" key={title}>
            <Scroll label={title}>
              <table>
                <caption>{title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.example}</th>
                  </tr>
                </thead>
                <tbody>
                  {Object.entries(names).map(([name, example]) => (
                    <tr key={name}>
                      <th scope="row" class="nowrap">{`{{${name}}}`}</th>
                      <td>{example}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </div>
        ))}
      </div>
    </details>
  )
}
