import { useState } from 'preact/hooks'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Scroll } from '../../parts/scroll'
import type { ListWords, OutsideList } from './outside-list'

interface Props {
  words: ListWords
  lists: readonly OutsideList[]
  remove: (id: string) => Promise<unknown>
  onRemoved: () => Promise<void>
}

/** Lists that other bodies gave, with what was found in them; a removed one stays on record. */
export function Lists({ words, lists, remove, onRemoved }: Props) {
  const [asking, setAsking] = useState<OutsideList>()
  const act = useAct()
  const confirmed = ({ id }: OutsideList) =>
    void act.run(async () => {
      await remove(id)
      setAsking(undefined)
      await onRemoved()
    })
  return (
    <div class="table-frame">
      <Scroll label={words.title}>
        <table>
          <caption class="hidden-visually">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.source}</th>
              <th scope="col" class="fit">
                {words.day}
              </th>
              <th scope="col" class="number">
                {words.count}
              </th>
              <th scope="col" class="number">
                {words.matches}
              </th>
              <th scope="col">{words.by}</th>
            </tr>
          </thead>
          <tbody>
            {lists.map((list) => (
              <tr key={list.id}>
                <th scope="row">{list.name}</th>
                <td>{list.source}</td>
                <td class="nowrap">{list.day}</td>
                <td class="number">{list.count}</td>
                <td class="number">{list.removedAt === undefined ? list.matches : ''}</td>
                <td>
                  {list.by} <span class="small quiet">{showTime(list.at)}</span>
                  <div>
                    {list.removedAt !== undefined && (
                      <span class="quiet">{words.removed(showTime(list.removedAt))}</span>
                    )}
                    {list.removedAt === undefined && mayWrite() && (
                      <Button kind="link" onClick={() => setAsking(list)}>
                        {words.remove}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {asking && (
        <Confirm
          title={words.removeTitle}
          action={words.remove}
          act={act}
          onConfirm={() => confirmed(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{words.removeText(asking.name, asking.count)}</p>
        </Confirm>
      )}
    </div>
  )
}
