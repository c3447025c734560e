import type { InferOutput } from 'valibot'
import type { taughtRow } from '../../../../shared/api/lessons'
import { lessons } from '../../client/lessons'
import { ofClass } from '../../client/lists'
import { Empty } from '../../parts/note'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { absenceWords } from './absence-words'
import { NotHeld } from './not-held'
import { words } from './words'

type Row = InferOutput<typeof taughtRow>
const forms = ['live', 'recorded', 'offline'] as const

/** 授课记录: what was taught, by whom, and who was there. */
export function TeachingLogTab({ classId }: { classId: string }) {
  return (
    <div class="stack">
      <p class="prose">{absenceWords.logLead}</p>
      <DataTable<Row>
        id="teaching-log"
        caption={absenceWords.log}
        path={ofClass(classId, 'teaching-log')}
        load={lessons.log(classId)}
        columns={columns(classId)}
        keyOf={({ from, hours, course, content }) => [from, hours, course, content].join('/')}
        nameOf={({ content }) => content}
        searchLabel={words.find}
        filterLabel={absenceWords.logForm}
        filters={[{ value: '', label: words.all }, ...forms.map((value) => ({ value, label: words.formShort[value] }))]}
        first={{ sort: 'from', order: 'up' }}
        empty={
          <Empty title={absenceWords.noLog}>
            <p class="prose">{absenceWords.noLogLead}</p>
          </Empty>
        }
      />
      <NotHeld classId={classId} />
    </div>
  )
}

/** So many names of who was missing; the rest is a number, and all are in the export. */
const NAMES = 3

const columns = (classId: string): Column<Row>[] => [
  {
    ...{ id: 'from', label: words.date, sort: 'from', nowrap: true, also: ['hours'] },
    cell: ({ from, to, hours }) => (
      <>
        {from}
        {to !== from && (
          <div>
            {absenceWords.until} {to}
          </div>
        )}
        {hours !== '' && <div class="small quiet numbers">{hours}</div>}
      </>
    ),
  },
  {
    ...{ id: 'content', label: words.content, head: true, also: ['course'] },
    cell: ({ content, course }) => (
      <>
        {content}
        {course !== content && <div class="small quiet">{course}</div>}
      </>
    ),
  },
  { id: 'classHours', label: words.hours, number: true, cell: ({ classHours }) => classHours || common.none },
  {
    ...{ id: 'form', label: absenceWords.logForm, nowrap: true },
    cell: ({ form, practice }) => `${words.formShort[form]} ${practice ? words.practice : words.theory}`,
  },
  { id: 'teacher', label: words.teacher, cell: ({ teacher }) => teacher || <span class="quiet">{common.none}</span> },
  { id: 'place', label: words.place, cell: ({ place }) => place },
  {
    ...{ id: 'present', label: absenceWords.presentCount, number: true, also: ['expected'] },
    cell: ({ present, expected }) => common.of(present, expected),
  },
  {
    ...{ id: 'absent', label: absenceWords.absent },
    cell: ({ absent }) => {
      const names = absent
        .slice(0, NAMES)
        .map(({ number, name }) => `${number} ${name}`)
        .join('、')
      if (absent.length === 0) return <span class="quiet">{common.none}</span>
      return absent.length > NAMES ? absenceWords.absentMore(names, absent.length) : names
    },
  },
  {
    ...{ id: 'video', label: absenceWords.video },
    cell: ({ video, form }) =>
      video !== '' ? (
        video
      ) : form === 'offline' ? (
        <span class="quiet">{common.none}</span>
      ) : (
        <>
          <State is="attention">{absenceWords.noVideo}</State>{' '}
          <a href={`/classes/${classId}/videos`}>{absenceWords.toVideos}</a>
        </>
      ),
  },
  { id: 'remark', label: words.remark, cell: ({ remark }) => remark },
]
