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
 * PROOF(m, D[n]) of RFC 6962 section 2.1.2 for any m of one tree: that its first m leaves were the whole tree once.
 * Building costs one pass over the leaves, a proof O(log n). The proof throws RangeError when the tree never had that size.
 */
export function consistencyProver(crypto: Crypto, leaves: readonly Hash[]): (first: number) => Hash[] {
  const levels = levelsOf(crypto, leaves)
  /** Root of the leaves from `from` to `to`, which is a whole subtree or the right edge of the tree. */
  const rootOfRange = (from: number, to: number): Hash => {
    const height = Math.ceil(Math.log2(to - from))
    const node = levels[height]?.[from / 2 ** height]
    if (!node) throw new RangeError(`no subtree ${from}..${to}`)
    return node
  }
  const subProof = (m: number, from: number, to: number, whole: boolean): Hash[] => {
    if (m === to - from) return whole ? [] : [rootOfRange(from, to)]
    const k = split(to - from)
    return m <= k
      ? [...subProof(m, from, from + k, whole), rootOfRange(from + k, to)]
      : [...subProof(m - k, from + k, to, false), rootOfRange(from, from + k)]
  }
  return (first) => {
    if (!Number.isSafeInteger(first) || first <= 0 || first > leaves.length)
      throw new RangeError(`no tree of ${first} in a tree of ${leaves.length}`)
    return subProof(first, 0, leaves.length, true)
  }
}

/** Every level of the tree from the leaves up. */
function levelsOf(crypto: Crypto, leaves: readonly Hash[]): (readonly Hash[])[] {
  const levels: (readonly Hash[])[] = [leaves]
  for (let level = leaves; level.length > 1; levels.push(level)) level = above(crypto, level)
  return levels
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
