/** No letter that is taken for another: no I, L, O, U, 0, 1. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** Six groups of four: 117 bits, more than anybody guesses, short enough to be written down. */
export function generatePassphrase(): string {
  const groups: string[] = []
  for (let group = 0; group < 6; group++) groups.push(Array.from({ length: 4 }, letter).join(''))
  return groups.join('-')
}

/** Each alike: numbers beyond the last whole multiple are drawn again. */
function letter(): string {
  const end = 256 - (256 % letters.length)
  for (;;) {
    const [drawn = end] = crypto.getRandomValues(new Uint8Array(1))
    if (drawn < end) return letters.charAt(drawn % letters.length)
  }
}
