import type { CreditedDay } from '../credited'
import type { Found, Severity } from '../finding'
import { findingKinds } from '../finding'
import * as chains from './chains'
import * as ofClass from './class-rules'
import type { ClassRule, Knowledge, Link, SeatRecord, SeatRule, Stretch } from './inquiry'
import * as observed from './observed'
import type { Outline } from './outline'
import * as platform from './platform'
import * as playing from './playing'
import * as presence from './presence-rules'
import { regularAcrossPeople } from './regular'
import * as repeated from './repeated'
import * as time from './time-rules'
import type { Trace } from './trace'

/** Every rule over one seat. */
export const seatRules: readonly SeatRule[] = [
  chains.chainForked,
  chains.chainRestarted,
  chains.entryUnread,
  chains.fieldMissing,
  chains.buildUnknown,
  chains.noSignOut,
  playing.rateAboveLimit,
  playing.mediaOutOfStep,
  playing.hiddenLong,
  playing.mutedLong,
  observed.noFrames,
  observed.tinyPlayer,
  observed.coveredPlayer,
  observed.madeSource,
  observed.syntheticEvents,
  observed.loopedMedia,
  repeated.mediaRepeated,
  repeated.mediaTooShort,
  presence.presenceMissed,
  presence.presenceNotShown,
  presence.presenceOverdue,
  presence.presenceMachineLike,
  time.clockMoved,
  time.clockAhead,
  time.offlineTooLong,
  time.twoPlaces,
  time.hoursTooMany,
  time.hoursOverlap,
  platform.progressWithoutPlaying,
  platform.importedDiffers,
  platform.scoreWithoutStudy,
]

/** Every rule across a class. */
export const classRules: readonly ClassRule[] = [
  ofClass.deviceInStep,
  ofClass.deviceManySeats,
  regularAcrossPeople,
  ofClass.hoursHugMinimum,
  ofClass.ruleOwn,
  ofClass.ruleUnknown,
]

/** The record of a seat from its chains, in whatever order they come. */
export function seatRecord(
  seat: string,
  traces: readonly Trace[],
  days: readonly CreditedDay[],
  { forks = [], elsewhere = [] }: { forks?: readonly Link[]; elsewhere?: readonly Stretch[] } = {},
): SeatRecord {
  return {
    seat,
    chains: traces.toSorted((a, b) => (a.chain < b.chain ? -1 : 1)),
    days: days.filter((day) => day.seat === seat).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    forks,
    elsewhere,
  }
}

/** What rules find in one seat: at most one finding each, the gravest first. */
export const findInSeat = (record: SeatRecord, known: Knowledge): Found[] =>
  seatRules
    .flatMap(({ code, find }): Found[] => {
      const found = find(record, known)
      return found ? [{ code, seat: record.seat, ...found }] : []
    })
    .sort(byWeight)

/** What rules find across a class from its seats' outlines. */
export function findInClass(outlines: readonly Outline[], known: Knowledge): Found[] {
  const sorted = outlines.toSorted((a, b) => (a.seat < b.seat ? -1 : 1))
  return classRules
    .flatMap(({ code, find }) => find(sorted, known).map((found): Found => ({ code, ...found })))
    .sort(byWeight)
}

const weights: Record<Severity, number> = { serious: 0, check: 1, note: 2 }
const keyOf = ({ code, seat = '', key = '' }: Found) => `${code}/${seat}/${key}`

/** The gravest first, then by kind and person: the same whatever order records came in. */
export function byWeight(a: Found, b: Found): number {
  const difference = weights[findingKinds[a.code].severity] - weights[findingKinds[b.code].severity]
  return difference || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)
}
