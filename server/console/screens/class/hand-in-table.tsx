import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { fileWords } from './file-words'
import type { HandInItem } from './hand-in-queue'
import { words } from './words'

/** What came of each file: whose it is, what was new, what was refused and why. */
export function HandInTable({ items }: { items: readonly HandInItem[] }) {
  return (
    <Scroll label={fileWords.handInResult}>
      <table>
        <caption class="hidden-visually">{fileWords.handInResult}</caption>
        <thead>
          <tr>
            <th scope="col">{fileWords.file}</th>
            <th scope="col">{fileWords.result}</th>
            <th scope="col">{fileWords.trainee}</th>
            <th scope="col" class="number">
              {fileWords.entries}
            </th>
            <th scope="col" class="number">
              {fileWords.already}
            </th>
            <th scope="col">{words.detail}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">{item.name}</th>
              <td>
                <ItemState item={item} />
              </td>
              <td>{traineesOf(item)}</td>
              <td class="number">{item.report ? fileWords.entriesOf(item.report.entries) : common.none}</td>
              <td class="number">{item.report ? fileWords.entriesOf(item.report.already) : common.none}</td>
              <td>
                {item.problem?.message}
                {item.report?.refused.map(({ line, message }) => (
                  <p key={line}>{fileWords.line(line, message)}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const traineesOf = ({ report }: HandInItem): string => {
  const names = report?.people.map(({ number, name }) => (number ? `${number} ${name ?? ''}` : fileWords.unbound)) ?? []
  return [...new Set(names)].join('，') || common.none
}

function ItemState({ item: { state, report } }: { item: HandInItem }) {
  if (state === 'waiting') return <State is="waiting">{fileWords.waiting}</State>
  if (state === 'sending') return <State is="waiting">{fileWords.sending}</State>
  if (state === 'failed' || (report && report.chains === 0)) return <State is="wrong">{fileWords.refused}</State>
  if (report && report.refused.length > 0) return <State is="attention">{fileWords.partly}</State>
  if (report?.people.some(({ late }) => late))
    return <State is="attention">{`${fileWords.taken}（${fileWords.late}）`}</State>
  return <State is="counted">{fileWords.taken}</State>
}
