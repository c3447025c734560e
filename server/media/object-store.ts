import type { Readable } from 'node:stream'

/** A stretch of a file, both ends included, as HTTP ranges count. */
export interface Range {
  from: number
  to: number
}

/** Where finished files lie. Keys are `organisation/sha256`; the content of a key never changes. */
export interface ObjectStore {
  readonly name: 'folder' | 's3'
  /** Bytes of a file, or undefined where there is none. */
  size(key: string): Promise<number | undefined>
  /** Throws `not-found`. */
  read(key: string, range?: Range): Promise<Readable>
  /** Taken from the file at `path`, which may be gone afterwards; only when it resolves is the content there for good. */
  put(key: string, path: string): Promise<void>
  /** No error where there is none. */
  remove(key: string): Promise<void>
}

/** Of one content of one organisation: what one disposes of is not another's. */
export const keyOf = ({ organisation, sha256 }: { organisation: string; sha256: string }): string =>
  `${organisation}/${sha256}`
