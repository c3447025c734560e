import type { QuestionRow } from '../../../../shared/api/reach'
import { showTime } from '../../../../shared/calendar/beijing'
import { lists } from '../../client/lists'
import { isOneOf } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { AnswerForm, Answers } from './answers'
import { words } from './words'

/** What trainees ask, in any class: those that wait for an answer, the longest waiting first, or all. */
export function Questions() {
  return (
    <div class="stack-wide">
      <Heading title={words.title} />
      <p class="prose">{words.lead}</p>
      <DataTable<QuestionRow>
        id="questions"
        caption={words.title}
        path="/questions"
        load={lists.questions}
        every={30_000}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, name, at }) => `${number} ${name} ${showTime(at)}`}
        searchLabel={words.find}
        filterLabel={words.shown}
        filters={[
          { value: 'open', label: words.open },
          { value: 'answered', label: words.done },
          { value: '', label: words.all },
        ]}
        none={{ open: words.none }}
        first={{ sort: 'waiting', order: 'up', filter: 'open' }}
        empty={
          <Empty title={words.noneAtAll}>
            <p class="prose">{words.noneLead}</p>
          </Empty>
        }
        inner={(row, refresh) => mayAnswer() && <AnswerForm question={row} answered={refresh} />}
      />
    </div>
  )
}

const mayAnswer = (): boolean => isOneOf('administrator', 'manager', 'hr', 'teacher')

const columns: Column<QuestionRow>[] = [
  {
    ...{ id: 'name', label: words.person, sort: 'name', head: true, also: ['number'] },
    cell: (row) => (
      <a href={`/seats/${row.seat}?class=${row.class}`}>
        {row.number} {row.name}
      </a>
    ),
  },
  {
    ...{ id: 'class', label: words.class, also: ['course'] },
    cell: ({ className, courseTitle }) => (
      <>
        {className}
        <div class="small quiet">{courseTitle === '' ? words.noCourse : courseTitle}</div>
      </>
    ),
  },
  {
    ...{ id: 'text', label: words.question, also: ['answers'] },
    cell: ({ text, answers }) => (
      <div class="stack-tight">
        <p class="said">{text}</p>
        <Answers answers={answers} />
      </div>
    ),
  },
  { id: 'at', label: words.askedAt, sort: 'at', nowrap: true, cell: (row) => showTime(row.at) },
  {
    ...{ id: 'state', label: words.state, sort: 'waiting', nowrap: true },
    cell: ({ answers }) =>
      answers.length > 0 ? <State is="counted">{words.done}</State> : <State is="attention">{words.open}</State>,
  },
]
