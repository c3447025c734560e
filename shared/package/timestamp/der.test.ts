import { describe, expect, it } from 'vitest'
import { BadDer, der, INTEGER, oidText, readDer, wholeOf } from './der'

describe('an object identifier', () => {
  it('is read as its arcs, large ones too', () => {
    expect(oidText(Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d))).toBe('1.2.840.113549')
    expect(oidText(Uint8Array.of(0x88, 0x37, 0x03))).toBe('2.999.3')
  })

  it('is none where an arc is padded or cut short, so that no second writing names the same', () => {
    for (const bytes of [[], [0x80, 0x2a, 0x03], [0x2a, 0x80, 0x03], [0x2a, 0x80, 0x80, 0x03], [0x2a, 0x03, 0x86]])
      expect(() => oidText(Uint8Array.from(bytes)), bytes.join()).toThrow(BadDer)
  })
})

describe('a whole number', () => {
  const read = (...bytes: number[]) => wholeOf(readDer(der(INTEGER, Uint8Array.from(bytes))))

  it('is read by all its bytes', () => {
    expect([read(0), read(1), read(0, 0x80), read(1, 0), read(0x7f, 0xff, 0xff, 0xff)]).toEqual([
      ...[0, 1, 128, 256],
      2 ** 31 - 1,
    ])
  })

  it('is none where it is empty, negative, padded or longer than any that is needed', () => {
    for (const bytes of [[], [0x80], [0xff, 0], [0, 0], [0, 1], [1, 0, 0, 0, 0]])
      expect(() => read(...bytes), bytes.join()).toThrow(BadDer)
  })
})
