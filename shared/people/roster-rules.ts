import * as v from 'valibot'
import { day, text } from '../record/fields'
import data from './roster-rules.json'

/** What a roster is compared with beyond the table itself: dated, with its source, the organisation's own where it set one. */
export const rosterRules = v.strictObject({
  title: text(100),
  status: v.picklist(['to-be-confirmed', 'confirmed']),
  source: text(500),
  date: day,
  /** Subsidised classes of one person whose period begins in one calendar year; 0 = no limit. */
  timesPerYear: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
  /** Years of age below which somebody is warned of; nobody is refused for age. */
  youngest: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
  /** Another class of the same occupation and level: said, or refused. */
  sameLevelAgain: v.picklist(['warn', 'refuse']),
})
export type RosterRules = v.InferOutput<typeof rosterRules>

export const defaultRosterRules = v.parse(rosterRules, data)
