import type { AppealRow } from '../../../../shared/api'
import type { AppealDecision } from '../../../../shared/appeals'
import { dayOf, showClock } from '../../../../shared/calendar/beijing'

/** What HR has put into the form so far. */
export interface DecisionDraft {
  outcome: '' | 'accept' | 'reject'
  /** Beijing times `14:05:09`. */
  from: string
  to: string
  course: string
  minutes: string
  reason: string
}

export type DecisionTrouble = 'outcome' | 'time' | 'minutes' | 'reason' | 'evidence'

/** All of what was asked for. */
export const freshDraft = (
  { about }: Pick<AppealRow, 'about'>,
  courses: readonly { key: string; title: string }[],
): DecisionDraft => ({
  outcome: '',
  from: showClock(about.from),
  to: showClock(about.to),
  course:
    (about.kind === 'missing' &&
      courses.find(({ title, key }) => title === about.course || key === about.course)?.key) ||
    (courses[0]?.key ?? ''),
  minutes: String(Math.floor((about.to - about.from) / 60_000)),
  reason: '',
})

/** The decision, or what keeps it from being one. `evidence`: hash of an uploaded file; a picture of the trainee is evidence too. */
export function readDraft(
  { about, picture }: Pick<AppealRow, 'about' | 'picture'>,
  draft: DecisionDraft,
  evidence: string | undefined,
): { decision: AppealDecision } | { trouble: DecisionTrouble } {
  const reason = draft.reason.trim()
  if (draft.outcome === '') return { trouble: 'outcome' }
  if (reason === '') return { trouble: 'reason' }
  const rest = { reason, ...(evidence !== undefined && { evidence }) }
  if (draft.outcome === 'reject') return { decision: { outcome: 'reject', ...rest } }
  if (about.kind === 'missing') {
    const minutes = Number(draft.minutes)
    const seconds = minutes * 60
    if (!Number.isInteger(minutes) || minutes < 1 || seconds * 1000 > about.to - about.from)
      return { trouble: 'minutes' }
    if (evidence === undefined && picture === undefined) return { trouble: 'evidence' }
    const add = { course: draft.course, ...(about.lesson !== undefined && { lesson: about.lesson }), seconds }
    return { decision: { outcome: 'accept', ...rest, from: about.from, to: about.to, add } }
  }
  const from = instantOf(draft.from, about.from)
  const to = instantOf(draft.to, about.to)
  if (!(from >= about.from && to <= about.to && to > from)) return { trouble: 'time' }
  return { decision: { outcome: 'accept', ...rest, from, to } }
}

/** A time on the day of `near`; one that was left as it was is `near` itself, to the ms. */
function instantOf(clock: string, near: number): number {
  if (clock === showClock(near)) return near
  return Date.parse(`${dayOf(near)}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`)
}
