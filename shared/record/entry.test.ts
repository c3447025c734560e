import { describe, expect, it } from 'vitest'
import { readKnown } from './entry'

describe('an entry', () => {
  it('of a kind that every object has a member of is unread, and breaks nothing', () => {
    const rest = { v: 1, chain: '0'.repeat(64), seq: 1, at: 0, hash: '0'.repeat(64), body: {} }
    for (const kind of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(readKnown({ ...rest, kind }), kind).toBeUndefined()
  })
})
