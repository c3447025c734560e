import { randomInt } from 'node:crypto'

/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: codes are read aloud and typed by hand. */
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY'

const random = (length: number) => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** A personal code: 12 characters (54 bits), shown in groups of four. */
export const makePersonalCode = (): string => random(12)
/** A class code: 6 characters; it opens nothing by itself. */
export const makeClassCode = (): string => random(6)

export const showCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code

/** What was typed, as it was made: without spaces and dashes, full width to half, upper case. */
export const normaliseCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\-—－_.·]/g, '')
    .toUpperCase()
