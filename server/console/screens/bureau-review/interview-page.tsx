import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { InterviewAnswer } from '../../../../shared/api/bureau-interview'
import { interviewResults, interviewWords } from '../../../../shared/api/bureau-review'
import { showTime } from '../../../../shared/calendar/beijing'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { Contact } from './contact'
import { InterviewForm } from './interview-form'
import { interviewPageWords as words } from './interview-words'
import { words as reviewWords } from './words'

/** The interview sheet of somebody: /reviews/people/:id. */
export function InterviewPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => reviews.interview(id), id)
  const [noted, setNoted] = useState<InterviewAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const sheet = noted?.person.id === id ? noted : data
  const { person, claim } = sheet
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs no-print" aria-label={reviewWords.title}>
          <a href="/reviews">{reviewWords.title}</a>
          {' / '}
          <a href={`/reviews/${claim.id}`}>{claim.number}</a>
        </nav>
        <Heading title={`${words.title} ${person.name}`}>
          <button type="button" class="button" onClick={() => window.print()}>
            {words.print}
          </button>
        </Heading>
        <dl class="figures">
          <Figure name={words.person}>{`${person.number} ${person.idMasked}`}</Figure>
          <Figure name={reviewWords.firm}>{claim.firm}</Figure>
          <Figure name={words.class}>{person.className}</Figure>
          <Figure name={words.training}>{`${person.occupation} ${person.level} ${person.hours}`}</Figure>
        </dl>
        {mayWrite() && <Contact key={person.id} id={person.id} phoneMasked={person.phoneMasked} />}
        <p class="prose">{words.lead}</p>
        {sheet.without !== undefined && <Note is="attention">{sheet.without}</Note>}
      </div>
      {mayWrite() ? (
        <InterviewForm key={sheet.held.length} sheet={sheet} onNoted={setNoted} />
      ) : (
        <ol>
          {sheet.questions.map(({ id: one, ask, record }) => (
            <li key={one}>
              {ask} <span class="quiet">{record}</span>
            </li>
          ))}
        </ol>
      )}
      {sheet.held.length > 0 && <Held sheet={sheet} />}
    </div>
  )
}

const Held = ({ sheet: { held } }: { sheet: InterviewAnswer }) => (
  <section class="stack" aria-label={words.held}>
    <h2>{words.held}</h2>
    {held.map(({ result, how, remark, answers, questions, by, at }) => (
      <details class="card" key={at}>
        <summary>
          {interviewWords[interviewResults.find((one) => one === result) ?? 'agrees']} {words.hows[how]} {by}{' '}
          {showTime(at)}
        </summary>
        {remark !== '' && <p>{remark}</p>}
        <ul>
          {answers.map(({ id, answer, fits }) => (
            <li key={id}>
              {questions.find((one) => one.id === id)?.ask}{' '}
              <strong>
                {words.fit[fits]} {answer}
              </strong>
            </li>
          ))}
        </ul>
      </details>
    ))}
  </section>
)
