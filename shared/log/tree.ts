import type { Crypto } from '../crypto'
import { type Hash, nodeHash } from './merkle'

/** The right edge of a growing tree: appending and rooting cost O(log n), whatever its size. */
export class GrowingTree {
  #size = 0
  /** Roots of the full subtrees from large to small: one for each bit set in the size. */
  readonly #edge: Hash[] = []

  constructor(readonly crypto: Crypto) {}

  get size(): number {
    return this.#size
  }

  append(leaf: Hash): void {
    let hash = leaf
    for (let n = this.#size; n % 2 === 1; n = Math.floor(n / 2)) {
      const left = this.#edge.pop()
      if (left) hash = nodeHash(this.crypto, left, hash)
    }
    this.#edge.push(hash)
    this.#size++
  }

  copy(): GrowingTree {
    const copy = new GrowingTree(this.crypto)
    copy.#size = this.#size
    copy.#edge.push(...this.#edge)
    return copy
  }

  root(): Hash {
    const last = this.#edge.at(-1)
    if (!last) return this.crypto.sha256(new Uint8Array())
    return this.#edge.slice(0, -1).reduceRight((right, left) => nodeHash(this.crypto, left, right), last)
  }
}
