import { useState } from 'preact/hooks'
import type { MyExam as Exam, MyPaper, MyTest } from '../../../../shared/api/my-exam'
import { examParts, resultSources } from '../../../../shared/api/results'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { myExams } from '../../client/exam'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { words } from './exam-words'

interface Props {
  exam: Exam
  token: string
  /** Opens a paper; what is recorded must have been agreed to. */
  begin: (test: string) => Promise<void>
  open: (paper: MyPaper) => void
}

/** Tests to take and taken, results and certificates, and what the teacher lets the class read. */
export function MyExam({ exam, token, begin, open }: Props) {
  return (
    <>
      <section class="card stack-tight" aria-labelledby="my-tests">
        <h2 id="my-tests">{words.tests}</h2>
        {exam.tests.length === 0 && <p class="quiet">{words.noTests}</p>}
        {exam.tests.map((test) => (
          <Test key={test.id} test={test} token={token} begin={begin} open={open} />
        ))}
      </section>
      {exam.results.length + exam.certificates.length > 0 && <Results exam={exam} />}
    </>
  )
}

function Test({ test, token, begin, open }: { test: MyTest } & Pick<Props, 'token' | 'begin' | 'open'>) {
  const act = useAct()
  const { underWay, taken } = test
  return (
    <article class="stack-tight asked">
      <h3>{test.title}</h3>
      <p class="small quiet">
        {test.courseTitle} · {words.terms(test.questions, test.minutes, test.max, test.passMark)}
      </p>
      {taken.map(({ attempt, value, pass, at }) => (
        <p key={attempt} class="small">
          <State is={pass ? 'counted' : 'idle'}>{pass ? words.pass : words.fail}</State>{' '}
          {words.taken(attempt, value, test.max, showTime(at))}
        </p>
      ))}
      {underWay ? (
        <Button
          kind="main"
          act={act}
          onClick={() => void act.run(async () => open(await myExams.paper(token, underWay.paper)))}
        >
          {words.goOn}
        </Button>
      ) : (
        test.open && (
          <>
            <p class="small quiet">
              {words.left(test.attempts - taken.length)}。{words.beginHelp}
            </p>
            <Button kind="main" act={act} onClick={() => void act.run(() => begin(test.id))}>
              {taken.length === 0 ? words.begin : words.again}
            </Button>
          </>
        )
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
    </article>
  )
}

function Results({ exam: { results, certificates } }: Pick<Props, 'exam'>) {
  return (
    <section class="card stack-tight" aria-labelledby="my-results">
      <h2 id="my-results">{words.results}</h2>
      {results.map(({ id, day, part, courseTitle, value, max, pass, attempt, source }) => (
        <p key={id}>
          {pass !== undefined && <State is={pass ? 'counted' : 'idle'}>{pass ? words.pass : words.fail}</State>}{' '}
          {courseTitle === '' ? examParts[part] : courseTitle} {value}
          {max !== undefined && `/${max}`}
          <span class="small quiet">
            {' '}
            {day} {attempt !== undefined && `${words.attempt(attempt)} `}
            {resultSources[source]}
          </span>
        </p>
      ))}
      {certificates.map(({ number, day }) => (
        <p key={number}>{words.certificate(number, day)}</p>
      ))}
    </section>
  )
}

/** 常见问题: what others asked and the teacher lets the class read. */
export function Shown({ shown }: Pick<Exam, 'shown'>) {
  const [all, setAll] = useState(false)
  if (shown.length === 0) return null
  return (
    <section class="card stack-tight" aria-labelledby="my-shown">
      <h2 id="my-shown">{words.shown}</h2>
      {(all ? shown : shown.slice(-3)).map(({ id, text, courseTitle, answers }) => (
        <article key={id} class="stack-tight asked">
          <p class="said">{text}</p>
          {courseTitle !== '' && <p class="small quiet">{courseTitle}</p>}
          <ul class="answers">
            {answers.map(({ text: said, by, at }) => (
              <li key={at}>
                <p class="said">{said}</p>
                <p class="small quiet">{words.answered(by, showTime(at))}</p>
              </li>
            ))}
          </ul>
        </article>
      ))}
      {!all && shown.length > 3 && (
        <Button kind="small" onClick={() => setAll(true)}>
          {words.shown} ({shown.length})
        </Button>
      )}
    </section>
  )
}
