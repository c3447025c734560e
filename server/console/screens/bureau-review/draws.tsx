import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DrawsAnswer } from '../../../../shared/api/bureau-risk'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { percent } from '../../../../shared/claim/ratio'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { drawWords as words } from './draw-words'
import { words as reviewWords } from './words'

/** 抽查抽签: the next drawing, and every one before. */
export function Draws() {
  const { data, problem, refresh } = useLoad(reviews.draws, 'draws')
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={reviewWords.title}>
          <a href="/reviews">{reviewWords.title}</a>
        </nav>
        <Heading title={words.title} />
        <p class="prose">{words.lead}</p>
      </div>
      {mayWrite() && <NextDraw draws={data} />}
      <div class="stack">
        <h2>{words.before}</h2>
        {data.rows.length === 0 ? <p class="quiet">{words.none}</p> : <Before draws={data} />}
      </div>
    </div>
  )
}

function NextDraw({ draws: { waiting, publicSource, share } }: { draws: DrawsAnswer }) {
  const { route } = useLocation()
  const act = useAct()
  const [value, setValue] = useState('')
  const [day, setDay] = useState(dayOf(Date.now()))
  if (waiting.length === 0) return <p class="quiet">{words.nobody}</p>
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const claims = waiting.map(({ id }) => id)
      const { id } = await reviews.draw({ claims, publicValue: value.trim(), publicDay: day })
      route(`/reviews/draws/${id}`)
    })
  }
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{words.waiting}</h2>
      <ul>
        {waiting.map(({ id, number, firm, people }) => (
          <li key={id}>
            <a href={`/reviews/${id}`}>{number}</a> {firm} <span class="quiet">{people}</span>
          </li>
        ))}
      </ul>
      <p class="quiet">{words.share(percent(share))}</p>
      <TextField
        label={words.value}
        help={words.valueHelp(publicSource)}
        value={value}
        maxLength={200}
        onChange={setValue}
      />
      <TextField type="date" short label={words.day} help={words.dayHelp} value={day} onChange={setDay} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={value.trim() === '' || day === ''}>
          {words.draw}
        </Button>
      </div>
    </form>
  )
}

const Before = ({ draws: { rows } }: { draws: DrawsAnswer }) => (
  <div class="table-frame">
    <Scroll label={words.before}>
      <table>
        <caption class="hidden-visually">{words.before}</caption>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col" class="number">
              {words.claims}
            </th>
            <th scope="col" class="number">
              {words.people}
            </th>
            <th scope="col" class="number">
              {words.drawn}
            </th>
            <th scope="col" class="number">
              {words.interviewed}
            </th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={`/reviews/draws/${row.id}`}>{row.number}</a>
              </th>
              <td class="number">{row.claims}</td>
              <td class="number">{row.people}</td>
              <td class="number">{row.drawn}</td>
              <td class="number">{row.interviewed}</td>
              <td class="mono">{row.publicValue}</td>
              <td class="nowrap">{showTime(row.at)}</td>
              <td>{row.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </div>
)
