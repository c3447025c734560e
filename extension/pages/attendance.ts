import { dayOf, dayRange } from '../../shared/calendar/beijing'
import { readEntry } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import { webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/store'
import type { Status } from '../messages'

/** 签到 and 签退 of today, in order. A person signs in on all their classes at once: what several chains say stands once. */
export async function attendanceOf(
  { db }: Recorder,
  rows: readonly ChainRow[],
  now: Milliseconds,
): Promise<Status['attendance']> {
  const { from } = dayRange(dayOf(now))
  const marks: { at: Milliseconds; kind: 'signin' | 'signout' }[] = []
  for (const { chain } of rows)
    for (const kind of ['signin', 'signout'] as const)
      for (const { line } of await db.getAllFromIndex('entries', 'kind', [chain, kind]))
        marks.push({ at: readEntry(webCrypto, line).at, kind })
  const times: Status['attendance'] = []
  for (const { at, kind } of marks.sort((a, b) => a.at - b.at)) {
    const open = times.at(-1)?.to === undefined ? times.at(-1) : undefined
    if (kind === 'signin' && !open) times.push({ from: at })
    else if (kind === 'signout' && open) open.to = at
  }
  // Who has been here since yesterday is here from the day's beginning on.
  return times.filter(({ to = now }) => to >= from).map((one) => ({ ...one, from: Math.max(one.from, from) }))
}
