import type { Course } from './catalogue'

/** 0 not started, 1 learning, 2 learned: the values of `#hiddenStudyStatus`. */
export type StudyStatus = 0 | 1 | 2

export interface Progress {
  learned: number
  status: StudyStatus
}

/** What the site believes each learner has done: its own count, never ours. Seconds. */
export class ProgressBook {
  readonly #rows = new Map<string, Progress>()

  of(learner: string, lesson: string): Progress {
    return this.#rows.get(`${learner}/${lesson}`) ?? { learned: 0, status: 0 }
  }

  /** A lesson once learned stays learned, and learned time never shrinks. */
  save(learner: string, lesson: string, learned: number, finished: boolean): Progress {
    const before = this.of(learner, lesson)
    const status: StudyStatus = finished || before.status === 2 ? 2 : 1
    const row = { learned: Math.max(before.learned, learned), status }
    this.#rows.set(`${learner}/${lesson}`, row)
    return row
  }

  isFinished(learner: string, course: Course): boolean {
    return course.lessons.every((lesson) => this.of(learner, lesson.id).status === 2)
  }
}
