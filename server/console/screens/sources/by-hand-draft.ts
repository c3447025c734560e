import type { ByHandRequest } from '../../../../shared/api/sources'

/** What stands in the form of 人工补录. */
export interface ByHandDraft {
  seat: string
  kind: string
  course: string
  lesson: string
  minutes: string
  day: string
  clock: string
  evidence: string | undefined
  note: string
}

export const emptyByHand = (course: string): ByHandDraft => ({
  ...{ seat: '', kind: 'paper', course, lesson: '', minutes: '', day: '', clock: '', evidence: undefined, note: '' },
})

const MOST_MINUTES = 6000

/** The request that a draft makes, or the fields that are wrong. A day and a time of day go together. */
export function readByHand(draft: ByHandDraft): { request: ByHandRequest } | { wrong: (keyof ByHandDraft)[] } {
  const { seat, course, day, clock, evidence } = draft
  const kind = (['paper', 'screenshot', 'certificate', 'other'] as const).find((one) => one === draft.kind)
  const minutes = /^\d{1,4}$/.test(draft.minutes.trim()) ? Number(draft.minutes) : Number.NaN
  const wrong: (keyof ByHandDraft)[] = [
    ...(seat === '' ? (['seat'] as const) : []),
    ...(course === '' ? (['course'] as const) : []),
    ...(minutes <= MOST_MINUTES ? [] : (['minutes'] as const)),
    ...(clock !== '' && day === '' ? (['day'] as const) : []),
    ...(day !== '' && clock === '' && minutes > 0 ? (['clock'] as const) : []),
    ...(evidence === undefined ? (['evidence'] as const) : []),
  ]
  if (wrong.length > 0 || evidence === undefined || kind === undefined) return { wrong }
  const start =
    day === '' || clock === '' ? undefined : Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`)
  const lesson = draft.lesson.trim()
  return {
    request: {
      ...{ seat, kind, course, seconds: minutes * 60, evidence, note: draft.note.trim() },
      ...(lesson !== '' && { lesson }),
      ...(start !== undefined && { start }),
    },
  }
}
