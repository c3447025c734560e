import * as v from 'valibot'
import { count, decimal, integer, milliseconds, text } from '../record/fields'

/** Thousandths of a whole. */
const share = v.pipe(count, v.maxValue(1000))
/** A time of the Beijing day, `HH:MM`; `24:00` is its end. */
const timeOfDay = v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/))
const status = v.picklist(['confirmed', 'to-be-confirmed'])
/** `px.class.com.cn`, or `*.example.cn` for every name below it. */
const hostPattern = v.pipe(v.string(), v.regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/), v.maxLength(253))

/**
 * A policy is a dated set of rules by which hours are credited. It is data, with a source and a status, and is frozen
 * into the plan at filing. `credit` names the version of the function and the reason order; verifiers keep every one.
 * Every member that came with version 2 is optional: absent, there is no such rule, and what is left is version 1.
 */
export const policy = v.strictObject({
  id: text(64),
  version: count,
  credit: v.picklist([1, 2]),
  title: text(100),
  region: text(40),
  /** Document number the values come from. */
  source: text(200),
  status,
  from: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Credited minutes that make one class hour. */
  minutesPerHour: v.pipe(integer, v.minValue(1)),
  /** Thousandths; above it nothing counts. */
  maxRate: v.pipe(integer, v.minValue(1)),
  /** Whether picture in picture counts like a visible page. */
  pictureInPicture: v.boolean(),
  /** The longest time without a reading of the media clock that still counts, ms. */
  maxGap: count,
  /** How far the media may run ahead of or behind length x rate, thousandths of it. */
  maxDrift: count,
  /** Entries whose receipt window is longer are credited and listed, ms. */
  maxOffline: count,
  media: v.array(v.picklist(['video', 'audio', 'live', 'document'])),
  /** Score, as a decimal, from which a test is passed where the page does not say so itself. */
  passMark: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}(\.\d{1,2})?$/))),

  /* ---------- version 2 ---------- */

  /** `time`: watching a part again counts. `coverage`: each part of a lesson counts once. Absent: time. */
  measure: v.optional(v.picklist(['time', 'coverage'])),
  /** What is played above `maxRate` gives nothing, or its wall time. Absent: nothing. */
  aboveMaxRate: v.optional(v.picklist(['nothing', 'wall'])),
  /** On one Beijing day: credited ms of one seat at most, and the hours within which study counts. */
  daily: v.optional(
    v.strictObject({
      cap: v.optional(milliseconds),
      hours: v.optional(v.strictObject({ from: timeOfDay, to: timeOfDay })),
    }),
  ),
  /** A presence check comes due after `every` ± `jitter` of playing time since the last proof, and is to be answered within `answer` of playing time. ms. */
  presence: v.optional(v.strictObject({ every: milliseconds, jitter: milliseconds, answer: milliseconds })),
  /** Whether study counts only after a sign-in (absent: yes), and whether a session without a sign-out is a finding. */
  attendance: v.optional(v.strictObject({ signIn: v.boolean(), signOut: v.boolean() })),
  /** The extension signs out whoever has played nothing for this long, ms. */
  idle: v.optional(milliseconds),
  /** Who has completed: credited time of the planned hours, thousandths; class hours at least; attempts at a test at most. */
  completion: v.optional(
    v.strictObject({ ratio: v.optional(share), hours: v.optional(decimal), attempts: v.optional(count) }),
  ),
  /** What a second of a lesson kind of `media` is worth, thousandths. Absent: 1000. */
  weights: v.optional(
    v.strictObject({
      video: v.optional(share),
      audio: v.optional(share),
      live: v.optional(share),
      document: v.optional(share),
    }),
  ),
  /** Which other sources count, and up to what share of a seat's whole time, thousandths. Absent: 甲 alone. */
  sources: v.optional(v.strictObject({ 乙: v.optional(share), 丙: v.optional(share) })),
  /** Online hours are at most this share of all hours, thousandths. */
  onlineShare: v.optional(share),
  /** Offline practice counts only after the online theory is complete. */
  practiceAfterTheory: v.optional(v.boolean()),
  /** The platforms that were agreed; study on any other host does not count. Absent: none was named. */
  platforms: v.optional(v.pipe(v.array(v.strictObject({ name: text(100), host: hostPattern })), v.maxLength(50))),
  /** Study before the day of the bureau's consent (`facts.consentDate`) does not count, nor any while there is none. */
  consent: v.optional(v.boolean()),
  /** Where single values come from and whether they are confirmed; a value that is not listed has the policy's own source and status. */
  notes: v.optional(v.array(v.strictObject({ field: text(40), status, source: text(300) }))),
})

export type Policy = v.InferOutput<typeof policy>
