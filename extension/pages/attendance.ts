import { dayOf, dayRange } from '../../shared/calendar/beijing'
import { type Known, readEntry, readKnown } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import { type AttendanceEntry, attendanceEntries } from '../../shared/study/written-again'
import { webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'
import type { Status } from '../messages'

/** 签到 and 签退 of today, in order. A person signs in on all their classes at once: what several chains say stands once. */
export async function attendanceOf(
  { db }: Recorder,
  rows: readonly ChainRow[],
  now: Milliseconds,
): Promise<Status['attendance']> {
  const { from } = dayRange(dayOf(now))
  const marks: AttendanceEntry[] = []
  for (const { chain } of rows) {
    const known: Known[] = []
    for (const kind of ['join', 'signin', 'signout'])
      for (const { line } of await db.getAllFromIndex('entries', 'kind', [chain, kind])) {
        const entry = readKnown(readEntry(webCrypto, line))
        if (entry) known.push(entry)
      }
    marks.push(...attendanceEntries(known.sort((a, b) => a.seq - b.seq)))
  }
  const times: Status['attendance'] = []
  for (const { at, kind } of marks.sort((a, b) => a.at - b.at)) {
    const open = times.at(-1)?.to === undefined ? times.at(-1) : undefined
    if (kind === 'signin' && !open) times.push({ from: at })
    else if (kind === 'signout' && open) open.to = at
  }
  // Who has been here since yesterday is here from the day's beginning on.
  return times.filter(({ to = now }) => to >= from).map((one) => ({ ...one, from: Math.max(one.from, from) }))
}
