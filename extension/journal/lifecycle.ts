import type { Milliseconds } from '../../shared/record/fields'
import type { Desk } from './desk'
import { noteUnheard } from './health'
import { playingNow } from './live'
import { noteMissing } from './missing'

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
export async function sweep(desk: Desk): Promise<void> {
  const { recorder, drafts, rules, topPage } = desk
  await recorder.turn(() => drafts.sealAll(QUIET))
  const missing = await noteMissing(recorder)
  const unheard = await noteUnheard(recorder, rules, await desk.audible(), topPage)
  if (missing || unheard) drafts.onSealed()
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
