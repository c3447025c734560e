/** What an entry may hold: no null, no float. Numbers are integers within ±(2^53-1); text is well-formed Unicode. */
export type Canonical =
  | string
  | number
  | boolean
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

export class NotCanonical extends Error {
  override name = 'NotCanonical'
}

const encoder = new TextEncoder()
const wellFormed = (text: string) =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)

/**
 * RFC 8785 (JCS) text of a value: keys sorted by UTF-16 code units, no white space. Members that are `undefined` are
 * absent. Throws NotCanonical on null, a number that is no safe integer, -0, or text with a lone surrogate.
 */
export function canonical(value: Canonical): string {
  switch (typeof value) {
    case 'boolean':
      return String(value)
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new NotCanonical(`not an integer: ${value}`)
      return String(value)
    case 'string':
      if (!wellFormed(value)) throw new NotCanonical('text is not well-formed Unicode')
      return JSON.stringify(value)
    case 'object':
      if (value === null) throw new NotCanonical('null is not allowed: leave out what is unknown')
      return isList(value) ? `[${value.map(canonical).join(',')}]` : object(value)
    default:
      throw new NotCanonical(`not JSON: ${typeof value}`)
  }
}

export const canonicalBytes = (value: Canonical): Uint8Array => encoder.encode(canonical(value))

/** Parses one line and requires that it is its own canonical form. Throws NotCanonical. */
export function parseCanonical(line: string): Canonical {
  // What JSON has and the record has not (null, floats) is found below.
  let value: Canonical
  try {
    value = JSON.parse(line)
  } catch {
    throw new NotCanonical('not JSON')
  }
  if (!plainlyCanonical(value, line) && canonical(value) !== line) {
    throw new NotCanonical('not in canonical form (RFC 8785)')
  }
  return value
}

/**
 * The same answer as `canonical(value) === line`, several times faster, for nearly every line: JSON.stringify writes
 * strings and integers as RFC 8785 does, so what is left is the order of keys, the numbers and null. `false` means only
 * that the slow way must decide (a text with `\ud` may hold a lone surrogate; keys like `10` come back in another order).
 */
const plainlyCanonical = (value: Canonical, line: string): boolean =>
  !line.includes('\\ud') && ordered(value) && JSON.stringify(value) === line

function ordered(value: Canonical): boolean {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
    case 'object': {
      if (value === null) return false
      if (isList(value)) return value.every(ordered)
      let last: string | undefined
      for (const key of Object.keys(value)) {
        const member = value[key]
        if ((last !== undefined && key <= last) || member === undefined || !ordered(member)) return false
        last = key
      }
      return true
    }
    default:
      return true
  }
}

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value)

function object(value: { readonly [key: string]: Canonical | undefined }): string {
  const members: string[] = []
  for (const key of Object.keys(value).sort(byCodeUnits)) {
    const member = value[key]
    if (member !== undefined) members.push(`${canonical(key)}:${canonical(member)}`)
  }
  return `{${members.join(',')}}`
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
