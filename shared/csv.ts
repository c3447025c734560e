/** One line of a CSV file (RFC 4180), CRLF at its end. What a spreadsheet would take for a formula begins with an apostrophe. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** UTF-8 with this mark: without it the spreadsheets of most offices read Chinese as GBK. */
export const BOM = '\ufeff'

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
