import { useState } from 'preact/hooks'
import { useLoad } from '../../client/load'
import { reach } from '../../client/reach'
import { isOneOf } from '../../client/session'
import { Choices } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { QuestionCard } from './question-card'
import { words } from './words'

/** What trainees ask, in any class: those that wait for an answer, or all. */
export function Questions() {
  const [all, setAll] = useState(false)
  const { data, problem, refresh } = useLoad(() => reach.questions(all), `questions/${all}`, 30_000)
  return (
    <div class="stack-wide">
      <Heading title={words.title} />
      <p class="prose">{words.lead}</p>
      <Choices
        legend={words.shown}
        name="which"
        value={all ? 'all' : 'open'}
        onChange={(value) => setAll(value === 'all')}
        options={[
          { value: 'open', label: words.open },
          { value: 'all', label: words.all },
        ]}
      />
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.length === 0 && (
        <Empty title={all ? words.noneAtAll : words.none}>
          <p class="prose">{words.noneLead}</p>
        </Empty>
      )}
      {data?.map((one) => (
        <QuestionCard key={one.id} question={one} mayAnswer={mayAnswer()} answered={refresh} />
      ))}
    </div>
  )
}

const mayAnswer = (): boolean => isOneOf('administrator', 'manager', 'hr', 'teacher')
