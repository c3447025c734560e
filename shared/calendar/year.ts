import * as v from 'valibot'
import { nextDay } from './days'

/** A Beijing day, `2026-11-22`, that exists. */
export const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => nextDay(text, 0) === text, 'no such day'),
)

const holiday = v.pipe(
  v.strictObject({ name: v.pipe(v.string(), v.maxLength(40)), from: day, to: day }),
  v.check(({ from, to }) => from <= to, 'a holiday ends before it begins'),
)

/**
 * One year of the State Council's notice 部分节假日安排: the days off (weekends inside them too) and the make-up working days. A notice
 * may name a day of the year before (2026-12-31); a day is never both.
 */
export const calendarYear = v.pipe(
  v.strictObject({
    year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
    /** The notice's number, 国办发明电〔2025〕7号. */
    notice: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
    /** The day it was issued. */
    noticed: v.optional(day),
    /** Where these figures were taken from. */
    source: v.pipe(v.string(), v.maxLength(200)),
    holidays: v.pipe(v.array(holiday), v.minLength(1), v.maxLength(60)),
    workdays: v.pipe(v.array(day), v.maxLength(60)),
  }),
  v.check(
    ({ holidays, workdays }) => !workdays.some((one) => holidays.some(({ from, to }) => from <= one && one <= to)),
    'a make-up working day inside a holiday',
  ),
)
export type CalendarYear = v.InferOutput<typeof calendarYear>
