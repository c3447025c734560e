import { readdirSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { daysFromTo, nextDay, nextMonth } from './days'
import { addWorkingDays, calendarWith, isWorkingDay, workingDaysBetween } from './working-days'
import { type CalendarYear, calendarYear } from './year'
import { builtInYears } from './years'

const added = (day: string, n: number) => addWorkingDays(day, n).day

/** Terms of five working days: a plain one, and three over holidays, make-up days among them. */
const fiveLater = [
  ['2020-02-20', '2020-02-27'],
  ['2020-04-29', '2020-05-09'],
  ['2020-09-28', '2020-10-12'],
  ['2026-09-24', '2026-10-09'],
] as const

const notice2027: CalendarYear = {
  year: 2027,
  notice: '国办发明电〔2026〕0号',
  source: 'made up for the test',
  holidays: [
    { name: '元旦', from: '2026-12-31', to: '2027-01-02' },
    { name: '春节', from: '2027-02-05', to: '2027-02-12' },
  ],
  workdays: ['2027-01-03'],
}

describe('the built-in years', () => {
  it('follow the schema and are every file of the folder', () => {
    for (const year of builtInYears) expect(v.parse(calendarYear, year)).toEqual(year)
    const files = readdirSync(new URL('years', import.meta.url)).filter((name) => name.endsWith('.json'))
    expect(files).toEqual(builtInYears.map(({ year }) => `${year}.json`))
  })

  it('have as many days off and make-up days as each notice names', () => {
    const days = ({ holidays }: CalendarYear) =>
      holidays.reduce((sum, one) => sum + daysFromTo(one.from, one.to) + 1, 0)
    expect(builtInYears.map((year) => [year.year, days(year), year.workdays.length])).toEqual([
      [2020, 30, 6],
      [2021, 31, 7],
      [2022, 32, 7],
      [2023, 26, 7],
      [2024, 28, 8],
      [2025, 28, 5],
      [2026, 33, 6],
    ])
  })

  it('make up only on weekends', () => {
    for (const { workdays } of builtInYears) {
      for (const day of workdays) expect([day, isWorkingDay(day)]).toEqual([day, true])
      for (const day of workdays)
        expect(isWorkingDay(day, { known: new Set(), off: new Set(), madeUp: new Set() })).toBe(false)
    }
  })
})

it('knows the lengthened Spring Festival of 2020: 02-01 is off after all, 01-19 was worked', () => {
  const days = ['2020-01-19', '2020-01-31', '2020-02-01', '2020-02-02', '2020-02-03']
  expect(days.map((day) => isWorkingDay(day))).toEqual([true, false, false, false, true])
})

it.each(['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati'])(
  'means Beijing days on a machine in %s',
  (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      expect(isWorkingDay('2020-11-14')).toBe(false)
      expect(isWorkingDay('2020-11-16')).toBe(true)
      for (const [from, to] of fiveLater) expect(addWorkingDays(from, 5), from).toEqual({ day: to, tentative: false })
      // Of 2027 there is no notice yet.
      expect(addWorkingDays('2026-12-28', 5)).toEqual({ day: '2027-01-04', tentative: true })
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  },
)

it('does not count the day a term begins, and ends on make-up days too', () => {
  for (const [from, to] of fiveLater) expect(added(from, 5), from).toBe(to)
})

it('moves a last day that is not worked to the next working day', () => {
  expect(added('2026-10-01', 0)).toBe('2026-10-08')
  expect(added('2026-10-08', 0)).toBe('2026-10-08')
})

it('counts back: the last day to file ten working days before a start', () => {
  expect(added('2026-10-12', -1)).toBe('2026-10-10')
  expect(added('2026-10-12', -4)).toBe('2026-09-30')
  expect(workingDaysBetween(added('2026-10-12', -10), '2026-10-12').days).toBe(10)
})

it('says how many working days are left, and how many have passed', () => {
  expect(workingDaysBetween('2026-09-24', '2026-10-09')).toEqual({ days: 5, tentative: false })
  expect(workingDaysBetween('2026-10-09', '2026-09-24').days).toBe(-5)
  expect(workingDaysBetween('2026-10-09', '2026-10-09').days).toBe(0)
})

it('is 暂定 wherever a year without a notice was touched', () => {
  expect(addWorkingDays('2026-12-28', 5)).toEqual({ day: '2027-01-04', tentative: true })
  expect(addWorkingDays('2026-12-28', 3)).toEqual({ day: '2026-12-31', tentative: false })
  expect(workingDaysBetween('2026-12-28', '2027-01-05')).toEqual({ days: 6, tentative: true })
  expect(addWorkingDays('2020-01-02', -1)).toEqual({ day: '2019-12-31', tentative: true })
  expect(addWorkingDays('2019-12-31', 1)).toEqual({ day: '2020-01-02', tentative: false })
})

it('reckons with an imported notice, its days of the year before included', () => {
  const calendar = calendarWith([notice2027])
  expect(isWorkingDay('2026-12-31', calendar)).toBe(false)
  expect(isWorkingDay('2027-01-03', calendar)).toBe(true)
  expect(addWorkingDays('2026-12-28', 5, calendar)).toEqual({ day: '2027-01-05', tentative: false })
})

it('lets an imported year stand for the built-in one', () => {
  const corrected = {
    ...builtInYears[0],
    holidays: [{ name: '元旦', from: '2020-01-01', to: '2020-01-01' }],
    workdays: [],
  }
  const calendar = calendarWith([v.parse(calendarYear, corrected)])
  expect(isWorkingDay('2020-10-01', calendar)).toBe(true)
})

it('counts the working days of any span as a walk through them does', () => {
  const calendar = calendarWith([notice2027])
  for (let from = '2025-12-20', n = 0; n < 40; from = nextDay(from, 11), n++)
    for (let to = from, walked = 0, k = 0; k < 60; k++, to = nextDay(to)) {
      if (k > 0 && isWorkingDay(to, calendar)) walked += 1
      expect(workingDaysBetween(from, to, calendar).days, `${from} ${to}`).toBe(walked)
    }
})

it('refuses days that do not exist and numbers that are none', () => {
  expect(() => isWorkingDay('tomorrow')).toThrow(RangeError)
  expect(() => addWorkingDays('2026-01-01', 1.5)).toThrow(RangeError)
  expect(() => addWorkingDays('2026-01-01', 1e9)).toThrow(RangeError)
  expect(v.safeParse(calendarYear, { ...notice2027, workdays: ['2027-02-30'] }).success).toBe(false)
  expect(v.safeParse(calendarYear, { ...notice2027, workdays: ['2027-02-06'] }).success).toBe(false)
})

it('ends a term of months on the month’s last day where the day is missing', () => {
  expect(nextMonth('2026-11-30', 3)).toBe('2027-02-28')
  expect(nextMonth('2026-01-15', 3)).toBe('2026-04-15')
  expect(nextDay('2024-02-28')).toBe('2024-02-29')
})
