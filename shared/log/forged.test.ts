import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { utf8 } from '../crypto'
import { consistencyProver, type Hash, leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle'
import { ProofTree } from './proof-tree'

/** Leaves of a log of `size`; `seed` makes another log. */
const log = (size: number, seed = 0) => Array.from({ length: size }, (_, i) => leafHash(crypto, utf8(`${seed}/${i}`)))
const flipped = (hash: Hash, bit: number) => hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
const sizes = fc.integer({ min: 1, max: 70 })
/** Two sizes, the smaller first. */
const grown = fc.tuple(sizes, sizes).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])

/** Every way in which the tests of transparency-dev/merkle spoil a proof. */
function spoilt(proof: readonly Hash[], first: Hash, second: Hash, bit: number): [string, Hash[]][] {
  const garbage = crypto.sha256(utf8('garbage'))
  return [
    ['trailing garbage', [...proof, garbage]],
    ['trailing first root', [...proof, first]],
    ['trailing second root', [...proof, second]],
    ['preceding garbage', [garbage, ...proof]],
    ['preceding first root', [first, ...proof]],
    ['preceding second root', [second, ...proof]],
    ...(proof.length > 0
      ? ([
          ['empty', []],
          ['cut short', proof.slice(0, -1)],
          ['begins late', proof.slice(1)],
          ['a short hash', [...proof.slice(0, -1), (proof.at(-1) ?? first).slice(1)]],
        ] satisfies [string, Hash[]][])
      : []),
    ...proof.map((_, i): [string, Hash[]] => [
      `bit ${bit} of hash ${i}`,
      proof.map((hash, j) => (i === j ? flipped(hash, bit) : hash)),
    ]),
  ]
}

describe('a forged consistency proof', () => {
  it('holds for no other sizes, roots or hashes', () => {
    fc.assert(
      fc.property(grown, fc.nat(255), ([m, n], bit) => {
        const leaves = log(n)
        const [first, second] = [rootOf(crypto, leaves.slice(0, m)), rootOf(crypto, leaves)]
        const proof = consistencyProver(crypto, leaves)(m)
        expect(verifyConsistency(crypto, m, n, first, second, proof)).toBe(true)
        // A power of two proves nothing about its own root's size: twice the tree is found out by the size it claims.
        for (const [size1, size2] of [
          [m - 1, n],
          [m + 1, n],
          [m ^ 2, n],
          [m, n * 2],
          [m, Math.floor(n / 2)],
          [0, n],
          [-m, n],
          [m, -n],
          [m + 0.5, n],
          [Number.NaN, n],
          [m, Number.POSITIVE_INFINITY],
        ] as const)
          if (size1 !== m || size2 !== n)
            expect([size1, size2, verifyConsistency(crypto, size1, size2, first, second, proof)]).toEqual([
              size1,
              size2,
              false,
            ])
        const wrong = flipped(first, bit)
        expect(verifyConsistency(crypto, m, n, wrong, second, proof)).toBe(false)
        expect(verifyConsistency(crypto, m, n, first, flipped(second, bit), proof)).toBe(false)
        if (m < n) expect(verifyConsistency(crypto, m, n, second, first, proof)).toBe(false)
        for (const [what, bad] of spoilt(proof, first, second, bit))
          expect([what, verifyConsistency(crypto, m, n, first, second, bad)]).toEqual([what, false])
      }),
      { numRuns: 150 },
    )
  })

  it('holds for no shrunk, forked or rewritten log', () => {
    fc.assert(
      fc.property(grown, fc.nat(69), ([m, n], at) => {
        const known = rootOf(crypto, log(n))
        // Shrunk: what was of n is now of m.
        if (m < n) {
          const shrunk = log(m)
          for (const proof of [[], consistencyProver(crypto, log(n))(m)])
            expect(verifyConsistency(crypto, n, m, known, rootOf(crypto, shrunk), proof)).toBe(false)
        }
        // Rewritten: one old leaf is another, and the log that holds it proves its own past as well as it can.
        const rewritten = log(n + 5).map((leaf, i) => (i === at % n ? leafHash(crypto, utf8('other')) : leaf))
        const root = rootOf(crypto, rewritten)
        expect(verifyConsistency(crypto, n, n + 5, known, root, consistencyProver(crypto, rewritten)(n))).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a forged inclusion proof', () => {
  it('holds for no other index, size, leaf, root or hashes', () => {
    fc.assert(
      fc.property(sizes, fc.nat(69), fc.nat(255), (n, at, bit) => {
        const leaves = log(n)
        const index = at % n
        const root = rootOf(crypto, leaves)
        const leaf = leaves[index] ?? expect.fail()
        const tree = new ProofTree(crypto)
        for (const one of leaves) tree.append(one)
        const path = tree.inclusion(index)
        expect(verifyInclusion(crypto, leaf, index, n, path, root)).toBe(true)
        for (const other of [index - 1, index + 1, index ^ 2, -1, n, index + 0.5, Number.NaN])
          expect(verifyInclusion(crypto, leaf, other, n, path, root)).toBe(false)
        expect(verifyInclusion(crypto, flipped(leaf, bit), index, n, path, root)).toBe(false)
        expect(verifyInclusion(crypto, leaf, index, n, path, flipped(root, bit))).toBe(false)
        expect(verifyInclusion(crypto, leaf, index, n, path, new Uint8Array())).toBe(false)
        for (const [what, bad] of spoilt(path, root, root, bit))
          expect([what, verifyInclusion(crypto, leaf, index, n, bad, root)]).toEqual([what, false])
      }),
      { numRuns: 150 },
    )
  })
})
