import type { RosterRow } from '../../../../shared/api'

export const sortKeys = ['number', 'name', 'state', 'credited', 'last', 'findings'] as const
export type SortKey = (typeof sortKeys)[number]
export interface Sort {
  by: SortKey
  down: boolean
}

const stateOrder = { pending: 0, waiting: 1, joined: 2 } as const

const comparers: Record<SortKey, (a: RosterRow, b: RosterRow) => number> = {
  number: (a, b) => a.number.localeCompare(b.number, 'zh-CN', { numeric: true }),
  name: (a, b) => a.name.localeCompare(b.name, 'zh-CN'),
  state: (a, b) => stateOrder[a.state] - stateOrder[b.state],
  credited: (a, b) => a.credited - b.credited,
  last: (a, b) => (a.lastAt ?? 0) - (b.lastAt ?? 0),
  findings: (a, b) => a.findings - b.findings,
}

/** A sorted copy; equals keep the order of their numbers. */
export function sortRoster(rows: readonly RosterRow[], { by, down }: Sort): RosterRow[] {
  const turn = down ? -1 : 1
  return [...rows].sort((a, b) => turn * comparers[by](a, b) || comparers.number(a, b))
}

/** Rows whose number, name or masked ID holds the text, in the state asked for. */
export function filterRoster(rows: readonly RosterRow[], text: string, state: RosterRow['state'] | ''): RosterRow[] {
  const wanted = text.normalize('NFKC').trim().toLowerCase()
  return rows.filter(
    (row) =>
      (state === '' || row.state === state) &&
      [row.number, row.name, row.idMasked].some((value) => value.toLowerCase().includes(wanted)),
  )
}

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
