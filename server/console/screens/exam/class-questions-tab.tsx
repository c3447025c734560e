import type { QuestionRow } from '../../../../shared/api/reach'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { lists } from '../../client/lists'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Empty, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { AnswerForm, Answers } from '../questions/answers'
import { words as asked } from '../questions/words'
import { words } from './words'

/** 答疑: everything that was asked in one class, answered here, and what of it the whole class may read. */
export function ClassQuestionsTab({ classId }: { classId: string }) {
  return (
    <div class="stack">
      <p class="prose">{words.questionsLead}</p>
      <DataTable<QuestionRow>
        id="class-questions"
        caption={words.questions}
        path="/questions"
        within={{ class: classId }}
        load={lists.questions}
        every={30_000}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, name, at }) => `${number} ${name} ${showTime(at)}`}
        searchLabel={asked.find}
        filterLabel={asked.shown}
        filters={[
          { value: '', label: asked.all },
          { value: 'open', label: asked.open },
          { value: 'answered', label: asked.done },
          { value: 'shown', label: words.shown },
        ]}
        none={{ open: asked.none }}
        first={{ sort: 'waiting', order: 'up', filter: '' }}
        empty={
          <Empty title={asked.noneAtAll}>
            <p class="prose">{asked.noneLead}</p>
          </Empty>
        }
        inner={(row, refresh) =>
          isOneOf('administrator', 'manager', 'hr', 'teacher') && (
            <div class="stack-tight">
              <AnswerForm question={row} answered={refresh} />
              {row.answers.length > 0 && <ShowButton question={row} done={refresh} />}
            </div>
          )
        }
      />
    </div>
  )
}

function ShowButton({ question: { id, shown }, done }: { question: QuestionRow; done: () => Promise<void> }) {
  const act = useAct()
  const show = () =>
    void act.run(async () => {
      await exam.showQuestion(id, !shown)
      await done()
    })
  return (
    <div class="row">
      <Button kind="small" act={act} onClick={show}>
        {shown ? words.fromClass : words.toClass}
      </Button>
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}

const columns: Column<QuestionRow>[] = [
  {
    ...{ id: 'name', label: asked.person, sort: 'name', head: true, also: ['number'] },
    cell: (row) => (
      <a href={`/seats/${row.seat}?class=${row.class}`}>
        {row.number} {row.name}
      </a>
    ),
  },
  {
    ...{ id: 'text', label: asked.question, also: ['answers', 'course'] },
    cell: ({ text, courseTitle, answers }) => (
      <div class="stack-tight">
        <p class="said">{text}</p>
        <p class="small quiet">{courseTitle === '' ? asked.noCourse : courseTitle}</p>
        <Answers answers={answers} />
      </div>
    ),
  },
  { id: 'at', label: asked.askedAt, sort: 'at', nowrap: true, cell: (row) => showTime(row.at) },
  {
    ...{ id: 'state', label: asked.state, sort: 'waiting', nowrap: true },
    cell: ({ answers, shown }) =>
      answers.length === 0 ? (
        <State is="attention">{asked.open}</State>
      ) : (
        <State is="counted">{shown ? words.shownToClass : asked.done}</State>
      ),
  },
]
