import type { Milliseconds } from '../../shared/record/fields'
import { writable } from './choose-chain'
import type { Desk } from './desk'
import { playingNow } from './live'
import type { Recorder } from './recorder'

/** A draft that nobody reported for this long is sealed: its tab is gone, frozen, or paused. What comes later goes on behind it. */
const QUIET: Milliseconds = 120_000

/**
 * What the first run of the worker in a browser session does: drafts that were left behind are sealed as recovered, and
 * whoever was signed in is signed out. An update of the extension is no new session: the person sits there still.
 */
export async function startSession({ recorder, drafts, people }: Desk): Promise<void> {
  await recorder.turn(async () => {
    await drafts.recover()
    const { updating } = await recorder.state()
    if (updating) await recorder.changeState(({ updating: _, ...state }) => state)
    else await people.signOutHere('browser-closed')
  })
}

/** Every minute, and whenever the worker has a reason: nothing waits for a message that may never come. */
export async function sweep({ recorder, drafts, people }: Desk): Promise<void> {
  await recorder.turn(async () => {
    await drafts.sealAll(QUIET)
    if (await isIdle(recorder)) await people.signOutHere('idle')
  })
}

/** Nothing has played for as long as a class of the signed-in person allows: whoever sits here now is not known any more. */
async function isIdle(recorder: Recorder): Promise<boolean> {
  const { signedIn } = await recorder.state()
  if (!signedIn) return false
  const { db } = recorder
  const mine = writable(await db.getAll('chains'), signedIn.person)
  const allowed = Math.min(...mine.map((row) => row.class.body.policy.idle ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(allowed)) return false
  const views = (await db.getAll('views')).filter((view) => mine.some(({ chain }) => chain === view.chain))
  const last = Math.max(signedIn.at, ...views.map(({ updatedAt }) => updatedAt))
  return recorder.now() - last >= allowed
}

export const sealNow = ({ recorder, drafts }: Desk): Promise<void> => recorder.turn(() => drafts.sealAll())

/** True when the extension may replace itself now: nothing plays, and everything is sealed. False: ask again later. */
export async function readyToReload({ recorder, drafts }: Desk): Promise<boolean> {
  return recorder.turn(async () => {
    if (playingNow(await recorder.db.getAll('views'), recorder.now()).length > 0) return false
    await drafts.sealAll()
    await recorder.changeState((state) => ({ ...state, updating: true }))
    return true
  })
}
