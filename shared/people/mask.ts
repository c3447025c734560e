/** An ID number as screens and packages outside the roster show it: `231202********1234`. Short or odd texts keep their last four signs at most. */
export function maskId(id: string): string {
  const head = id.length >= 15 ? 6 : 0
  const tail = id.length > 8 ? 4 : 0
  return id.slice(0, head) + '*'.repeat(id.length - head - tail) + id.slice(id.length - tail)
}

/** An account of a platform: `王*明`, `1****5678`. Enough to recognise one's own, not to name anybody. */
export function maskAccount(account: string): string {
  const letters = [...account]
  const [first = ''] = letters
  if (letters.length <= 2) return `${first}*`
  const tail = letters.slice(letters.length > 6 ? -4 : -1).join('')
  return `${first}${'*'.repeat(Math.min(4, letters.length - 2))}${tail}`
}

/** A person's name: `王*明`, `李*`. Who has the roster knows them by the number beside it; nobody else can name them. */
export function maskName(name: string): string {
  const letters = [...name]
  const [first = ''] = letters
  const last = letters.length > 2 ? letters.at(-1) : ''
  return `${first}${'*'.repeat(Math.max(1, Math.min(3, letters.length - 2)))}${last}`
}
