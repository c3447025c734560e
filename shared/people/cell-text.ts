/** A cell of a workbook as text: dates as days, whole numbers with all their digits (below 10^21 all are written out). */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value).trim()
}
