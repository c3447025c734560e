import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { Tables } from './tables'

/** Queries are written once against drizzle's async SQLite type; each dialect's own database is handed in under it. */
export type Queries = BaseSQLiteDatabase<'async', unknown>

export interface EntryRow {
  chain: number
  seq: number
  hash: string
  branch: number
  kind: string
  at: number
  v: number
  /** Canonical text. */
  body: string
  /** Only where the entry before stands in another branch. */
  prev: string | null
}

export interface BatchRow {
  chain: number
  branch: number
  seq: number
  /** base64url */
  signature: string
  /** The checkpoint the device saw: one of ours, or as canonical text. */
  checkpoint?: { generation: number; size: number } | string | undefined
}

/** A receipt without what its chain says; digests in hex, the signature base64url. */
export interface ReceiptRow {
  chain: number
  branch: number
  from: number
  to: number
  at: number
  head: string
  /** Of the receipt's body. */
  hash: string
  /** Fingerprint of the service key. */
  key: string
  signature: string
}

type Awaitable<T> = T | Promise<T>

/** The hot path: prepared statements inside the transaction under way. Each dialect writes them itself. */
export interface LedgerRows {
  head(chain: number, branch: number): Awaitable<{ seq: number; hash: string } | undefined>
  entry(chain: number, seq: number, hash: string): Awaitable<{ branch: number } | undefined>
  entryAt(chain: number, seq: number, branch: number): Awaitable<{ hash: string } | undefined>
  lastBranch(chain: number): Awaitable<number>
  /** The first seq of a branch that has entries. */
  firstSeq(chain: number, branch: number): Awaitable<number>
  addEntries(rows: readonly EntryRow[]): Awaitable<void>
  addDays(rows: readonly { chain: number; day: string; seq: number }[]): Awaitable<void>
  /** These days of the chain are to be folded again. */
  addDirty(chain: number, days: readonly string[]): Awaitable<void>
  /** Nothing happens where this batch stands already. */
  addBatch(row: BatchRow): Awaitable<void>
  /** The last receipt of a branch, and the hash of the one before it. */
  lastReceipt(chain: number, branch: number): Awaitable<(ReceiptRow & { before: string | null }) | undefined>
  addReceipt(row: ReceiptRow): Awaitable<void>
  /** The next leaves of a generation, from `position` on, and where each receipt stands. */
  addLeaves(generation: number, position: number, leaves: readonly LeafRow[]): Awaitable<void>
}

/** A leaf hash in hex, and the receipt it is of. */
export interface LeafRow {
  hash: string
  chain: number
  branch: number
  to: number
}

export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  /** The tables, under one type whatever the dialect. */
  readonly t: Tables
  /** For reads outside a transaction: sees committed state only. */
  readonly read: Queries
  /** One write transaction at a time; inside it only the transaction may be awaited. Rolls back and rethrows when `work` throws. */
  tx<T>(work: (q: Queries, rows: LedgerRows) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Thrown by a write when the disk is full; nothing of the transaction stays. */
export class StorageFull extends Error {
  override name = 'StorageFull'
}
