import type { ClassDetail } from '../../../../shared/api'
import { useLoad } from '../../client/load'
import { media } from '../../client/media'
import { mayWrite } from '../../client/session'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { KeptUntil } from './kept-until'
import { LessonTable } from './lesson-table'
import { SendingList } from './sending-list'
import { StandInForm } from './stand-in-form'
import { UploadForm } from './upload-form'
import { words } from './words'

/** Which online lessons have their video, and how those that lack one get it. */
export function VideosTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => media.ofClass(summary.id), `videos/${summary.id}`, 30_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { lessons, missing, uploads, retention } = data
  return (
    <div class="stack-wide">
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {lessons.length === 0 && (
        <Empty title={words.nothing}>
          <p class="prose">{words.nothingLead}</p>
        </Empty>
      )}
      {lessons.length > 0 && missing > 0 && (
        <Note is="attention">
          <p>
            <strong>{words.missing(missing)}</strong>
          </p>
          <p>{words.missingLead}</p>
        </Note>
      )}
      {lessons.length > 0 && missing === 0 && <Note is="counted">{words.complete}</Note>}
      {lessons.length > 0 && mayWrite() && (
        <section class="card stack" aria-labelledby="upload-video">
          <h2 id="upload-video">{words.upload}</h2>
          <p class="prose">{words.uploadLead}</p>
          <UploadForm classId={summary.id} lessons={lessons} known={uploads} onKept={refresh} />
          <SendingList classId={summary.id} uploads={uploads} onChanged={refresh} />
        </section>
      )}
      {lessons.length > 0 && <LessonTable lessons={lessons} onChanged={refresh} />}
      {lessons.length > 0 && mayWrite() && (
        <StandInForm classId={summary.id} lessons={lessons} onRegistered={refresh} />
      )}
      <KeptUntil classId={summary.id} retention={retention} onChanged={refresh} />
    </div>
  )
}
