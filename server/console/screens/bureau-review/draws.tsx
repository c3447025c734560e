import type { DrawsAnswer } from '../../../../shared/api/bureau-risk'
import { showTime } from '../../../../shared/calendar/beijing'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { drawWords as words } from './draw-words'
import { Announce, DrawAnnounced } from './next-draw'
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
      {mayWrite() &&
        (data.announced ? (
          <DrawAnnounced key={data.announced.id} announced={data.announced} publicSource={data.publicSource} />
        ) : (
          <Announce draws={data} onDone={refresh} />
        ))}
      <div class="stack">
        <h2>{words.before}</h2>
        {data.rows.length === 0 ? <p class="quiet">{words.none}</p> : <Before draws={data} />}
      </div>
    </div>
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
