import type { Deps } from '../deps'
import type { TrainingClass } from '../training/class-of'

/** How the duty to keep 线上授课全程视频 is met for one lesson or course of a class. */
export interface LessonVideo {
  /** Key of the plan's course. */
  course: string
  courseTitle: string
  /** A lesson of it (title, or id of a live lesson held); absent where it speaks for the whole course. */
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

/** Every online lesson of a class with its video, or what stands for it. */
export async function lessonVideos(_deps: Deps, _trained: TrainingClass): Promise<LessonVideo[]> {
  return []
}
