import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { LessonDetail, LessonRow } from '../../../../shared/api/lessons'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { lessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { common } from '../../words/common'
import { clock, draftOf } from './lesson-draft'
import { LessonForm } from './lesson-form'
import { Came } from './lessons-tab'
import { RollForm } from './roll-form'
import { words } from './words'

/** One lesson held at a time: what it was, who came, and by what that is known. */
export function LessonPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => lessons.one(id), id, 10_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { lesson } = data
  const teaching = mayWrite() || isOneOf('teacher')
  const held = lesson.cancelled === undefined
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{common.classes}</a>
          {' / '}
          <a href={`/classes/${lesson.class}/lessons`}>
            {lesson.className} {words.back}
          </a>
        </nav>
        <Heading title={lesson.content}>
          {teaching && held && (
            <>
              <DownloadButton fetch={() => lessons.sheet(id)}>{words.sheet}</DownloadButton>
              <a class="button button-main" href={`/lessons/${id}/code`}>
                {words.showCode}
              </a>
            </>
          )}
        </Heading>
        <Figures lesson={lesson} />
        {!held && (
          <Note is="attention">
            {words.cancelled}：{lesson.cancelled}
          </Note>
        )}
        {lesson.remark !== '' && <p class="prose">{lesson.remark}</p>}
        {mayWrite() && held && <Acts lesson={lesson} done={refresh} />}
      </div>
      <RollForm key={`${id}/${lesson.changes}`} detail={data} mayTake={teaching && held} done={refresh} />
    </div>
  )
}

function Figures({ lesson }: { lesson: LessonDetail['lesson'] }) {
  return (
    <dl class="figures">
      <Figure name={words.date}>
        {dayOf(lesson.from)} {clock(lesson.from)}–{clock(lesson.to)}
      </Figure>
      <Figure name={words.course}>{lesson.courseTitle}</Figure>
      <Figure name={words.form}>
        {words.formShort[lesson.form]} {lesson.practice ? words.practice : words.theory}
      </Figure>
      <Figure name={words.hours}>{lesson.hours}</Figure>
      <Figure name={words.teacher}>{lesson.teacher}</Figure>
      <Figure name={lesson.form === 'live' ? words.platform : words.place}>{lesson.place}</Figure>
      <Figure name={words.attendance}>
        <Came row={lesson} />
      </Figure>
      {lesson.recording !== '' && <Figure name={words.recording}>{lesson.recording}</Figure>}
      {lesson.changes > 0 && <Figure name={words.change}>{words.changed(lesson.changes)}</Figure>}
    </dl>
  )
}

function Acts({ lesson, done }: { lesson: LessonRow; done: () => Promise<void> }) {
  const { data: plan } = useLoad(() => lessons.plan(lesson.class), `${lesson.class}/lesson-plan`)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct()
  return (
    <>
      {plan && (
        <details class="card">
          <summary>{words.change}</summary>
          <LessonForm
            key={lesson.changes}
            first={draftOf(lesson)}
            plan={plan}
            others={[]}
            save={async (request) => {
              const { makesUp } = lesson
              await lessons.change(lesson.id, { ...request, ...(makesUp !== undefined && { makesUp }) })
              await done()
            }}
          />
          <div class="row">
            <Button kind="link" onClick={() => setAsking(true)}>
              {words.cancel}
            </Button>
          </div>
        </details>
      )}
      {asking && (
        <Confirm
          title={words.cancelTitle}
          action={words.cancel}
          act={act}
          onConfirm={() =>
            void act
              .run(async () => {
                await lessons.cancel(lesson.id, reason)
                announce(words.cancelled)
                await done()
              })
              .then((well) => well && setAsking(false))
          }
          onClose={() => setAsking(false)}
        >
          <p>{words.cancelLead}</p>
          <TextField label={words.reason} maxLength={300} value={reason} onChange={setReason} />
        </Confirm>
      )}
    </>
  )
}
