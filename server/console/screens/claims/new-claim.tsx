import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useAct } from '../../client/act'
import { claims } from '../../client/claims'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { words } from './words'

/** The one question before a claim begins: of which classes. */
export function NewClaim() {
  const { data, problem, refresh } = useLoad(() => claims.claimable(), 'claimable')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { route } = useLocation()
  const act = useAct()
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (chosen.size > 0)
      void act.run(async () => route(`/claims/${(await claims.create({ classes: [...chosen] })).id}`, true))
  }
  const ready = (data ?? []).filter(({ id }) => chosen.has(id)).reduce((sum, one) => sum + one.ready, 0)
  return (
    <form class="stack-wide" onSubmit={submit}>
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/claims">{words.title}</a>
        </nav>
        <Heading title={words.create} />
        <p class="prose">{words.chooseLead}</p>
      </div>
      {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
      {data?.length === 0 && (
        <Empty title={words.noClasses}>
          <a class="button" href="/classes">
            {words.classes}
          </a>
        </Empty>
      )}
      {data && data.length > 0 && (
        <div class="table-frame">
          <Scroll label={words.chooseClasses}>
            <table>
              <caption class="hidden-visually">{words.chooseClasses}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.classes}</th>
                  <th scope="col">{words.occupation}</th>
                  <th scope="col">{words.period}</th>
                  <th scope="col" class="number">
                    {words.enrolled}
                  </th>
                  <th scope="col" class="number">
                    {words.readyCount}
                  </th>
                  <th scope="col" class="number">
                    {words.claimed}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.map(({ id, name, occupation, level, period, open, enrolled, ready: can, claimed }) => (
                  <tr key={id}>
                    <th scope="row">
                      <label class="choice">
                        <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
                        <span class="row">
                          {name}
                          {open && <State is="waiting">{words.running}</State>}
                        </span>
                      </label>
                    </th>
                    <td>{`${occupation} ${level}`}</td>
                    <td class="nowrap">{`${period.from} ${words.to} ${period.to}`}</td>
                    <td class="number">{enrolled}</td>
                    <td class="number">{can}</td>
                    <td class="number">{claimed}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={chosen.size === 0}>
          {chosen.size === 0 ? words.chooseOne : words.next(ready)}
        </Button>
      </div>
    </form>
  )
}
