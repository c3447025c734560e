import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Canonical, canonical, NotCanonical, parseCanonical } from './canonical'

/** RFC 8785 read literally, for integers and well-formed text. */
function slow(value: Canonical): string {
  if (Array.isArray(value)) return `[${value.map(slow).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).filter((member): member is [string, Canonical] => member[1] !== undefined)
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${slow(member)}`)
    .join(',')}}`
}

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('10', '9', 'a\\ud800b', '__proto__', '\u0000', 'é', '𠮷'),
)
const value = fc.letrec<{ value: Canonical; object: Canonical }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    word,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(word, tie('value'), { maxKeys: 5, noNullPrototype: true }),
})).value

it('reads back what it wrote, for any value', () => {
  fc.assert(
    fc.property(value, (one) => {
      const line = canonical(one)
      expect(line).toBe(slow(one))
      expect(canonical(parseCanonical(line))).toBe(line)
    }),
  )
})

it('refuses every other way of writing the same', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(...'spaces reversed escaped'.split(' ')), (one, how) => {
      const line = canonical(one)
      const other =
        how === 'spaces'
          ? JSON.stringify(JSON.parse(line), null, 1)
          : how === 'reversed'
            ? line.replace(/^\{(.*)\}$/, (_, inside) => `{"~":1,${inside || '"!":2'}}`)
            : line.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
      let same: boolean
      try {
        same = canonical(JSON.parse(other)) === other
      } catch {
        same = false
      }
      if (same) parseCanonical(other)
      else expect(() => parseCanonical(other)).toThrow(NotCanonical)
    }),
  )
})

it.each([
  'null',
  '{"a":null}',
  '[1.5]',
  '1e3',
  '-0',
  '9007199254740992',
  '"\\ud800"',
  '{"b":1,"a":2}',
  '{"a":1,"a":1}',
  ' 1',
  '1 ',
  '{"9":1,"10":1}',
  '"\\u0041"',
  '',
])('refuses %s', (line) => expect(() => parseCanonical(line)).toThrow(NotCanonical))

it('takes keys that look like numbers in the order of their text', () => {
  expect(parseCanonical('{"10":1,"9":1}')).toEqual({ 9: 1, 10: 1 })
})
