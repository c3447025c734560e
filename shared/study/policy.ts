import * as v from 'valibot'
import { count, integer, text } from '../record/fields'

/**
 * A policy is a dated set of rules by which hours are credited. It is data, with a source and a status, and is frozen
 * into the plan at filing. `credit` names the version of the function and the reason order; verifiers keep every one.
 */
export const policy = v.strictObject({
  id: text(64),
  version: count,
  credit: v.literal(1),
  title: text(100),
  region: text(40),
  /** Document number the values come from. */
  source: text(200),
  status: v.picklist(['confirmed', 'to-be-confirmed']),
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
})

export type Policy = v.InferOutput<typeof policy>

/** 绥人社函〔2020〕31号 names no figures: every value below is ours until the bureau confirms it. */
export const defaultPolicy: Policy = {
  id: 'suihua-2020-31',
  version: 1,
  credit: 1,
  title: '绥化市线上职业技能培训（默认）',
  region: '231200',
  source: '绥人社函〔2020〕31号；数值为本软件默认，待人社局确认',
  status: 'to-be-confirmed',
  from: '2020-02-20',
  minutesPerHour: 45,
  maxRate: 1000,
  pictureInPicture: true,
  maxGap: 15_000,
  maxDrift: 200,
  maxOffline: 7 * 86_400_000,
  media: ['video', 'audio', 'live'],
}
