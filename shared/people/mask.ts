/** An ID number as screens and packages outside the roster show it: `231202********1234`. Short or odd texts keep their last four signs at most. */
export function maskId(id: string): string {
  const head = id.length >= 15 ? 6 : 0
  const tail = id.length > 8 ? 4 : 0
  return id.slice(0, head) + '*'.repeat(id.length - head - tail) + id.slice(id.length - tail)
}
