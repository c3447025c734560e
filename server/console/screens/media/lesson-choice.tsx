import type { VideoLesson } from '../../../../shared/api/media'
import { SelectField } from '../../parts/field'
import type { About } from './upload-queue'
import { words } from './words'

/** Every lesson of the class and every whole course, those that lack a video first among their course's. */
export function aboutOf(lessons: readonly VideoLesson[]): { value: string; label: string; about: About }[] {
  const courses = new Map(lessons.map(({ course, courseTitle }) => [course, courseTitle]))
  return [...courses].flatMap(([course, title]) => [
    ...lessons
      .filter((one) => one.course === course && one.lesson !== undefined)
      .map(({ lesson, met }) => ({
        value: JSON.stringify([course, lesson?.key]),
        label: `${title}：${lesson?.title}${met === 'none' ? `（${words.met.none}）` : ''}`,
        about: { course, lesson },
      })),
    { value: JSON.stringify([course]), label: words.whole(title), about: { course } },
  ])
}

/** Which lesson, or which whole course. */
export function LessonChoice({
  label,
  lessons,
  value,
  onChange,
}: {
  label: string
  lessons: readonly VideoLesson[]
  value: string
  onChange: (value: string) => void
}) {
  return <SelectField label={label} value={value} onChange={onChange} options={aboutOf(lessons)} />
}

/** The first that lacks a video. */
export const firstMissing = (lessons: readonly VideoLesson[]): string => {
  const one = lessons.find(({ met }) => met === 'none') ?? lessons[0]
  return one ? JSON.stringify(one.lesson ? [one.course, one.lesson.key] : [one.course]) : ''
}
