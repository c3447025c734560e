import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** How many items are unpacked at once. */
const BLOCK = 500

/**
 * A long list that is kept deflated and unpacked as it is read, block by block: a claim holds rows of a thousand people, and what it shows
 * of them is read one after the other. Items are data as JSON has them; each reading makes them anew.
 */
export class Packed<Item> implements Iterable<Item> {
  readonly #blocks: Uint8Array[] = []

  constructor(items: readonly Item[]) {
    for (let from = 0; from < items.length; from += BLOCK) {
      const block = deflateRawSync(JSON.stringify(items.slice(from, from + BLOCK)), { level: 1 })
      // A copy: what zlib gives is a small part of a larger buffer.
      this.#blocks.push(new Uint8Array(block))
    }
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const block of this.#blocks) {
      const items: Item[] = JSON.parse(inflateRawSync(block).toString('utf8'))
      yield* items
    }
  }
}
