import { useState } from 'preact/hooks'
import type { PaperDetail, PaperRow, TestRow } from '../../../../shared/api/exam'
import { showTime } from '../../../../shared/calendar/beijing'
import { optionLetter, questionKinds } from '../../../../shared/exam/bank'
import { exam } from '../../client/exam'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { words } from './words'

/** 答卷 of one test, and each as it was kept. */
export function Papers({ test, back }: { test: TestRow; back: () => void }) {
  const [looked, setLooked] = useState<string>()
  if (looked !== undefined) return <Paper id={looked} back={() => setLooked(undefined)} />
  return (
    <div class="stack">
      <div class="row">
        <Button onClick={back}>{words.backToTests}</Button>
      </div>
      <h2>{words.papersOf(test.title)}</h2>
      <DataTable<PaperRow>
        id="papers"
        caption={words.papersOf(test.title)}
        path={`/tests/${test.id}/papers`}
        load={exam.papers(test.id)}
        every={30_000}
        columns={columnsOf(setLooked)}
        keyOf={({ id }) => id}
        nameOf={({ number, name, attempt }) => `${number} ${name} ${attempt}`}
        searchLabel={words.find}
        filterLabel={words.show}
        filters={[
          { value: '', label: words.all },
          { value: 'under-way', label: words.states['under-way'] },
          { value: 'passed', label: words.states.passed },
          { value: 'failed', label: words.states.failed },
        ]}
        first={{ sort: 'number', order: 'up' }}
        empty={<Empty title={words.noPapers} />}
      />
    </div>
  )
}

const columnsOf = (look: (id: string) => void): Column<PaperRow>[] => [
  {
    ...{ id: 'name', label: words.person, sort: 'name', head: true, also: ['number'] },
    cell: ({ number, name }) => `${number} ${name}`,
  },
  { id: 'attempt', label: words.attempt, number: true, cell: ({ attempt }) => attempt },
  { id: 'begun', label: words.begun, sort: 'begun', nowrap: true, cell: ({ begunAt }) => showTime(begunAt) },
  {
    ...{ id: 'handedIn', label: words.handedIn, nowrap: true },
    cell: ({ handedInAt, how }) =>
      handedInAt === undefined ? '' : `${showTime(handedInAt)}${how === 'time-up' ? ` ${words.timeUp}` : ''}`,
  },
  {
    ...{ id: 'value', label: words.value, sort: 'value', number: true, also: ['max'] },
    cell: ({ value, max }) => (value === undefined ? '' : `${value} / ${max}`),
  },
  { id: 'state', label: words.result, cell: ({ state }) => <PaperState state={state} /> },
  {
    ...{ id: 'look', label: words.papers },
    cell: ({ id, number, name, attempt }) => (
      <Button kind="small" onClick={() => look(id)}>
        {words.look}
        <span class="hidden-visually">{`：${number} ${name} ${attempt}`}</span>
      </Button>
    ),
  },
]

const looks = { 'under-way': 'waiting', passed: 'counted', failed: 'attention' } as const

const PaperState = ({ state }: Pick<PaperRow, 'state'>) => <State is={looks[state]}>{words.states[state]}</State>

function Paper({ id, back }: { id: string; back: () => void }) {
  const { data, problem, refresh } = useLoad(() => exam.paper(id), `paper/${id}`)
  return (
    <div class="stack">
      <div class="row no-print">
        <Button onClick={back}>{words.backToPapers}</Button>
        <Button onClick={() => print()}>{words.print}</Button>
      </div>
      {data ? (
        <Sheet paper={data} />
      ) : problem ? (
        <ProblemNote problem={problem} retry={() => void refresh()} />
      ) : (
        <Loading />
      )}
    </div>
  )
}

function Sheet({ paper }: { paper: PaperDetail }) {
  const { number, name, className, testTitle, attempt, value, max, passMark, state, handedInAt, how, entry } = paper
  return (
    <article class="card stack">
      <h2>
        {testTitle} · {number} {name}
      </h2>
      <p class="quiet">
        {className} · {words.attempt} {attempt}
        {handedInAt !== undefined && ` · ${words.handedIn} ${showTime(handedInAt)}`}
        {how === 'time-up' && ` · ${words.timeUp}`}
      </p>
      <p>
        {value !== undefined && <strong>{words.of(value, max)}</strong>} <PaperState state={state} />{' '}
        <span class="quiet">
          {words.passMark(max)}：{passMark}
        </span>
      </p>
      <ol class="stack questions">
        {paper.questions.map((question, i) => (
          <Answered key={i} question={question} />
        ))}
      </ol>
      {entry !== undefined && (
        <p class="small quiet">
          {words.entry} <span class="mono">{entry.slice(0, 16)}</span>
        </p>
      )}
    </article>
  )
}

const letters = (options: readonly number[]): string => options.map(optionLetter).join('、')

function Answered({ question }: { question: PaperDetail['questions'][number] }) {
  const { kind, text, options, points, right, chosen, correct } = question
  return (
    <li>
      <p class="said">
        <span class="quiet">
          {questionKinds[kind]} {words.gets(points)}
        </span>{' '}
        {text}
      </p>
      <ul class="plain-list">
        {options.map((option, i) => (
          <li key={i}>
            {optionLetter(i)}. {option}
          </li>
        ))}
      </ul>
      <p>
        <State is={correct ? 'counted' : 'attention'}>
          {words.chosen} {chosen.length === 0 ? words.notAnswered : letters(chosen)}
        </State>{' '}
        <span class="quiet">
          {words.right} {letters(right)}
        </span>
      </p>
    </li>
  )
}
