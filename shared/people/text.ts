/** As typed, pasted or read from a sheet: full-width signs become half-width, spaces, invisible signs and Excel's leading apostrophe go, letters become upper-case. */
export const normaliseNumber = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .replace(/^['‘’`]/, '')
    .toUpperCase()

/** For comparing names and titles: without spaces, full-width signs as half-width. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
