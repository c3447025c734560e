import type { Crypto } from '../crypto'
import { type Hash, nodeHash } from './merkle'

/** Hashes one after the other, 32 bytes each: a tree of a million leaves takes 64 MB, not 250. */
class Level {
  #bytes = new Uint8Array(32 * 64)
  length = 0

  push(hash: Hash): void {
    if (this.#bytes.length === this.length * 32) {
      const grown = new Uint8Array(this.#bytes.length * 2)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes.set(hash, this.length * 32)
    this.length++
  }

  /** Throws RangeError where there is none. */
  at(index: number): Hash {
    if (index < 0 || index >= this.length) throw new RangeError(`no node ${index}`)
    return this.#bytes.slice(index * 32, index * 32 + 32)
  }
}

/** A growing tree that proves: one hash a leaf when it grows, O(log² n) for a proof within any of its sizes or between two. */
export class ProofTree {
  /** Level h holds the roots of the full subtrees of 2^h leaves. */
  readonly #levels: Level[] = [new Level()]

  constructor(readonly crypto: Crypto) {}

  get size(): number {
    return this.#levels[0]?.length ?? 0
  }

  append(leaf: Hash): void {
    let node = leaf
    for (let height = 0; ; height++) {
      const level = this.#level(height)
      level.push(node)
      if (level.length % 2 === 1) return
      node = nodeHash(this.crypto, level.at(level.length - 2), node)
    }
  }

  /** PATH(index, D[size]) of RFC 6962 section 2.1.1: the audit path from the leaf up. Throws RangeError where there is no such leaf. */
  inclusion(index: number, size = this.size): Hash[] {
    const whole = Number.isSafeInteger(index) && Number.isSafeInteger(size)
    if (!whole || index < 0 || index >= size || size > this.size)
      throw new RangeError(`no leaf ${index} in a tree of ${size}`)
    return this.#path(index, 0, size)
  }

  /** PROOF(first, D[second]) of RFC 6962 section 2.1.2; from 1 it is the audit path of leaf 0. Throws RangeError on sizes the tree never had. */
  consistency(first: number, second: number): Hash[] {
    const whole = Number.isSafeInteger(first) && Number.isSafeInteger(second)
    if (!whole || first <= 0 || first > second || second > this.size)
      throw new RangeError(`no tree of ${first} in a tree of ${second}`)
    return this.#subProof(first, 0, second, true)
  }

  #path(index: number, from: number, to: number): Hash[] {
    if (to - from === 1) return []
    const middle = from + split(to - from)
    return index < middle
      ? [...this.#path(index, from, middle), this.#root(middle, to)]
      : [...this.#path(index, middle, to), this.#root(from, middle)]
  }

  #subProof(m: number, from: number, to: number, whole: boolean): Hash[] {
    if (m === to - from) return whole ? [] : [this.#root(from, to)]
    const k = split(to - from)
    return m <= k
      ? [...this.#subProof(m, from, from + k, whole), this.#root(from + k, to)]
      : [...this.#subProof(m - k, from + k, to, false), this.#root(from, from + k)]
  }

  /** Root of the leaves from `from` to `to`; `from` is a multiple of the largest power of two in their number. */
  #root(from: number, to: number): Hash {
    const height = Math.log2(to - from)
    if (Number.isInteger(height)) return this.#level(height).at(from / 2 ** height)
    const k = split(to - from)
    return nodeHash(this.crypto, this.#root(from, from + k), this.#root(from + k, to))
  }

  #level(height: number): Level {
    const level = this.#levels[height] ?? new Level()
    this.#levels[height] = level
    return level
  }
}

/** The largest power of two below n. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
