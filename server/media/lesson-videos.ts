import type { VideoLesson, VideoStatement } from '../../shared/api/media'
import type { Deps } from '../deps'
import type { TrainingClass } from '../training/class-of'
import { videoLessons } from './class-videos'

/** How the duty to keep 线上授课全程视频 is met for one lesson or course of a class. */
export interface LessonVideo {
  /** Key of the plan's course. */
  course: string
  courseTitle: string
  /** A lesson of it (its key on the platform, or id of a live lesson held); absent where it speaks for the whole course. */
  lesson?: string
  lessonTitle?: string
  /** `none`: nothing yet; it is listed before submission. */
  how: 'file' | 'undertaking' | 'waiver' | 'none'
  files: readonly { id: string; name: string; bytes: number; sha256: string; seconds?: number }[]
  /** The paper behind an undertaking or a waiver. */
  evidence?: string
  /** Course id, address and length, where they stand for the video. */
  reference?: { id: string; url: string; seconds?: number }
}

/**
 * Every online lesson of a class with its video, or what stands for it. A file goes before an undertaking, an undertaking before a waiver;
 * a lesson without its own shows what its course has.
 */
export async function lessonVideos(
  deps: Pick<Deps, 'store' | 'clock'>,
  trained: TrainingClass,
): Promise<LessonVideo[]> {
  const lessons = await videoLessons(deps, trained)
  return lessons.map((row) => {
    const ofCourse = lessons.find(({ course, lesson }) => course === row.course && lesson === undefined)
    return videoOf(row, row.met === 'course' && ofCourse ? ofCourse.statements : row.statements)
  })
}

const order: readonly VideoStatement['how'][] = ['file', 'undertaking', 'waiver']

function videoOf(
  { course, courseTitle, lesson, met }: VideoLesson,
  statements: readonly VideoStatement[],
): LessonVideo {
  const standing = statements.filter(({ file }) => file === undefined || file.state === 'ok' || file.state === 'gone')
  const how = met === 'none' ? 'none' : (order.find((one) => standing.some((row) => row.how === one)) ?? 'none')
  const stands = standing.find((row) => row.how === how)
  return {
    ...{ course, courseTitle, how },
    ...(lesson && { lesson: lesson.key, lessonTitle: lesson.title }),
    files: standing.flatMap(({ file }) =>
      file && how === 'file'
        ? [
            {
              id: file.id,
              name: file.name,
              bytes: file.bytes,
              sha256: file.sha256,
              seconds: Math.round(file.length / 1000),
            },
          ]
        : [],
    ),
    ...(stands?.evidence !== undefined && { evidence: stands.evidence }),
    ...(stands?.reference && { reference: withoutUndefined(stands.reference) }),
  }
}

const withoutUndefined = ({ id, url, seconds }: NonNullable<VideoStatement['reference']>) => ({
  ...{ id, url },
  ...(seconds !== undefined && { seconds }),
})
