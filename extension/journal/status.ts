import type { SeatStatus, Status } from '../messages'
import { writable } from './choose-chain'
import { badgeOf, nowPlaying, playingNow } from './live'
import type { Recorder } from './recorder'
import type { ChainRow } from './store'
import { lessonOf, type Totals, todayOf } from './totals'

/** Unsent for longer than this is worth a word to the trainee. */
const OVERDUE = 24 * 3_600_000

/** Everything the popup shows, in one answer. */
export async function statusOf({ recorder, totals }: { recorder: Recorder; totals: Totals }): Promise<Status> {
  const { db } = recorder
  const now = recorder.now()
  const [state, people, chains, views] = await Promise.all([
    recorder.state(),
    db.getAll('people'),
    db.getAll('chains'),
    db.getAll('views'),
  ])
  const person = people.find(({ id }) => id === state.signedIn?.person)
  const shown = chains.filter((row) => row.person === person?.id && row.state !== 'replaced')
  const seats = shown.map(seatStatus)
  const figures = person ? await totals.seats(person.id) : []
  const playing = nowPlaying(views, chains, now)
  const current =
    playingNow(views, now)[0] ??
    [...views].sort((a, b) => b.updatedAt - a.updatedAt).find((row) => shown.some(({ chain }) => chain === row.chain))
  const lesson = current && lessonOf(figures, current)
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
    seats,
    badge: badgeOf(playing, state, shown, chains.length > 0, isOverdue(shown, now)),
    ...(state.unmeasurable && { unmeasurable: state.unmeasurable }),
  }
}

const classes = (chains: readonly ChainRow[], asked: readonly string[]) =>
  asked.flatMap((one) => {
    const row = chains.find(({ chain }) => chain === one)
    return row ? [{ chain: one, name: row.class.body.class.name }] : []
  })

const isOverdue = (rows: readonly ChainRow[], now: number): boolean =>
  rows.some(
    ({ server, next, receipted, receivedAt }) =>
      server !== undefined && receipted < next - 1 && now - receivedAt > OVERDUE,
  )

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

/** Only what the badge needs: no figures are folded. */
export async function badgeNow(recorder: Recorder): Promise<Status['badge']> {
  const { db } = recorder
  const [state, chains, views] = await Promise.all([recorder.state(), db.getAll('chains'), db.getAll('views')])
  const mine = writable(chains, state.signedIn?.person)
  const lost = chains.filter((row) => row.person === state.signedIn?.person && row.state === 'unusable')
  const now = recorder.now()
  return badgeOf(nowPlaying(views, chains, now), state, [...mine, ...lost], chains.length > 0, isOverdue(mine, now))
}
