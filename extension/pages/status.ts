import { badgeOf, isClosed, isOverdue } from '../journal/badge'
import { coursesAt, nowPlaying, playingNow, playsUnrecorded, recordedViews } from '../journal/live'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'
import type { PageDescription, SeatStatus, Status } from '../messages'
import { asksFactor } from '../outbox/second-factor'
import { attendanceOf } from './attendance'
import { journal } from './journal'
import { silentOf } from './silent'
import { siteAccess } from './site-access'
import { lessonOf, Totals, todayOf } from './totals'

let totals: Totals | undefined

/**
 * Everything the pages show, read from the journal by the page itself: the worker stays small.
 * `broken` where the browser cannot open the journal.
 */
export async function look(): Promise<Status | { broken: string }> {
  try {
    const recorder = await journal()
    if (totals?.recorder !== recorder) totals = new Totals(recorder)
    return await statusOf(recorder, totals)
  } catch (error) {
    return { broken: error instanceof Error ? error.name : 'error' }
  }
}

async function statusOf(recorder: Recorder, totals: Totals): Promise<Status> {
  const { db } = recorder
  const now = recorder.now()
  const [state, people, chains, all] = await Promise.all([
    recorder.state(),
    db.getAll('people'),
    db.getAll('chains'),
    db.getAll('views'),
  ])
  const views = recordedViews(all, state)
  const person = people.find(({ id }) => id === state.signedIn?.person)
  const shown = chains.filter((row) => row.person === person?.id && row.state !== 'replaced')
  const seats = shown.map((row) => ({
    ...seatStatus(row),
    ...(asksFactor(row) && !state.signedIn?.confirmed?.includes(row.chain) && { unconfirmed: true as const }),
  }))
  const figures = person ? await totals.seats(person.id) : []
  const playing = nowPlaying(views, chains, now, state.presence)
  const current =
    playingNow(views, now)[0] ??
    [...views].sort((a, b) => b.updatedAt - a.updatedAt).find((row) => shown.some(({ chain }) => chain === row.chain))
  const lesson = current && lessonOf(figures, current)
  const access = await siteAccess()
  return {
    at: now,
    people: people.map(({ id, name, pin, account }) => ({
      id,
      name,
      hasPin: pin !== undefined,
      ...(account !== undefined && { account }),
    })),
    ...(person && state.signedIn && { signedIn: { id: person.id, name: person.name, since: state.signedIn.at } }),
    now: playing,
    today: todayOf(figures, now),
    ...(lesson &&
      current && { lesson: { ...lesson, course: current.body.course.title, lesson: current.body.lesson.title } }),
    ...(state.asking && {
      asking: { course: state.asking.course, title: state.asking.title, classes: classes(chains, state.asking.chains) },
    }),
    ...(state.score?.page.score && state.score.person === person?.id && { score: waiting(state.score.page, shown) }),
    attendance: person ? await attendanceOf(recorder, shown, now) : [],
    ...(state.presence && {
      presence: { token: state.presence.token, missed: state.presence.questions.some(({ missed }) => missed) },
    }),
    seats,
    access,
    paused: state.paused ?? [],
    silent: await silentOf(recorder, shown, now),
    badge: badgeOf(playing, state, shown, chains.length > 0, {
      overdue: isOverdue(shown, now),
      paused: playsUnrecorded(state, now),
      closed: isClosed(shown, access.closed),
    }),
    ...(state.unmeasurable && now - state.unmeasurable.at < SEEN_LATELY && { unmeasurable: state.unmeasurable }),
    ...(state.unread && now - state.unread.at < SEEN_LATELY && { unread: state.unread }),
  }
}

function waiting(page: PageDescription, rows: readonly ChainRow[]): NonNullable<Status['score']> {
  const { value = '', max } = page.score ?? {}
  return { value, ...(max !== undefined && { max }), host: page.host, courses: coursesAt(page.site, rows) }
}

/** A trouble of the day before may be over. */
const SEEN_LATELY = 86_400_000
const classes = (chains: readonly ChainRow[], asked: readonly string[]) =>
  asked.flatMap((one) => {
    const row = chains.find(({ chain }) => chain === one)
    return row ? [{ chain: one, name: row.class.body.class.name }] : []
  })

function seatStatus(row: ChainRow): SeatStatus {
  const {
    chain,
    class: { body },
    state,
    server,
    next,
    receipted,
    receivedAt,
    lastSync,
    extract,
  } = row
  return {
    chain,
    class: body.class.name,
    organisation: body.organisation.name,
    state: state === 'replaced' ? 'joined' : state,
    ...(server !== undefined && { server }),
    waiting: Math.max(0, next - 1 - receipted),
    ...(lastSync && { lastSync }),
    ...(receipted >= 0 && { lastReceiptAt: receivedAt }),
    ...(extract && { credited: extract.credited, ...(extract.closedOn && { closedOn: extract.closedOn }) }),
  }
}
