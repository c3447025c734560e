import type { Badge, NowPlaying } from '../messages'
import { writable } from './choose-chain'
import { nowPlaying } from './live'
import type { Recorder } from './recorder'
import type { ChainRow, StateRow } from './store'

/** Unsent for longer than this is worth a word to the trainee. */
const OVERDUE = 24 * 3_600_000

/** What the badge says; the first that holds. */
export function badgeOf(
  now: readonly NowPlaying[],
  state: StateRow,
  mine: readonly ChainRow[],
  joined: boolean,
  overdue: boolean,
): Badge {
  if (!joined) return { state: 'attention', why: 'not-joined' }
  if (!state.signedIn) return { state: 'signed-out' }
  if (mine.some((row) => row.state === 'unusable')) return { state: 'attention', why: 'key-lost' }
  if (state.presence) return { state: 'attention', why: 'presence' }
  if (state.asking) return { state: 'attention', why: 'choose-class' }
  if (now.some(({ reason }) => !reason)) return { state: 'recording' }
  const reason = now[0]?.reason
  if (reason) return { state: 'not-counting', reason }
  return overdue ? { state: 'attention', why: 'not-received' } : { state: 'signed-in' }
}

export const isOverdue = (rows: readonly ChainRow[], now: number): boolean =>
  rows.some(
    ({ server, next, receipted, receivedAt }) =>
      server !== undefined && receipted < next - 1 && now - receivedAt > OVERDUE,
  )

/** Only what the badge needs: no figures are folded. */
export async function badgeNow(recorder: Recorder): Promise<Badge> {
  const { db } = recorder
  const [state, chains, views] = await Promise.all([recorder.state(), db.getAll('chains'), db.getAll('views')])
  const mine = writable(chains, state.signedIn?.person)
  const lost = chains.filter((row) => row.person === state.signedIn?.person && row.state === 'unusable')
  const now = recorder.now()
  return badgeOf(
    nowPlaying(views, chains, now, state.presence),
    state,
    [...mine, ...lost],
    chains.length > 0,
    isOverdue(mine, now),
  )
}
