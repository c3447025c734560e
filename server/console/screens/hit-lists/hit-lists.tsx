import { useState } from 'preact/hooks'
import type { HitList } from '../../../../shared/api/roster'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { AddList } from './add-list'
import { RosterRulesForm } from './roster-rules'
import { words } from './words'

/** Lists that rosters are compared with, and what else rosters are checked by. */
export function HitLists() {
  const { data, problem, refresh } = useLoad(() => roster.hitLists(), 'hit-lists')
  return (
    <div class="stack-wide">
      <div class="stack">
        <Heading title={words.title} />
        <p class="prose">{words.lead}</p>
        {mayWrite() && <AddList onAdded={refresh} />}
        {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
        {data?.length === 0 && (
          <Empty title={words.none}>
            <p class="prose">{words.noneLead}</p>
          </Empty>
        )}
        {data && data.length > 0 && <Lists lists={data} onRemoved={refresh} />}
      </div>
      <RosterRulesForm />
    </div>
  )
}

function Lists({ lists, onRemoved }: { lists: HitList[]; onRemoved: () => Promise<void> }) {
  const [asking, setAsking] = useState<HitList>()
  const act = useAct()
  const remove = (list: HitList) =>
    void act.run(async () => {
      await roster.removeHitList(list.id)
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
                {words.people}
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
                <td class="number">{list.people}</td>
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
          onConfirm={() => remove(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{words.removeLead(asking.name, asking.people)}</p>
        </Confirm>
      )}
    </div>
  )
}
