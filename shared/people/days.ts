/** Excel counts days from 1899-12-30 (its 1900 was a leap year); 1930 to 2100. */
const FIRST_SERIAL = 10_959
const LAST_SERIAL = 73_415
const EPOCH = Date.UTC(1899, 11, 30)

/** A day however people write it: 1990-01-31, 1990/1/31, 1990.1.31, 1990年1月31日, 19900131, or the number Excel keeps of it. Undefined where it is none. */
export function readDay(raw: string): string | undefined {
  const text = tidy(raw)
  if (/^\d{5}$/.test(text)) {
    const serial = Number(text)
    if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined
    return new Date(EPOCH + serial * 86_400_000).toISOString().slice(0, 10)
  }
  const [, year, month, day] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${written}T00:00:00Z`)
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(written) ? undefined : written
}

/** A month: 2020-01, 2020/1, 2020.01, 2020年1月, 202001; also a day of it. Undefined where it is none. */
export function readMonth(raw: string): string | undefined {
  const text = tidy(raw)
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text) ?? []
  if (year === undefined || month === undefined) return readDay(raw)?.slice(0, 7)
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined
}

const tidy = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replace(/[T\s]\d{1,2}:\d{2}.*$/, '')
    .replaceAll(/\s+/g, '')
    .replace(/^['‘’`]/, '')

/** Whole years from one day to another. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}
