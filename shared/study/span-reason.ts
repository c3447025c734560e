import { dayOf } from '../calendar/beijing'
import type { Body, Span } from '../record/bodies'
import type { Facts } from './facts'
import type { Policy } from './policy'
import type { SpanAt } from './read-chain'
import type { Reason } from './reasons'

type CourseOfPlan = Facts['courses'][number]

/** The plan's course a view belongs to: by key, title or alias, on the course's site. Decided here, at derivation, so that a plan's mapping can be mended without touching entries. */
export function planCourse(
  view: Pick<Body<'view'>, 'site' | 'course'>,
  courses: readonly CourseOfPlan[],
): CourseOfPlan | undefined {
  const names = [view.course.key, normal(view.course.title)]
  return courses.find(
    (course) =>
      (course.site === view.site || course.site === 'any') &&
      [course.key, course.title, ...course.aliases].some(
        (name) => names.includes(name) || names.includes(normal(name)),
      ),
  )
}

const normal = (title: string) => title.normalize('NFKC').replace(/\s+/g, '')

/** The first reason, in the fixed order, why this span does not count, looking at the span alone; undefined when nothing speaks against it. Overlap is judged later. */
export function spanReason(
  { span, view, signedIn, window }: Pick<SpanAt, 'span' | 'view' | 'signedIn' | 'window'>,
  policy: Policy,
  facts: Pick<Facts, 'courses' | 'period'>,
): Reason | undefined {
  if (!planCourse(view, facts.courses)) return 'not-in-plan'
  const day = dayOf(span.wall)
  if (day < facts.period.from || day > facts.period.to) return 'outside-period'
  if (span.wall < window.from || span.wall + span.ms > window.to) return 'clock-unproven'
  if (view.learner.state === 'mismatch') return 'account-mismatch'
  if (!signedIn) return 'not-signed-in'
  if (!policy.media.includes(view.media)) return 'media-kind'
  return playingReason(span, view.media, policy)
}

/** What is wrong with how a span was played, whoever's and wherever it is: this also drives the badge. */
export function playingReason(
  span: Pick<Span, 'ms' | 'from' | 'to' | 'rate' | 'visible' | 'pip' | 'gap'>,
  media: Body<'view'>['media'],
  policy: Policy,
): Reason | undefined {
  if (stalled(span, media, policy)) return 'stalled'
  if (span.rate > policy.maxRate || span.rate <= 0) return 'rate'
  if (!span.visible && !(span.pip && policy.pictureInPicture)) return 'hidden'
  return undefined
}

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
