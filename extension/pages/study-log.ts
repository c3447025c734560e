import type { AnsweredAppeal } from '../../shared/appeals'
import { dayOf } from '../../shared/calendar/beijing'
import type { Body } from '../../shared/record/bodies'
import { readEntry, readKnown } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import type { Piece } from '../../shared/study/credited'
import { type Reason, reasonOrder } from '../../shared/study/reasons'
import { byHandCounts } from '../../shared/study/sources'
import { webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'
import { type Journal, ofChain } from '../journal/store'
import type { SeatTotals } from './totals'

/** One lesson within a day or a course. */
export interface LogRow {
  course: string
  lesson: string
  from: Milliseconds
  to: Milliseconds
  counted: Milliseconds
  /** From the first to the last of a reason; `ms` of it did not count. */
  notCounted: { reason: Reason; ms: Milliseconds; from: Milliseconds; to: Milliseconds }[]
}

/** A day, or a course, with its lessons. */
export interface LogGroup {
  /** `2026-11-20`, or the course's title. */
  name: string
  counted: Milliseconds
  notCounted: Milliseconds
  rows: LogRow[]
}

/** An appeal as its trainee sees it; `waiting`: it is on this device only. */
export type MyAppeal = Omit<AnsweredAppeal, 'state'> & { state: AnsweredAppeal['state'] | 'waiting'; refused?: string }

export interface SeatLog {
  class: string
  /** The chain that signs what the trainee writes now; absent where none can. */
  chain?: string
  /** Whether a network joins it with the server. */
  online: boolean
  courses: string[]
  /** The newest first. */
  appeals: MyAppeal[]
  /** Whether the policy lets what was added by hand count at all. */
  byHandCounts: boolean
  received: { ms: Milliseconds; at: Milliseconds } | undefined
  pieces: Piece[]
  scores: (Pick<Body<'score'>, 'value' | 'max' | 'source'> & { course: string; at: Milliseconds })[]
  posts: { course: string; role: 'asked' | 'answered'; at: Milliseconds }[]
}

/** What this device holds of one class, besides its time: scores and posts as they stand in entries. */
export async function seatLog({ db }: Recorder, { rows, all, extract }: SeatTotals): Promise<SeatLog> {
  const writing = rows.filter(({ state }) => state !== 'replaced' && state !== 'unusable').at(-1)
  const log: SeatLog = {
    class: rows[0]?.class.body.class.name ?? '',
    ...(writing && { chain: writing.chain }),
    online: writing?.server !== undefined,
    courses: writing?.class.body.courses.map(({ title }) => title) ?? [],
    appeals: await appealsOf(db, rows, extract?.appeals ?? []),
    byHandCounts: rows.some(({ class: { body } }) => byHandCounts(body.policy)),
    received: extract && { ms: extract.credited, at: extract.at },
    pieces: all,
    scores: [],
    posts: [],
  }
  for (const row of rows) {
    for (const { line } of await db.getAll('entries', ofChain(row.chain))) {
      const known = readKnown(readEntry(webCrypto, line))
      if (known?.kind === 'score') {
        const { value, max, source, course } = known.body
        log.scores.push({ value, ...(max && { max }), source, course: course.title, at: known.at })
      } else if (known?.kind === 'qa')
        log.posts.push({ course: known.body.course.title, role: known.body.role, at: known.body.at ?? known.at })
    }
  }
  return log
}

/** What was answered, and what was written here and is not in the answers yet. */
async function appealsOf(
  db: Journal,
  rows: readonly ChainRow[],
  answered: readonly AnsweredAppeal[],
): Promise<MyAppeal[]> {
  const mine = (await Promise.all(rows.map(({ chain }) => db.getAllFromIndex('appeals', 'chain', chain)))).flat()
  const unanswered = mine
    .filter(({ id }) => !answered.some((one) => one.id === id))
    .map(({ line, sentAt, refused }): MyAppeal => {
      const { id, at, about, text } = line.appeal
      return { id, at, about, text, state: sentAt === undefined ? 'waiting' : 'open', ...(refused && { refused }) }
    })
  return [...unanswered, ...answered].sort((a, b) => b.at - a.at)
}

/** The newest day first; courses in the order in which they were begun. */
export function grouped(pieces: readonly Piece[], by: 'day' | 'course'): LogGroup[] {
  const groups = new Map<string, Map<string, LogRow>>()
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    const name = by === 'day' ? dayOf(piece.from) : piece.course.title
    const rows = groups.get(name) ?? new Map<string, LogRow>()
    groups.set(name, rows)
    const key = `${piece.course.key}\n${piece.lesson.key}`
    const row = rows.get(key) ?? rowOf(piece)
    rows.set(key, added(row, piece))
  }
  const list = [...groups].map(([name, rows]) => groupOf(name, [...rows.values()]))
  return by === 'day' ? list.reverse() : list
}

const rowOf = ({ course, lesson, from, to }: Piece): LogRow => ({
  course: course.title,
  lesson: lesson.title,
  from,
  to,
  counted: 0,
  notCounted: [],
})

function added(row: LogRow, { from, to, reason }: Piece): LogRow {
  const ms = to - from
  const grown = { ...row, to: Math.max(row.to, to) }
  if (reason === undefined) return { ...grown, counted: row.counted + ms }
  const before = row.notCounted.find((one) => one.reason === reason) ?? { ms: 0, from, to }
  const lost = { reason, ms: before.ms + ms, from: Math.min(before.from, from), to: Math.max(before.to, to) }
  const notCounted = [...row.notCounted.filter((one) => one.reason !== reason), lost]
  return {
    ...grown,
    notCounted: notCounted.sort((a, b) => reasonOrder.indexOf(a.reason) - reasonOrder.indexOf(b.reason)),
  }
}

const groupOf = (name: string, rows: LogRow[]): LogGroup => ({
  name,
  rows,
  counted: rows.reduce((sum, { counted }) => sum + counted, 0),
  notCounted: rows.flatMap((row) => row.notCounted).reduce((sum, { ms }) => sum + ms, 0),
})
