import type { Crypto } from '../crypto'

/** RFC 6962 section 2.1: leaf = H(0x00 || data), node = H(0x01 || left || right). Hashes are 32 bytes. */
export type Hash = Uint8Array

export const leafHash = (crypto: Crypto, data: Uint8Array): Hash => crypto.sha256(concat(Uint8Array.of(0), data))
export const nodeHash = (crypto: Crypto, left: Hash, right: Hash): Hash =>
  crypto.sha256(concat(Uint8Array.of(1), left, right))

/** MTH(D[n]); the root of the empty tree is H(). */
export function rootOf(crypto: Crypto, leaves: readonly Hash[]): Hash {
  const [first] = leaves
  if (!first) return crypto.sha256(new Uint8Array())
  if (leaves.length === 1) return first
  const k = split(leaves.length)
  return nodeHash(crypto, rootOf(crypto, leaves.slice(0, k)), rootOf(crypto, leaves.slice(k)))
}

/**
 * PATH(m, D[n]) for any number of leaves m of one tree: the audit path from the leaf up. Building costs one pass over the
 * leaves, a path O(log n). The path throws RangeError when there is no such leaf.
 */
export function inclusionProver(crypto: Crypto, leaves: readonly Hash[]): (index: number) => Hash[] {
  const levels: (readonly Hash[])[] = [leaves]
  for (let level = leaves; level.length > 1; levels.push(level)) level = above(crypto, level)
  return (index) => {
    if (index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index} in a tree of ${leaves.length}`)
    const path: Hash[] = []
    for (const [height, level] of levels.entries()) {
      // A node without a sibling is its own parent: RFC 6962 splits at the largest power of two.
      const sibling = level[Math.floor(index / 2 ** height) ^ 1]
      if (sibling) path.push(sibling)
    }
    return path
  }
}

function above(crypto: Crypto, level: readonly Hash[]): Hash[] {
  const nodes: Hash[] = []
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]]
    if (left) nodes.push(right ? nodeHash(crypto, left, right) : left)
  }
  return nodes
}

/** RFC 9162 section 2.1.3.2: does the path lead from the leaf at `index` to the root of a tree of `size`? */
export function verifyInclusion(
  crypto: Crypto,
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
  root: Hash,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false
  let fn = index
  let sn = size - 1
  let hash = leaf
  for (const step of path) {
    if (sn === 0 || step.length !== 32) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(crypto, step, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else hash = nodeHash(crypto, hash, step)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(hash, root)
}

/** PROOF(m, D[n]) of RFC 6962 section 2.1.2: that the first `first` leaves are a prefix of these. */
export function consistencyProof(crypto: Crypto, first: number, leaves: readonly Hash[]): Hash[] {
  if (first <= 0 || first > leaves.length) throw new RangeError(`no tree of ${first} in a tree of ${leaves.length}`)
  return subProof(crypto, first, leaves, true)
}

function subProof(crypto: Crypto, m: number, leaves: readonly Hash[], whole: boolean): Hash[] {
  if (m === leaves.length) return whole ? [] : [rootOf(crypto, leaves)]
  const k = split(leaves.length)
  return m <= k
    ? [...subProof(crypto, m, leaves.slice(0, k), whole), rootOf(crypto, leaves.slice(k))]
    : [...subProof(crypto, m - k, leaves.slice(k), false), rootOf(crypto, leaves.slice(0, k))]
}

/** RFC 9162 section 2.1.4.2: does the tree of `second` with its root extend the tree of `first` with its root? */
export function verifyConsistency(
  crypto: Crypto,
  first: number,
  second: number,
  firstRoot: Hash,
  secondRoot: Hash,
  proof: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first <= 0 || first > second) return false
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot)
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof]
  let [fr] = path
  if (!fr) return false
  let sr = fr
  let fn = first - 1
  let sn = second - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  for (const step of path.slice(1)) {
    if (sn === 0 || step.length !== 32) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(crypto, step, fr)
      sr = nodeHash(crypto, step, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = nodeHash(crypto, sr, step)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(fr, firstRoot) && same(sr, secondRoot)
}

export const same = (a: Hash, b: Hash): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

/** The largest power of two below n. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n))

function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
