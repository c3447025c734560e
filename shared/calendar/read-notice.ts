import { nextDay } from './days'
import type { CalendarYear } from './year'

export type NoticeProblem = 'nothing' | 'backwards'

/**
 * Reads the text of a notice 部分节假日安排 for a year, pasted whole or as lines of one's own:
 * `元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` Every run of days before 放假 is off, every one before 上班 is worked.
 * A run from December into January begins in the year before, unless the text names the years itself.
 */
export function readNotice(year: number, pasted: string): Pick<CalendarYear, 'holidays' | 'workdays'> | NoticeProblem {
  const text = pasted
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[^\S\n]+/g, '')
  const holidays: CalendarYear['holidays'] = []
  const workdays: string[] = []
  let name = ''
  for (const sentence of text.split(/[。;\n]/)) {
    name = /^(?:[一二三四五六七八九十]+、)?(\D{1,20}):/.exec(sentence)?.[1] ?? name
    const off = sentence.includes('放假') ? sentence.slice(0, sentence.indexOf('放假')) : ''
    const worked = /上班/.test(sentence) ? sentence.slice(off.length, sentence.lastIndexOf('上班')) : ''
    for (const run of runsOf(year, off)) {
      if (run.to < run.from) return 'backwards'
      holidays.push({ name: name || '放假', ...run })
    }
    for (const { from, to } of runsOf(year, worked))
      for (let day = from; day <= to; day = nextDay(day)) workdays.push(day)
  }
  if (holidays.length === 0) return 'nothing'
  return { holidays, workdays: [...new Set(workdays)].sort() }
}

/** `[2026年]10月1日至[10月]7日` and single days, in order. */
function runsOf(year: number, text: string): { from: string; to: string }[] {
  const one =
    /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?(?:(?:至|到|-|—|~)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日?)?|、(\d{1,2})日/g
  const runs: { from: string; to: string }[] = []
  let month = 0
  for (const [, y, m, d, toYear, toMonth, toDay, alone] of text.matchAll(one)) {
    if (alone !== undefined) {
      const day = dayText(year, month, Number(alone))
      runs.push({ from: day, to: day })
      continue
    }
    month = Number(m)
    const last = toMonth === undefined ? month : Number(toMonth)
    // From December into January: the first days belong to the year before, but for the last days of the year itself.
    const crosses = toDay !== undefined && last < month
    const first = y === undefined ? (crosses ? year - 1 : year) : Number(y)
    const from = dayText(first, month, Number(d))
    const to =
      toDay === undefined
        ? from
        : dayText(toYear === undefined ? (crosses ? first + 1 : first) : Number(toYear), last, Number(toDay))
    runs.push({ from, to })
  }
  return runs
}

const dayText = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
