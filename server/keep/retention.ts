/**
 * How long records must be kept at the least: 线上培训考勤、考核记录 and recordings, three years. Longer terms of a province or a
 * trade are the organisation's to know; nothing in this program deletes sooner.
 */
export const retention = {
  years: 3,
  source: '线上职业技能培训考勤、考核记录保存不少于 3 年',
  status: '待人社局确认',
} as const

/** The first day on which a record of this day may go: 2026-11-22 -> 2029-11-22. */
export const keptUntil = (day: string, years: number = retention.years): string =>
  `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
