import { describe, expect, it } from 'vitest'
import { Packed } from './packed'

const rows = Array.from({ length: 1234 }, (_, n) => ({ n, name: `学员𠮷${n}`, ...(n % 2 === 0 && { left: true }) }))

describe('a packed list', () => {
  it('gives what was put in, in order, as often as it is read', () => {
    const packed = new Packed(rows)
    expect([...packed]).toEqual(rows)
    expect([...packed]).toEqual(rows)
    expect([...new Packed([])]).toEqual([])
  })

  it('can be left in the middle, and two readers do not disturb each other', () => {
    const packed = new Packed(rows)
    const [first, second] = [packed[Symbol.iterator](), packed[Symbol.iterator]()]
    first.next()
    first.next()
    expect(second.next().value).toEqual(rows[0])
    expect(first.next().value).toEqual(rows[2])
  })
})
