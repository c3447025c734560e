import { useState } from 'preact/hooks'
import type { Upload, VideoLesson } from '../../../../shared/api/media'
import { Drop } from '../../parts/drop'
import { aboutOf, firstMissing, LessonChoice } from './lesson-choice'
import { sendVideo } from './upload-queue'
import { words } from './words'

const FORMATS = 'video/*,.mp4,.mov,.m4v,.webm,.mkv,.flv,.avi,.wmv,.ts'

/** Which lesson, then its files. */
export function UploadForm({
  classId,
  lessons,
  known,
  onKept,
}: {
  classId: string
  lessons: readonly VideoLesson[]
  known: readonly Upload[]
  onKept: () => Promise<void>
}) {
  const [chosen, setChosen] = useState<string>()
  const all = aboutOf(lessons)
  const value = all.some((one) => one.value === chosen) ? (chosen ?? '') : firstMissing(lessons)
  const about = all.find((one) => one.value === value)?.about
  const take = (files: readonly File[]) => {
    // What was chosen stays chosen: the next file may be of the same lesson.
    setChosen(value)
    if (about) for (const file of files) void sendVideo(classId, file, about, known, onKept)
  }
  return (
    <div class="stack form">
      <LessonChoice label={words.which} lessons={lessons} value={value} onChange={setChosen} />
      <Drop hint={words.drop} accept={FORMATS} many onFiles={take} />
    </div>
  )
}
