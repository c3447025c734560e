import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto, signer } from '../../server/crypto'
import { fromBase64url, fromHex, hex, utf8 } from '../crypto'
import { canonical, parseCanonical } from '../record/canonical'
import { readCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint'
import { consistencyProver, leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle'
import { ProofTree } from './proof-tree'
import { GrowingTree } from './tree'
import vectors from './vectors.json'

const leaves = vectors.inputs.map((input) => leafHash(crypto, fromHex(input)))
const at = (size: number) => fromHex(vectors.roots[size - 1] ?? '')

describe('the tree', () => {
  it('has the roots that Certificate Transparency publishes for these leaves', () => {
    // The 8-leaf root of the reference implementation's tests; the others stand in vectors.json.
    expect(vectors.roots[7]).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
    expect(leaves.map((_, i) => hex(rootOf(crypto, leaves.slice(0, i + 1))))).toEqual(vectors.roots)
  })

  it.each(vectors.data)('hashes a receipt, and what names a lost checkpoint, as leaves: $text', ({ text, leaf }) => {
    expect(canonical(parseCanonical(text))).toBe(text)
    expect(hex(leafHash(crypto, utf8(text)))).toBe(leaf)
  })

  it('grows leaf by leaf to the same roots', () => {
    const tree = new GrowingTree(crypto)
    for (const [i, leaf] of leaves.entries()) {
      tree.append(leaf)
      expect([tree.size, hex(tree.root())]).toEqual([i + 1, vectors.roots[i]])
    }
  })

  it('proves from any of its sizes to any other while it grows, as one pass over the leaves does', () => {
    const many = Array.from({ length: 70 }, (_, i) => leafHash(crypto, utf8(String(i))))
    const tree = new ProofTree(crypto)
    for (const leaf of many) {
      tree.append(leaf)
      const prove = consistencyProver(crypto, many.slice(0, tree.size))
      for (let first = 1; first <= tree.size; first++) expect(tree.consistency(first, tree.size)).toEqual(prove(first))
    }
    expect(tree.consistency(7, 11)).toEqual(consistencyProver(crypto, many.slice(0, 11))(7))
    expect(tree.consistency(1, 70)).toEqual(tree.inclusion(0))
    for (const [first, second] of [
      [0, 5],
      [6, 5],
      [1, 71],
      [1.5, 5],
    ] as const)
      expect(() => tree.consistency(first, second)).toThrow(RangeError)
    for (const [index, size] of [
      [-1, 5],
      [5, 5],
      [0, 71],
      [0.5, 5],
    ] as const)
      expect(() => tree.inclusion(index, size)).toThrow(RangeError)
  })

  it.each(vectors.inclusion)('proves that leaf $index is in the tree of $size', ({ index, size, path }) => {
    const tree = new ProofTree(crypto)
    for (const one of leaves) tree.append(one)
    expect(tree.inclusion(index, size).map(hex)).toEqual(path)
    const leaf = leaves[index] ?? new Uint8Array()
    expect(verifyInclusion(crypto, leaf, index, size, path.map(fromHex), at(size))).toBe(true)
  })

  it('refuses forged inclusion: every other index, size, path or leaf', () => {
    for (const { index, size, path } of vectors.inclusion) {
      const steps = path.map(fromHex)
      const leaf = leaves[index] ?? new Uint8Array()
      for (let other = 0; other < 9; other++)
        if (other !== index) expect(verifyInclusion(crypto, leaf, other, size, steps, at(size))).toBe(false)
      expect(verifyInclusion(crypto, leaf, index, size, [...steps, leaf], at(size))).toBe(false)
      expect(verifyInclusion(crypto, at(1), index + 0, size, steps, at(size))).toBe(index === 0)
      if (steps.length > 0) expect(verifyInclusion(crypto, leaf, index, size, steps.slice(1), at(size))).toBe(false)
      expect(verifyInclusion(crypto, leaf, index, size, steps, leafHash(crypto, at(size)))).toBe(false)
    }
  })

  it.each(vectors.consistency)(
    'proves that the tree of $second extends the tree of $first',
    ({ first, second, proof }) => {
      expect(consistencyProver(crypto, leaves.slice(0, second))(first).map(hex)).toEqual(proof)
      expect(verifyConsistency(crypto, first, second, at(first), at(second), proof.map(fromHex))).toBe(true)
    },
  )

  it('refuses forged consistency: a rewritten past never extends', () => {
    const rewritten = [leafHash(crypto, fromHex('ff')), ...leaves.slice(1)]
    for (let first = 1; first <= 8; first++) {
      for (let second = first + 1; second <= 8; second++) {
        const good = consistencyProver(crypto, leaves.slice(0, second))(first)
        expect(verifyConsistency(crypto, first, second, at(first), at(second), good)).toBe(true)
        const forged = rewritten.slice(0, second)
        expect(
          verifyConsistency(
            crypto,
            first,
            second,
            at(first),
            rootOf(crypto, forged),
            consistencyProver(crypto, forged)(first),
          ),
        ).toBe(false)
        expect(verifyConsistency(crypto, first, second, at(first), at(second), [...good, at(1)])).toBe(false)
      }
    }
  })
})

describe('the checkpoint', () => {
  const { note, pem, spki } = vectors.checkpoint
  const key = fromBase64url(spki)

  it('is the note of the vectors, signed again to the same bytes', async () => {
    const checkpoint = readCheckpoint(note)
    expect([checkpoint.origin, checkpoint.size, hex(checkpoint.root)]).toEqual(['xueji/test/0', 8, vectors.roots[7]])
    expect(await verifyCheckpoint(crypto, note, key)).toBe(true)
    expect(await signCheckpoint(crypto, checkpoint, signer(pem))).toBe(note)
  })

  it('is refused with another size, root, name or key', async () => {
    for (const forged of [
      note.replace('\n8\n', '\n9\n'),
      note.replace('xueji/test/0', 'xueji/test/1'),
      note.replaceAll('xueji/test/0', 'xueji/test/1'),
      note.trimEnd(),
      `${note}x`,
      '',
    ]) {
      expect(await verifyCheckpoint(crypto, forged, key)).toBe(false)
    }
    const other = Uint8Array.from(key, (byte, i) => (i === 20 ? byte ^ 1 : byte))
    expect(await verifyCheckpoint(crypto, note, other)).toBe(false)
  })
})
