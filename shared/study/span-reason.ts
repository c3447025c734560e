import { dayOf, startOfDay } from '../calendar/beijing'
import { plain } from '../people/text'
import type { Body, Span } from '../record/bodies'
import type { Milliseconds } from '../record/fields'
import type { Facts } from './facts'
import type { FactsIndex } from './facts-index'
import type { Policy } from './policy'
import type { SpanAt } from './read-chain'
import type { Reason } from './reasons'

export type CourseOfPlan = Facts['courses'][number]

/** The plan's course a view belongs to: by key, title or alias, on the course's site. Decided here, at derivation, so that a plan's mapping can be mended without touching entries. */
export function planCourse(
  view: Pick<Body<'view'>, 'site' | 'course'>,
  courses: readonly CourseOfPlan[],
): CourseOfPlan | undefined {
  const names = [view.course.key, plain(view.course.title)]
  return courses.find(
    (course) =>
      (course.site === view.site || course.site === 'any') &&
      [course.key, course.title, ...course.aliases].some((name) => names.includes(name) || names.includes(plain(name))),
  )
}

/** What is known of a part of a span besides the span itself. */
export interface PartState {
  /** Wall time at which the part begins. */
  from: Milliseconds
  /** A decision lets it count in spite of what a person may waive. */
  restored: boolean
  /** No presence check stands behind it. */
  unproven: boolean
}

/**
 * The first reason, in the fixed order, why this part of a span does not count, looking at it alone; undefined when nothing
 * speaks against it. Overlap and measure are judged later. A restored part is asked only what nobody may waive.
 */
export function spanReason(
  at: Pick<SpanAt, 'span' | 'view' | 'signedIn' | 'device' | 'window'>,
  course: CourseOfPlan | undefined,
  policy: Policy,
  facts: Pick<Facts, 'period' | 'consentDate'>,
  devices: FactsIndex['devices'],
  { from, restored, unproven }: PartState,
): Reason | undefined {
  const { span, view, signedIn, window } = at
  if (!course) return 'not-in-plan'
  if (!agreed(view.host, policy)) return 'platform-not-agreed'
  const day = dayOf(span.wall)
  if (day < facts.period.from || day > facts.period.to) return 'outside-period'
  if (beforeConsent(from, policy, facts.consentDate)) return 'before-consent'
  if (!restored) {
    if (span.wall < window.from || span.wall + span.ms > window.to) return 'clock-unproven'
    if (revoked(devices.get(at.device), span.wall)) return 'device-revoked'
    if (view.learner.state === 'mismatch') return 'account-mismatch'
    if (!signedIn && policy.attendance?.signIn !== false) return 'not-signed-in'
  }
  if (!policy.media.includes(view.media)) return 'media-kind'
  if (restored) return undefined
  if (!withinHours(from, policy)) return 'outside-hours'
  return playingReason(span, view.media, policy) ?? (unproven ? 'presence' : undefined)
}

/** Whether the policy's platforms have this host; a policy that names none agrees to every one. */
export function agreed(host: string, { platforms }: Pick<Policy, 'platforms'>): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  return (
    platforms?.some(({ host: pattern }) =>
      pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern,
    ) ?? true
  )
}

/** Whether the policy waits for the bureau's consent and this moment lies before its day. */
export const beforeConsent = (
  at: Milliseconds,
  { consent }: Pick<Policy, 'consent'>,
  consentDate: string | undefined,
): boolean => consent === true && (consentDate === undefined || dayOf(at) < consentDate)

/** Whether a moment lies in the policy's daily hours; hours that end before they begin go over midnight. */
export function withinHours(at: Milliseconds, { daily }: Pick<Policy, 'daily'>): boolean {
  if (!daily?.hours) return true
  const [from, to] = [timeOfDay(daily.hours.from), timeOfDay(daily.hours.to)]
  const time = at - startOfDay(at)
  return from < to ? time >= from && time < to : time >= from || time < to
}

/** `HH:MM` as ms since midnight. */
export const timeOfDay = (text: string): Milliseconds =>
  (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000

/** The latest decision at or before a moment holds. */
const revoked = (decisions: readonly Facts['devices'][number][] | undefined, at: Milliseconds): boolean =>
  decisions?.findLast((one) => one.at <= at)?.decision === 'revoked'

/** What is wrong with how a span was played, whoever's and wherever it is: this also drives the badge. */
export function playingReason(
  span: Pick<Span, 'ms' | 'from' | 'to' | 'rate' | 'visible' | 'pip' | 'gap'>,
  media: Body<'view'>['media'],
  policy: Policy,
): Reason | undefined {
  if (stalled(span, media, policy)) return 'stalled'
  if (tooFast(span.rate, policy) || span.rate <= 0) return 'rate'
  if (!span.visible && !(span.pip && policy.pictureInPicture)) return 'hidden'
  return undefined
}

/** Whether nothing counts at this rate, thousandths. */
export const tooFast = (rate: number, { maxRate, aboveMaxRate }: Pick<Policy, 'maxRate' | 'aboveMaxRate'>): boolean =>
  rate > maxRate && aboveMaxRate !== 'wall'

/** The media clock must run in step with the monotonic one; a second of slack covers the reading of two clocks. Live media has no position to hold it to. */
function stalled(
  { ms, from, to, rate, gap }: Pick<Span, 'ms' | 'from' | 'to' | 'rate' | 'gap'>,
  media: Body<'view'>['media'],
  policy: Policy,
): boolean {
  if (gap > policy.maxGap) return true
  if (media === 'live') return false
  const expected = (ms * rate) / 1000
  return Math.abs(to - from - expected) > (expected * policy.maxDrift) / 1000 + 1000
}
