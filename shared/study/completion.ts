import type { Milliseconds } from '../record/fields'
import type { Policy } from './policy'

/** What one seat has reached, of every source that counts. */
export interface SeatResult {
  /** The plan's courses: planned class hours where the plan says so, ms that were credited online. */
  courses: readonly { title: string; hours?: string | undefined; credited: Milliseconds }[]
  /** Tests by course, in the order they were taken; `pass` where the page says so itself. */
  tests: readonly { course: string; value: string; pass?: boolean | undefined }[]
  /** Class hours that were not online, with their Beijing day and the title of their course; `practice` where they are practice rather than theory. */
  offline: readonly { day: string; hours: string; practice: boolean; course?: string | undefined }[]
  /** The day on which the online theory was complete; absent while it is not. */
  theoryOn?: string | undefined
}

export interface Completion {
  complete: boolean
  /** What is still missing, each a sentence in Chinese. */
  missing: string[]
  /** How many of them are about tests, and how many about what is done offline alone. */
  tests: number
  offline: number
}

/** Whether a seat has completed the training by the policy, and what is missing. Class hours are rounded down, as everywhere. */
export function completionOf(result: SeatResult, policy: Policy): Completion {
  const tests = missingTests(result, policy)
  const offline = missingOffline(result, policy)
  const missing = [...missingShare(result, policy), ...missingHours(result, policy), ...tests, ...offline]
  return { complete: missing.length === 0, missing, tests: tests.length, offline: offline.length }
}

const planned = (hours: string | undefined, { minutesPerHour }: Policy): Milliseconds =>
  Math.round(Number(hours ?? 0) * minutesPerHour * 60_000)

const shown = (ms: Milliseconds, { minutesPerHour }: Policy): string =>
  String(Math.ceil((ms / (minutesPerHour * 60_000)) * 100) / 100)

/** More than was planned of one course makes up for nothing in another. */
function missingShare(result: SeatResult, policy: Policy): string[] {
  const ratio = policy.completion?.ratio
  if (ratio === undefined) return []
  return result.courses.flatMap((course) => {
    const lacks = wantedOf(course, policy) - course.credited - offlineOf(result, policy, course.title)
    if (lacks <= 0) return []
    return [`“${course.title}”还差 ${shown(lacks, policy)} 学时（应完成计划学时的 ${ratio / 10}%）`]
  })
}

/** What of a course is to be completed, ms: all of it where the policy names no share. */
export const wantedOf = ({ hours }: { hours?: string | undefined }, policy: Policy): Milliseconds =>
  Math.ceil((planned(hours, policy) * (policy.completion?.ratio ?? 1000)) / 1000)

function missingHours(result: SeatResult, policy: Policy): string[] {
  const least = policy.completion?.hours
  if (least === undefined) return []
  const lacks = planned(least, policy) - online(result, policy) - offline(result, policy)
  return lacks > 0 ? [`总学时还差 ${shown(lacks, policy)} 学时（至少 ${least} 学时）`] : []
}

/** Online time that counts beside what was done offline: at most its share of the whole. */
function online(result: SeatResult, policy: Policy): Milliseconds {
  const own = result.courses.reduce((sum, { credited }) => sum + credited, 0)
  const share = policy.onlineShare ?? 1000
  return share >= 1000 ? own : Math.min(own, Math.floor((offline(result, policy) * share) / (1000 - share)))
}

const offline = (result: SeatResult, policy: Policy): Milliseconds =>
  summed(
    result.offline.filter((one) => !early(one, result.theoryOn, policy)),
    policy,
  )

/** What counts of it for one course, ms. */
export const offlineOf = (result: Pick<SeatResult, 'offline' | 'theoryOn'>, policy: Policy, course: string) =>
  summed(
    result.offline.filter((one) => one.course === course && !early(one, result.theoryOn, policy)),
    policy,
  )

const summed = (all: SeatResult['offline'], policy: Policy): Milliseconds =>
  all.reduce((sum, { hours }) => sum + planned(hours, policy), 0)

const early = (
  { day, practice }: { day: string; practice: boolean },
  theoryOn: string | undefined,
  { practiceAfterTheory }: Policy,
): boolean => practiceAfterTheory === true && practice && (theoryOn === undefined || day < theoryOn)

function missingTests({ tests }: SeatResult, { completion, passMark }: Policy): string[] {
  return [...new Set(tests.map(({ course }) => course))].flatMap((course) => {
    const taken = tests.filter((one) => one.course === course)
    const passed = (one: (typeof taken)[number]) =>
      one.pass ?? (passMark === undefined ? undefined : Number(one.value) >= Number(passMark))
    const counted = completion?.attempts === undefined ? taken : taken.slice(0, completion.attempts)
    if (counted.some((one) => passed(one) === true)) return []
    if (counted.every((one) => passed(one) === undefined)) return [`“${course}”的考核是否合格，平台没有显示`]
    return counted.length < taken.length || counted.length === completion?.attempts
      ? [`“${course}”的考核在 ${counted.length} 次内没有合格`]
      : [`“${course}”的考核还没有合格`]
  })
}

function missingOffline(result: SeatResult, policy: Policy): string[] {
  const missing: string[] = []
  const share = policy.onlineShare ?? 1000
  const own = result.courses.reduce((sum, { credited }) => sum + credited, 0)
  const over = own - online(result, policy)
  if (over > 0) {
    const needed = Math.ceil((own * (1000 - share)) / share) - offline(result, policy)
    missing.push(
      share === 0
        ? '线上学时不计入，请完成线下培训'
        : `线上学时不超过总学时的 ${share / 10}%，还差线下 ${shown(needed, policy)} 学时`,
    )
  }
  const before = result.offline.filter((one) => early(one, result.theoryOn, policy))
  if (before.length > 0) missing.push(`${before.map(({ day }) => day).join('、')} 的线下实操在线上理论完成之前，不计入`)
  return missing
}
