import type { RosterRow } from '../../shared/api'
import type { FoldedDay } from '../../shared/study/fold'

type Progress = RosterRow['courses'][number]

/** Our time, the platform's own values and the scores of one course of the plan over a seat's days; never mixed. */
export function courseProgress(
  { key, title }: { key: string; title: string },
  days: readonly { folded: FoldedDay }[],
): Progress {
  const mine = days.flatMap(({ folded }) => folded.courses.filter((course) => course.key === key))
  const platform = mine
    .flatMap((course) => (course.platform ? [course.platform] : []))
    .sort((a, b) => a.at - b.at)
    .at(-1)
  const score = mine
    .flatMap(({ scores }) => scores)
    .sort((a, b) => a.at - b.at)
    .at(-1)
  return {
    key,
    title,
    credited: mine.reduce(
      (sum, course) => sum + course.lessons.reduce((inner, lesson) => inner + lesson.credited, 0),
      0,
    ),
    ...(platform && {
      platform: {
        ...(platform.progress !== undefined && { progress: platform.progress }),
        ...(platform.finished !== undefined && { finished: platform.finished }),
      },
    }),
    ...(score && {
      score: {
        value: score.value,
        ...(score.max !== undefined && { max: score.max }),
        ...(score.pass !== undefined && { pass: score.pass }),
        source: score.source,
        at: score.at,
      },
    }),
  }
}
