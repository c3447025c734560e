import type { RosterRow } from '../../../../shared/api'

/** What the platform says, over all courses of a row; the single course speaks for itself. */
export function platformOf(
  courses: RosterRow['courses'],
): { text: string } | { finished: number; of: number } | undefined {
  if (courses.every(({ platform }) => platform === undefined)) return undefined
  const [only] = courses
  if (courses.length === 1 && only?.platform?.progress !== undefined) return { text: only.platform.progress }
  return { finished: courses.filter(({ platform }) => platform?.finished).length, of: courses.length }
}

type Score = NonNullable<RosterRow['courses'][number]['score']>

/** The single course's score, or how many courses have one. */
export function scoresOf(courses: RosterRow['courses']): { score: Score } | { scored: number; of: number } | undefined {
  const scores = courses.flatMap(({ score }) => score ?? [])
  const [only] = scores
  if (!only) return undefined
  return courses.length === 1 ? { score: only } : { scored: scores.length, of: courses.length }
}

/** `92/100`, as the page showed it. */
export const scoreText = ({ value, max }: Score): string => (max === undefined ? value : `${value}/${max}`)
