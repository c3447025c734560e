import { useState } from 'preact/hooks'
import { satisfactionSheet } from '../../../../shared/exam/satisfaction'
import { useAct } from '../../client/act'
import { myExams } from '../../client/exam'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Note, ProblemNote } from '../../parts/note'
import { words } from './exam-words'

interface Props {
  token: string
  state: 'open' | 'given' | 'closed'
  given: () => Promise<void>
}

/** 满意度: five questions, once, without a name. */
export function MySatisfaction({ token, state, given }: Props) {
  const { questions, answers } = satisfactionSheet
  const [chosen, setChosen] = useState<readonly (number | undefined)[]>(questions.map(() => undefined))
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAct()
  if (state === 'closed') return null
  const whole = chosen.flatMap((value) => value ?? [])
  const send = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (whole.length < questions.length) return
    void act.run(async () => {
      await myExams.satisfy(token, { answers: whole, remark: remark.trim() })
      await given()
    })
  }
  return (
    <section class="card stack-tight" aria-labelledby="my-satisfaction">
      <h2 id="my-satisfaction">{words.satisfaction}</h2>
      {state === 'given' ? (
        <Note is="counted">{words.thanks}</Note>
      ) : (
        <form class="stack-tight" onSubmit={send} noValidate>
          <p class="small quiet">{words.satisfactionHelp}</p>
          {questions.map((question, i) => (
            <fieldset key={question} class="stack-tight">
              <legend>{question}</legend>
              <div class="scale">
                {answers.map(({ value, label }) => (
                  <label key={value} class="choice">
                    <input
                      type="radio"
                      name={`satisfaction-${i}`}
                      checked={chosen[i] === value}
                      onChange={() => setChosen(chosen.map((one, at) => (at === i ? value : one)))}
                    />
                    <span>{label}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
          <TextArea
            label={words.remark}
            help={words.remarkHelp}
            optional
            value={remark}
            maxLength={300}
            onChange={setRemark}
          />
          {tried && whole.length < questions.length && (
            <Note is="attention" alert>
              {words.lacking}
            </Note>
          )}
          {act.problem && <ProblemNote problem={act.problem} />}
          <Button submit act={act}>
            {words.send}
          </Button>
        </form>
      )}
    </section>
  )
}
