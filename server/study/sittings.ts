import type { Known } from '../../shared/record/entry'
import { type AttendanceEntry, attendanceEntries } from '../../shared/study/written-again'

type SignIn = Extract<AttendanceEntry, { kind: 'signin' }>

export interface Sitting {
  signin: SignIn
  /** When the trainee signed out; absent where the browser's next start had to. */
  out?: number
}

/** From each sign-in of one chain to its sign-out, in order. Needs its `join`: what it wrote again of another chain is left there. */
export function sittingsOf(entries: readonly Known[]): Sitting[] {
  const sittings: Sitting[] = []
  let open: Sitting | undefined
  for (const entry of attendanceEntries(entries)) {
    if (entry.kind === 'signin') {
      open = { signin: entry }
      sittings.push(open)
    } else if (open) {
      if (entry.body.reason !== 'browser-closed') open.out = entry.at
      open = undefined
    }
  }
  return sittings
}
