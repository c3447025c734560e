/** The next of `公示〔2026〕1号`, `公示〔2026〕2号` … by the greatest that is there; numbers are never given twice. */
export function nextOf(kind: string, year: string, given: readonly string[]): string {
  const shape = new RegExp(`^${kind}〔${year}〕(\\d+)号$`)
  const taken = given.map((number) => Number(shape.exec(number)?.[1] ?? 0))
  return `${kind}〔${year}〕${Math.max(0, ...taken) + 1}号`
}
