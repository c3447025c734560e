import { eq, inArray } from 'drizzle-orm'
import type { Attendance } from '../../shared/api'
import { dayOf } from '../../shared/calendar/beijing'
import { type Known, readEntry, readKnown } from '../../shared/record/entry'
import { type AttendanceEntry, attendanceEntries } from '../../shared/study/written-again'
import { type Actor, requireRole } from '../access/actor'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { entryLines } from '../ledger/line'
import { chainsOfClass } from '../study/load'
import { classOf, type TrainingClass } from './class-of'
import { CONFIRM_WITHIN, factorRequired } from './second-factor'

type Row = Attendance['rows'][number]

/** 签到考勤 of a class as its entries have it: one row a person, device and Beijing day, the newest day first. */
export async function classAttendance(deps: Deps, actor: Actor, classId: string): Promise<Attendance> {
  requireRole(actor, 'teacher', 'auditor')
  return attendanceOf(deps, await classOf(deps.store, classId, actor.organisation))
}

export async function attendanceOf(deps: Deps, trained: TrainingClass): Promise<Attendance> {
  const { t, read } = deps.store
  const people = await read
    .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, trained.id))
  const confirmed = new Map(
    (
      await read
        .select({
          chain: t.confirmation.chain,
          entry: t.confirmation.entry,
          seat: t.confirmation.seat,
          at: t.confirmation.at,
        })
        .from(t.confirmation)
        .innerJoin(t.seat, eq(t.seat.id, t.confirmation.seat))
        .where(eq(t.seat.class, trained.id))
    ).map((one) => [`${one.chain}/${one.entry}`, one]),
  )
  /** By the same person's code, for this sign-in of this chain, about when it was made. */
  const vouched = ({ hash, chain, at }: SignIn, seat: string) => {
    const one = confirmed.get(`${chain}/${hash}`)
    return one !== undefined && one.seat === seat && Math.abs(one.at - at) <= CONFIRM_WITHIN
  }
  const rows = new Map<string, Row>()
  for (const chain of await chainsOfClass(read, t, trained.id)) {
    const person = people.find(({ seat }) => seat === chain.seat)
    const [row] = await read.select({ device: t.chain.device }).from(t.chain).where(eq(t.chain.id, chain.id))
    if (!person || !row) continue
    const lines = await entryLines(deps.store, chain.id, { only: inArray(t.entry.kind, ['join', 'signin', 'signout']) })
    for (const one of sessionsOf(lines.flatMap((line) => readKnown(readEntry(nodeCrypto, line)) ?? [])))
      add(rows, { ...person, device: row.device }, one, vouched(one.signin, person.seat))
  }
  return {
    secondFactor: await factorRequired(deps, trained.id),
    rows: [...rows.values()].sort((a, b) =>
      a.day !== b.day
        ? a.day < b.day
          ? 1
          : -1
        : a.number !== b.number
          ? a.number < b.number
            ? -1
            : 1
          : (a.in ?? 0) - (b.in ?? 0),
    ),
  }
}

type SignIn = Extract<AttendanceEntry, { kind: 'signin' }>

interface Session {
  signin: SignIn
  /** When the trainee signed out; absent where the browser's next start had to. */
  out?: number
}

/** From each sign-in of one chain to its sign-out, in order. Needs its `join`: what it wrote again of another chain is left there. */
export function sessionsOf(entries: readonly Known[]): Session[] {
  const sessions: Session[] = []
  let open: Session | undefined
  for (const entry of attendanceEntries(entries)) {
    if (entry.kind === 'signin') {
      open = { signin: entry }
      sessions.push(open)
    } else if (open) {
      if (entry.body.reason !== 'browser-closed') open.out = entry.at
      open = undefined
    }
  }
  return sessions
}

function add(
  rows: Map<string, Row>,
  person: Pick<Row, 'seat' | 'number' | 'name' | 'device'>,
  { signin, out }: Session,
  confirmed: boolean,
): void {
  const day = dayOf(signin.at)
  const key = `${person.seat}/${person.device}/${day}`
  const row = rows.get(key) ?? { ...person, day, signIns: 0, open: 0, confirmed: 0 }
  if (row.in === undefined || signin.at < row.in) Object.assign(row, { in: signin.at, method: signin.body.method })
  if (out === undefined) row.open++
  else row.out = Math.max(row.out ?? 0, out)
  row.signIns++
  if (confirmed) row.confirmed++
  rows.set(key, row)
}
