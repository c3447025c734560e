import { useEffect, useRef, useState } from 'preact/hooks'
import type { HandedIn, MyPaper } from '../../../../shared/api/my-exam'
import { optionLetter, questionKinds } from '../../../../shared/exam/bank'
import { useAct } from '../../client/act'
import { myExams } from '../../client/exam'
import { Button } from '../../parts/button'
import { Note, ProblemNote } from '../../parts/note'
import { words } from './exam-words'
import { useSavedAnswers } from './use-saved-answers'

interface Props {
  token: string
  paper: MyPaper
  close: () => Promise<void>
}

/** A paper under way, one question at a time; what is chosen is saved as it is chosen, and handed in by itself when the time is up. */
export function Paper({ token, paper, close }: Props) {
  const { answers, saving, choose, stop } = useSavedAnswers(token, paper)
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState(false)
  const [result, setResult] = useState<HandedIn>()
  const left = useTimeLeft(paper)
  const act = useAct()
  const heading = useRef<HTMLHeadingElement>(null)
  const handIn = () =>
    act.run(async () => {
      stop()
      setResult(await myExams.handIn(token, paper.id, answers))
    })
  useEffect(() => {
    if (left === 0 && !result) void handIn()
  }, [left === 0])
  useEffect(() => heading.current?.focus(), [at, asking, result])
  if (result)
    return (
      <section class="card stack" aria-labelledby="my-paper">
        <h2 id="my-paper" tabIndex={-1} ref={heading}>
          {paper.title}
        </h2>
        <p class="paper-result numbers">{words.result(result.value, result.max)}</p>
        <Note is={result.pass ? 'counted' : 'attention'}>{result.pass ? words.passed : words.failed}</Note>
        <Button kind="main" onClick={() => void close()}>
          {words.back}
        </Button>
      </section>
    )
  const question = paper.questions[at]
  const unanswered = answers.filter((one) => one.length === 0).length
  return (
    <section class="card stack" aria-labelledby="my-paper">
      <div class="row-between">
        <h2 id="my-paper" tabIndex={-1} ref={heading}>
          {words.question(at + 1, paper.questions.length)}
        </h2>
        <span class="numbers" role="timer">
          {left === 0 ? words.timeUp : words.timeLeft(clock(left))}
        </span>
      </div>
      {asking ? (
        <>
          {unanswered > 0 && <Note is="attention">{words.unanswered(unanswered)}</Note>}
          <p>{words.sure}</p>
          <div class="two-ways">
            <Button kind="main" act={act} onClick={() => void handIn()}>
              {words.sureYes}
            </Button>
            <Button onClick={() => setAsking(false)}>{words.sureNo}</Button>
          </div>
        </>
      ) : (
        <>
          {question && (
            <Question
              key={at}
              question={question}
              chosen={answers[at] ?? []}
              choose={(options) => choose(at, options)}
            />
          )}
          <p class="small quiet" role="status">
            {saving === 'saved' ? words.saved : saving === 'saving' ? words.saving : words.notSaved}
          </p>
          <div class="two-ways">
            <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
              {words.previous}
            </Button>
            {at + 1 < paper.questions.length ? (
              <Button kind="main" onClick={() => setAt(at + 1)}>
                {words.next}
              </Button>
            ) : (
              <Button kind="main" onClick={() => setAsking(true)}>
                {words.handIn}
              </Button>
            )}
          </div>
          {at + 1 < paper.questions.length && <Button onClick={() => setAsking(true)}>{words.handIn}</Button>}
          <Button kind="link" onClick={() => void close()}>
            {words.later}
          </Button>
        </>
      )}
      {act.problem && <ProblemNote problem={act.problem} retry={() => void handIn()} />}
    </section>
  )
}

interface QuestionProps {
  question: MyPaper['questions'][number]
  chosen: readonly number[]
  choose: (options: number[]) => void
}

function Question({ question: { kind, text, options, points }, chosen, choose }: QuestionProps) {
  const several = kind === 'multiple'
  const turn = (option: number) =>
    choose(
      several ? (chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]) : [option],
    )
  return (
    <fieldset class="stack-tight">
      <legend>
        <span class="small quiet">
          {questionKinds[kind]} {words.gets(points)}
          {several && ` · ${words.severalHelp}`}
        </span>
        <span class="said asked-text">{text}</span>
      </legend>
      {options.map((option, i) => (
        <label key={option} class="choice option">
          <input
            type={several ? 'checkbox' : 'radio'}
            name="option"
            checked={chosen.includes(i)}
            onChange={() => turn(i)}
          />
          <span>
            {optionLetter(i)}. {option}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** ms until the paper is taken away, by the server's clock: the phone's own only counts on from what the server said. */
function useTimeLeft({ now, dueAt }: MyPaper): number {
  const began = useRef(performance.now())
  const [left, setLeft] = useState(Math.max(0, dueAt - now))
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, dueAt - now - (performance.now() - began.current))), 1000)
    return () => clearInterval(timer)
  }, [now, dueAt])
  return left
}

const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
