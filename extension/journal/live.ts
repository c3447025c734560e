import { dayOf } from '../../shared/calendar/beijing'
import type { Milliseconds } from '../../shared/record/fields'
import { TOLERANCE } from '../../shared/study/read-chain'
import { planCourse } from '../../shared/study/span-reason'
import type { Check, LiveReason, NowPlaying } from '../messages'
import { writable } from './choose-chain'
import { guessed } from './confirming'
import type { Asked, ChainRow, ViewRow } from './store'

/** A player reports every 5 s while it plays: what is silent for longer does not play any more. */
const SILENT: Milliseconds = 12_000

const plays = (row: ViewRow, now: Milliseconds): boolean =>
  !row.over && now - row.updatedAt < SILENT && row.playing.state !== 'paused' && row.playing.state !== 'ended'

/** Views that play right now, the one that began first in front: overlap is won by the earlier start. */
export const playingNow = (views: readonly ViewRow[], now: Milliseconds): ViewRow[] =>
  views.filter((row) => plays(row, now)).sort((a, b) => startOf(a) - startOf(b))

const startOf = (row: ViewRow): Milliseconds => row.spans.at(-1)?.span.wall ?? row.updatedAt

/** Why a view does not count right now, by the same order as credit; undefined while it does. */
export function liveReason(
  row: ViewRow,
  chain: ChainRow,
  playing: readonly ViewRow[],
  now: Milliseconds,
  asked?: Asked,
): LiveReason | undefined {
  const { policy, courses, class: trained } = chain.class.body
  const { state, rate } = row.playing
  const day = dayOf(now)
  if (!planCourse(row.body, courses)) return 'not-in-plan'
  if (day < trained.period.from || day > trained.period.to) return 'outside-period'
  if (Math.abs(chain.skew ?? 0) > TOLERANCE) return 'clock-unproven'
  if (row.body.learner.state === 'mismatch') return 'account-mismatch'
  if (!policy.media.includes(row.body.media)) return 'media-kind'
  if (state === 'stalled') return row.body.media === 'document' ? 'idle' : 'stalled'
  if (rate > policy.maxRate) return 'rate'
  if (state === 'hidden') return 'hidden'
  if (asked?.questions.some((one) => one.chain === chain.chain && one.missed)) return 'presence'
  const first = playing.find((one) => one.playing.state === 'advancing')
  return first && first.view !== row.view ? 'double' : undefined
}

/** What the trainee is asked where no rule knows the page. */
function checkOf({ body, unnamed }: ViewRow, chains: readonly ChainRow[], person: string): Check {
  return {
    site: body.site,
    read: { ...(!unnamed && { course: body.course.key }), lesson: body.lesson.key },
    course: body.course.title,
    lesson: body.lesson.title,
    courses: coursesAt(body.site, writable(chains, person)),
  }
}

/** The courses of these classes' plans that may be studied at this site. */
export function coursesAt(site: string, rows: readonly ChainRow[]): Check['courses'] {
  const courses = rows.flatMap((row) => row.class.body.courses).filter((one) => one.site === 'any' || one.site === site)
  return [...new Map(courses.map(({ key, title }) => [key, { key, title }])).values()]
}

export function nowPlaying(
  views: readonly ViewRow[],
  chains: readonly ChainRow[],
  now: Milliseconds,
  asked?: Asked,
): NowPlaying[] {
  const playing = playingNow(views, now)
  return playing.flatMap((row) => {
    const chain = chains.find((one) => one.chain === row.chain)
    if (!chain) return []
    const reason = liveReason(row, chain, playing, now, asked)
    const { course, lesson } = row.body
    return [
      {
        course: course.title,
        lesson: lesson.title,
        site: row.body.site,
        state: row.playing.state,
        unnamed: row.unnamed,
        ...(guessed(row.body) && !row.body.confirmed && { check: checkOf(row, chains, chain.person) }),
        ...(reason && { reason }),
      },
    ]
  })
}
