import { dayOf, showClock } from '../calendar/beijing'
import type { Milliseconds } from '../record/fields'
import type { Attended, Facts } from '../study/facts'
import type { KeptBranch } from './kept-branch'
import type { Checks } from './report'

/** A lesson begins at most so long after its sign-in. */
const LONGEST: Milliseconds = 86_400_000

/**
 * Lessons offline that facts say were signed by the code: each has a sign-in of its own before it begins and a sign-out at the very time
 * it names, both entries of method `lesson` in a chain of that seat, and lasts no longer than that. Those by a signed sheet are listed.
 * `seats` by claim.
 */
export function checkAttendance(
  branches: readonly KeptBranch[],
  { attended = [] }: Pick<Facts, 'attended'>,
  seats: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, string>,
  checks: Checks,
): void {
  const bySheet = attended.filter(({ how }) => how === 'sheet')
  if (bySheet.length > 0) checks.note(`线下课有 ${bySheet.length} 人次由签到表（扫描件）登记，不由学习记录证明`)
  const byCode = attended.filter(({ how }) => how === 'code')
  if (byCode.length === 0) return
  const signed = signedBySeat(branches, seats)
  const problems = [...new Set(byCode.map(({ seat }) => seat))].flatMap((seat) =>
    problemsOf(
      byCode.filter((one) => one.seat === seat),
      signed.get(seat) ?? { ins: [], outs: [] },
    ).map((problem) => `参训编号 ${numbers.get(seat) ?? seat} ${problem}`),
  )
  checks.add('真实性', '线下课的动态码签到、签退与学员的学习记录相符', problems)
}

interface Signed {
  ins: Milliseconds[]
  outs: Milliseconds[]
}

function signedBySeat(branches: readonly KeptBranch[], seats: ReadonlyMap<string, string>): Map<string, Signed> {
  const found = new Map<string, Signed>()
  for (const { join, lessons } of branches.filter(({ branch }) => branch === 0)) {
    const seat = seats.get(join?.claim ?? '')
    if (seat === undefined) continue
    const mine = found.get(seat) ?? { ins: [], outs: [] }
    found.set(seat, mine)
    mine.ins.push(...lessons.ins)
    mine.outs.push(...lessons.outs)
  }
  return found
}

/** Each entry stands for one lesson: of two lessons that rest on one sign-in or sign-out the later has none. */
function problemsOf(attended: readonly Attended[], { ins, outs }: Signed): string[] {
  const free = { ins: ins.toSorted((a, b) => a - b), outs: [...outs] }
  return attended
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ start, seconds, at }) => {
      const when = `${dayOf(start)} ${showClock(start)} 起的线下课`
      const [entered, left] = [
        free.ins.findIndex((one) => one <= start && one > start - LONGEST),
        free.outs.indexOf(at),
      ]
      if (entered >= 0) free.ins.splice(entered, 1)
      if (left >= 0) free.outs.splice(left, 1)
      return [
        ...(entered < 0 ? [`${when}：学习记录里没有对应的签到`] : []),
        ...(left < 0 ? [`${when}：学习记录里没有同一时刻的签退`] : []),
        ...(start + seconds * 1000 > at ? [`${when}：时长超出签退时间`] : []),
      ]
    })
}
