import { useState } from 'preact/hooks'
import type { LessonPlan, LessonRow } from '../../../../shared/api/lessons'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { lessons } from '../../client/lessons'
import { ofClass } from '../../client/lists'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Empty, Note, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { AgainstPlan } from './against-plan'
import { clock, freshLesson } from './lesson-draft'
import { LessonForm } from './lesson-form'
import { words } from './words'

const filters = ['coming', 'held', 'unmarked', 'live', 'offline', 'cancelled'] as const

/** Live classes and lessons in a room: what the plan asks for, what was held, who came. */
export function LessonsTab({ classId }: { classId: string }) {
  const { data: plan, problem, refresh } = useLoad(() => lessons.plan(classId), `${classId}/lesson-plan`)
  const [version, setVersion] = useState(0)
  const changed = async () => {
    await refresh()
    setVersion(version + 1)
  }
  return (
    <div class="stack">
      <p class="prose">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {plan && <AgainstPlan plan={plan} />}
      {plan && mayWrite() && <NewLesson classId={classId} plan={plan} changed={changed} version={version} />}
      <DataTable<LessonRow>
        id="lessons"
        caption={words.lessons}
        path={ofClass(classId, 'lessons')}
        load={lessons.list(classId)}
        version={version}
        every={30_000}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ content }) => content}
        searchLabel={words.find}
        filterLabel={words.filter}
        filters={[{ value: '', label: words.all }, ...filters.map((value) => ({ value, label: words.filters[value] }))]}
        first={{ sort: 'from', order: 'up' }}
        empty={
          <Empty title={words.empty}>
            <p class="prose">{words.emptyLead}</p>
          </Empty>
        }
      />
    </div>
  )
}

function NewLesson({
  classId,
  plan,
  version,
  changed,
}: {
  classId: string
  plan: LessonPlan
  version: number
  changed: () => Promise<void>
}) {
  const act = useAct()
  const { data } = useLoad(() => lessons.list(classId)({ filter: 'held', size: 200 }), `${classId}/missed/${version}`)
  return (
    <>
      {plan.waiting > 0 && (
        <Note is="attention">
          <Button
            act={act}
            onClick={() =>
              void act.run(async () => {
                announce(words.made(await lessons.fromTimetable(classId)))
                await changed()
              })
            }
          >
            {words.fromTimetable(plan.waiting)}
          </Button>
        </Note>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <details class="card">
        <summary>{words.newLesson}</summary>
        <LessonForm
          first={freshLesson(plan.courses.find(({ online, live }) => !online || live) ?? plan.courses[0])}
          plan={plan}
          others={data?.rows ?? []}
          save={async (request) => {
            await lessons.add(classId, request)
            await changed()
          }}
        />
      </details>
    </>
  )
}

const columns: Column<LessonRow>[] = [
  {
    ...{ id: 'from', label: words.date, sort: 'from', nowrap: true, also: ['time'] },
    cell: ({ from, to }) => (
      <>
        {dayOf(from)}
        <div class="small quiet numbers">
          {clock(from)}–{clock(to)}
        </div>
      </>
    ),
  },
  {
    ...{ id: 'content', label: words.content, head: true },
    cell: (row) => (
      <>
        <a href={`/lessons/${row.id}`}>{row.content}</a>
        {row.makesUp !== undefined && <span class="label"> {words.makeUp}</span>}
        {row.cancelled !== undefined && (
          <div class="small">
            <State is="idle">
              {words.cancelled}：{row.cancelled}
            </State>
          </div>
        )}
      </>
    ),
  },
  { id: 'course', label: words.course, sort: 'course', cell: ({ courseTitle }) => courseTitle },
  {
    ...{ id: 'form', label: words.form, nowrap: true },
    cell: ({ form, practice }) => `${words.formShort[form]} ${practice ? words.practice : words.theory}`,
  },
  { id: 'hours', label: words.hours, number: true, cell: ({ hours }) => hours },
  { id: 'teacher', label: words.teacher, sort: 'teacher', nowrap: true, cell: ({ teacher }) => teacher },
  { id: 'place', label: words.place, cell: ({ place }) => place },
  {
    ...{ id: 'present', label: words.attendance, also: ['expected', 'leave', 'absent'] },
    cell: (row) => <Came row={row} />,
  },
]

/** Who came of who was expected, and what somebody should look at. */
export function Came({ row }: { row: LessonRow }) {
  const { present, open, expected, leave, absent, unmarked, cancelled, outside, early, from, to } = row
  if (cancelled !== undefined) return <span class="quiet">{words.cancelled}</span>
  const away = [leave > 0 ? words.leaveCount(leave) : '', absent > 0 ? words.absentCount(absent) : '']
  return (
    <>
      {!unmarked && <span class="numbers">{words.ofExpected(present + open, expected)}</span>}
      {unmarked &&
        (to > Date.now() ? (
          <State is="waiting">{from > Date.now() ? words.coming : words.running}</State>
        ) : (
          <State is="attention">{words.unmarked}</State>
        ))}
      {away.join('') !== '' && <div class="small quiet">{away.filter((one) => one !== '').join('，')}</div>}
      {open > 0 && to < Date.now() && (
        <div class="small">
          <State is="attention">{words.openCount(open)}</State>
        </div>
      )}
      {outside && (
        <div class="small">
          <State is="wrong">{words.outside}</State>
        </div>
      )}
      {early > 0 && (
        <div class="small">
          <State is="attention">{words.early(early)}</State>
        </div>
      )}
    </>
  )
}
