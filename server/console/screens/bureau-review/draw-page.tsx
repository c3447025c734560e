import { useRoute } from 'preact-iso'
import { interviewResults, interviewWords } from '../../../../shared/api/bureau-review'
import type { DrawAnswer } from '../../../../shared/api/bureau-risk'
import { showTime } from '../../../../shared/calendar/beijing'
import { percent } from '../../../../shared/claim/ratio'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { drawWords as words } from './draw-words'

/** One drawing as it is printed: who was drawn, and everything to do it again. */
export function DrawPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => reviews.drawing(id), id)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { number, by, at, body } = data
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs no-print" aria-label={words.title}>
          <a href="/reviews/draws">{words.title}</a>
        </nav>
        <Heading title={`${words.title} ${number}`}>
          <button type="button" class="button" onClick={() => window.print()}>
            {words.print}
          </button>
        </Heading>
        <dl class="figures">
          <Figure name={words.value}>
            <span class="mono">{body.publicValue}</span>
          </Figure>
          <Figure name={words.day}>{body.publicDay}</Figure>
          <Figure name={words.people}>{body.people.length}</Figure>
          <Figure name={words.drawn}>{`${body.drawn.length}（${percent(body.share)}）`}</Figure>
          <Figure name={words.formula}>{words.formulaOf(body.formula.title, body.formulaVersion)}</Figure>
          <Figure name={words.by}>{`${by} ${showTime(at)}`}</Figure>
        </dl>
        <p class="small">
          {words.seed} <span class="mono">{body.seed}</span>
        </p>
        <p class="small quiet">{words.valueHelp(body.publicSource)}</p>
        {body.announced && (
          <p class="small">
            {words.announcedBy(number, showTime(body.announced.at), body.announced.publicDay)}
            {body.announced.reason !== '' && ` ${words.late}：${body.announced.reason}`}
          </p>
        )}
        {body.carried.length > 0 && <p class="small">{`${words.carried}：${body.carried.length}`}</p>}
      </div>
      <Drawn draw={data} />
      <section class="stack" aria-labelledby="draw-again">
        <h2 id="draw-again">{words.how}</h2>
        <ol>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <ul class="small">
          {body.claims.map(({ number: of, firm, content }) => (
            <li key={content}>
              {of} {firm} <span class="mono">{content}</span>
            </li>
          ))}
        </ul>
      </section>
      <Everybody draw={data} />
    </div>
  )
}

const resultOf = (text: string | undefined) => {
  const known = interviewResults.find((one) => one === text)
  return known ? interviewWords[known] : words.wait
}

const Drawn = ({ draw: { drawn } }: { draw: DrawAnswer }) => (
  <div class="table-frame">
    <Scroll label={words.drawn}>
      <table>
        <caption class="hidden-visually">{words.drawn}</caption>
        <thead>
          <tr>
            <th scope="col">{words.rank}</th>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.claims}</th>
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ person, claim, claimNumber, firm, number, name, idMasked, result }, i) => (
            <tr key={person}>
              <td>{i + 1}</td>
              <th scope="row">
                {number} {name} <span class="small quiet nowrap">{idMasked}</span>
              </th>
              <td>
                <a href={`/reviews/${claim}`}>{claimNumber}</a> <span class="small quiet">{firm}</span>
              </td>
              <td>
                <a href={`/reviews/people/${person}`} aria-label={`${resultOf(result)} ${name}`}>
                  {resultOf(result)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </div>
)

const Everybody = ({ draw: { body } }: { draw: DrawAnswer }) => (
  <details>
    <summary>{words.everybody}</summary>
    <Scroll label={words.everybody}>
      <table class="small">
        <caption class="hidden-visually">{words.everybody}</caption>
        <thead>
          <tr>
            <th scope="col">
              {words.content}/{words.person}
            </th>
            <th scope="col" class="number">
              {words.tickets}
            </th>
            <th scope="col">{words.lot}</th>
            <th scope="col">{words.drawn}</th>
          </tr>
        </thead>
        <tbody>
          {body.people.map(({ content, class: of, seat, number, tickets, hash }, i) => (
            <tr key={`${content} ${of} ${seat}`}>
              <th scope="row" class="mono">
                {content.slice(0, 12)}… {of} {seat} <span class="quiet">{number}</span>
              </th>
              <td class="number">{tickets}</td>
              <td class="mono">{hash}</td>
              <td>{body.drawn.includes(i) ? body.drawn.indexOf(i) + 1 : common.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
)
