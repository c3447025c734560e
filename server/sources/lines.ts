import type { FilePlace } from '../../shared/api/roster'
import { dayOf } from '../../shared/calendar/beijing'
import { plain } from '../../shared/people/text'
import type { TrainingClass } from '../training/class-of'
import type { Layout } from './layout'
import { placeOf, type SourceRow } from './read-rows'
import type { Member } from './who'

/** What is written down of one row. */
export interface Line {
  row: number
  member: Member
  /** Key of the plan's course. */
  course: string
  lesson?: string
  /** Where it is known when it was, in one piece. */
  start?: number
  seconds: number
}

const LONGEST = 24 * 3_600_000

/**
 * When a row's time was, where it can be said: from its start on, as long as it was. First and last time of a course that was
 * studied on many days say nothing of that: such time is not placed, and counts beside ours only for what it has more.
 */
export function placed({ start, end, seconds }: SourceRow): number | undefined {
  if (start === undefined || seconds * 1000 > LONGEST) return undefined
  if (end === undefined) return start
  const span = end - start
  return span <= LONGEST && seconds * 1000 >= span / 2 ? start : undefined
}

/** Of which of the plan's courses a title is. */
export const courseNamed = (title: string, { plan }: Pick<TrainingClass, 'plan'>): string | undefined =>
  plan.courses.find(({ key, title: known, aliases }) =>
    [key, known, ...aliases].some((name) => plain(name).toLowerCase() === plain(title).toLowerCase()),
  )?.key

/** Why a row is not brought in although it is sound. */
export function outside(
  { start, end, day }: SourceRow,
  member: Member,
  { plan }: Pick<TrainingClass, 'plan'>,
  now: number,
): { blocks: boolean; message: string } | undefined {
  const first = day ?? (start === undefined ? undefined : dayOf(start))
  const last = end === undefined ? first : dayOf(end)
  if ((end ?? start ?? 0) > now + FUTURE) return { blocks: true, message: '时间在将来，请核对日期' }
  if (first === undefined || last === undefined) return undefined
  const { from, to } = plan.period
  if (last < from || first > to) return { blocks: false, message: `不在培训起止日期（${from} 至 ${to}）内，没有导入` }
  if (first < from || last > to)
    return { blocks: false, message: `一部分在培训起止日期（${from} 至 ${to}）之外，分不开，没有导入` }
  if (plan.policy.consent && (plan.consentDate === undefined || first < plan.consentDate))
    return { blocks: false, message: '在人社局同意之前，没有导入' }
  if (member.leftAt !== undefined && (start ?? Date.parse(`${first}T00:00:00+08:00`)) >= member.leftAt)
    return { blocks: false, message: `${member.number} ${member.name} 已离开本班，之后的时间没有导入` }
  return undefined
}

/** Clocks of platforms are not ours. */
const FUTURE = 10 * 60_000

/** The same row once more is left out, and said. */
export function withoutRepeats(lines: readonly Line[], layout: Layout): { lines: Line[]; warnings: FilePlace[] } {
  const seen = new Map<string, number>()
  const warnings: FilePlace[] = []
  const kept = lines.filter(({ row, member, course, lesson, start, seconds }) => {
    const key = JSON.stringify([member.seat, course, lesson, start, seconds])
    const earlier = seen.get(key)
    // Without a moment two lessons may well be of one length; only where the file names the lesson is it the same again.
    if (earlier !== undefined && (start !== undefined || lesson !== undefined)) {
      warnings.push(placeOf(layout, row, 'name', `与第 ${earlier} 行完全相同，只导入一次`))
      return false
    }
    seen.set(key, row + 1)
    return true
  })
  return { lines: kept, warnings }
}
