import type { Milliseconds } from '../../shared/record/fields'
import type { Piece } from '../../shared/study/credited'
import type { FoldedDay, SeatDayFolded } from '../../shared/study/fold'
import type { ReadChain } from '../../shared/study/read-chain'
import type { Reason } from '../../shared/study/reasons'
import type { Stretch } from '../study/held'

/** One lesson of a day as 逐日明细 shows it, named as the page named it. */
export interface DayLesson {
  course: string
  lesson: string
  from: Milliseconds
  to: Milliseconds
  credited: Milliseconds
  deductions: Partial<Record<Reason, Milliseconds>>
}

/** A day of one person, as small as papers and package allow: a class holds it of everybody. */
export interface PersonDay {
  day: string
  credited: Milliseconds
  folded: FoldedDay
  /** In the order in which they began; none on a day of which only scores or platform values are known. */
  lessons: DayLesson[]
  /** The wall time that counts, in order; neighbouring stretches of one receipt are one. */
  counted: Stretch[]
}

/** What stays of a person's days once their pieces are let go of. `read`: the chains that the pieces are from. */
export function personDays(days: readonly SeatDayFolded[], read: readonly ReadChain[]): PersonDay[] {
  const receipts = new Map(read.map(({ chain, windows }) => [chain, windows]))
  return days.map(({ day, credited, folded }) => ({
    ...{ day, credited: credited?.credited ?? 0, folded },
    lessons: lessonsOf(credited?.pieces ?? []),
    counted: countedOf(credited?.pieces ?? [], receipts),
  }))
}

/** What does not count of these days, by reason: in one pass, as they are unpacked to be read. */
export function deductionsIn(days: Iterable<Pick<PersonDay, 'folded'>>): ReadonlyMap<string, Milliseconds> {
  const lost = new Map<string, Milliseconds>()
  for (const { folded } of days)
    for (const [reason, ms] of Object.entries(folded.deductions)) lost.set(reason, (lost.get(reason) ?? 0) + ms)
  return lost
}

function lessonsOf(pieces: readonly Piece[]): DayLesson[] {
  const lessons = new Map<string, DayLesson>()
  for (const { course, lesson, from, to, reason } of pieces) {
    const key = `${course.key}\n${lesson.key}`
    const known = lessons.get(key) ?? {
      ...{ course: course.title, lesson: lesson.title },
      ...{ from, to, credited: 0, deductions: {} },
    }
    lessons.set(key, known)
    known.from = Math.min(known.from, from)
    known.to = Math.max(known.to, to)
    if (reason) known.deductions[reason] = (known.deductions[reason] ?? 0) + to - from
    else known.credited += to - from
  }
  return [...lessons.values()]
}

function countedOf(
  pieces: readonly Piece[],
  receipts: ReadonlyMap<string, readonly { to: number; receipt: string }[]>,
): Stretch[] {
  const all: Stretch[] = []
  for (const { from, to, chain, seq, reason } of pieces) {
    if (reason) continue
    const receipt = receipts.get(chain)?.find((one) => one.to >= seq)?.receipt ?? chain
    const last = all.at(-1)
    if (last?.to === from && last.receipt === receipt) last.to = to
    else all.push({ from, to, receipt })
  }
  return all
}
