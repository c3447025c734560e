import type { Milliseconds } from '../../shared/record/fields'
import type { Playing } from '../messages'
import type { Drafts } from './drafts'
import type { Recorder } from './recorder'
import type { StateRow, ViewRow } from './rows'

export const isPaused = ({ paused }: Pick<StateRow, 'paused'>, site: string): boolean => paused?.includes(site) === true

/** Nothing of this site is recorded from now on, or again from now on. What was recorded until now is sealed at once. */
export async function pause(recorder: Recorder, drafts: Drafts, site: string, on: boolean): Promise<void> {
  await recorder.turn(async () => {
    // The views stay: their point says what of a span that plays on is in the record already.
    if (on)
      for (const row of await recorder.db.getAll('views')) if (row.body.site === site) await drafts.seal(row, true)
    const at = recorder.now()
    await recorder.changeState(({ unrecorded: _, ...state }) => {
      const others = (state.paused ?? []).filter((one) => one !== site)
      return {
        ...state,
        ...(on ? { paused: [...others, site] } : { paused: others, resumed: { ...state.resumed, [site]: at } }),
      }
    })
  })
}

/** Inside a turn: a report from a paused site. Of what plays there only that it does is kept, for the badge. */
export async function leaveOut(
  { recorder, drafts }: { recorder: Recorder; drafts: Drafts },
  old: ViewRow | undefined,
  report: { site: string; playing: Playing; ended: boolean },
): Promise<void> {
  if (old && report.ended && !old.over) await drafts.end(old)
  const unrecorded = { site: report.site, at: recorder.now() }
  if (report.playing.state !== 'paused' && report.playing.state !== 'ended' && !report.ended)
    await recorder.changeState((state) => ({ ...state, unrecorded }))
}

/** From when on reports of a site are this person's to record. */
export const recordedFrom = ({ signedIn, resumed }: StateRow, site: string): Milliseconds =>
  Math.max(signedIn?.at ?? 0, resumed?.[site] ?? 0)
