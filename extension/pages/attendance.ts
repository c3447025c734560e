import { dayOf, dayRange } from '../../shared/calendar/beijing'
import { readEntry } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import { webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/store'
import type { Status } from '../messages'

/** 签到 and 签退 of today, in order. A person signs in on all their classes at once: what several chains say counts once. */
export async function attendanceOf(
  { db }: Recorder,
  rows: readonly ChainRow[],
  now: Milliseconds,
): Promise<Status['attendance']> {
  const { from } = dayRange(dayOf(now))
  const marks = new Map<number, 'signin' | 'signout'>()
  for (const { chain } of rows)
    for (const kind of ['signin', 'signout'] as const)
      for (const { line } of await db.getAllFromIndex('entries', 'kind', [chain, kind])) {
        const { at } = readEntry(webCrypto, line)
        // One sign-in writes to all chains one after another.
        if (at >= from) marks.set(Math.floor(at / 1000), kind)
      }
  const times: Status['attendance'] = []
  for (const [second, kind] of [...marks].sort(([a], [b]) => a - b)) {
    const at = second * 1000
    const last = times.at(-1)
    const open = last && last.to === undefined ? last : undefined
    if (kind === 'signin' && !open) times.push({ from: at })
    else if (kind === 'signout' && open) open.to = at
    // Signed in since yesterday.
    else if (kind === 'signout' && !last) times.push({ from, to: at })
  }
  return times
}
