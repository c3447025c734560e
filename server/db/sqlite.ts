import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { sqliteKit } from './kit'
import { migrationsOf } from './migrate'
import { type LedgerRows, type Queries, type ReceiptRow, StorageFull, type Store } from './store'
import { tablesOf } from './tables'

export const DATABASE_FILE = 'xueji.sqlite'

/**
 * The embedded default: one writer connection with a queue, one for reads, WAL with synchronous=FULL asserted on both
 * (better-sqlite3 is built with NORMAL for WAL, which may lose acknowledged commits on a power cut).
 */
export function openSqlite(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, DATABASE_FILE)
  const writer = connect(file)
  migrate(writer)
  const reader = connect(file)
  reader.pragma('query_only = ON')
  const rows = ledgerRows(writer)
  const write = asQueries(drizzle(writer))
  let queue: Promise<unknown> = Promise.resolve()
  const tx: Store['tx'] = (work) => {
    const turn = queue.then(async () => {
      try {
        writer.exec('BEGIN IMMEDIATE')
        const result = await work(write, rows)
        writer.exec('COMMIT')
        return result
      } catch (error) {
        if (writer.inTransaction) writer.exec('ROLLBACK')
        throw isFull(error) ? new StorageFull('database or disk is full', { cause: error }) : error
      }
    })
    queue = turn.catch(() => undefined)
    return turn
  }
  return {
    dialect: 'sqlite',
    t: tablesOf(sqliteKit),
    read: asQueries(drizzle(reader)),
    tx,
    async close() {
      await queue
      reader.close()
      writer.close()
    },
  }
}

function connect(file: string): Database.Database {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
  // What is deleted is overwritten: a workbook that was disposed of is not to be found in the file any more.
  db.pragma('secure_delete = ON')
  const safe = db.pragma('journal_mode', { simple: true }) === 'wal' && db.pragma('synchronous', { simple: true }) === 2
  if (!safe) throw new Error('SQLite does not run with WAL and synchronous=FULL here: receipts could not be kept')
  return db
}

function migrate(db: Database.Database): void {
  db.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT')
  const done = new Set(db.prepare('SELECT name FROM migration').pluck().all())
  for (const { name, sql } of migrationsOf('sqlite')) {
    if (done.has(name)) continue
    db.transaction(() => {
      db.exec(sql)
      db.prepare('INSERT INTO migration VALUES (?, ?)').run(name, Date.now())
    })()
  }
  // What the tables took stands in the log as well: it gives that room back.
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** drizzle's better-sqlite3 database is synchronous; awaiting its queries works the same, so it passes for the async type. */
const asQueries = (db: object): Queries => db as Queries

/** What SQLite says when the file system has no room, also for its -wal and -shm files. */
const full = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_FSYNC', 'ENOSPC'])
const isFull = (error: unknown) => error instanceof Error && 'code' in error && full.has(String(error.code))

const blob = (hex: string) => Buffer.from(hex, 'hex')

function ledgerRows(db: Database.Database): LedgerRows {
  const head = db.prepare<[number, number], { seq: number; hash: string }>(
    'SELECT seq, lower(hex(hash)) AS hash FROM entry WHERE chain = ? AND branch = ? ORDER BY seq DESC LIMIT 1',
  )
  const entry = db.prepare<[number, number, Buffer], { branch: number }>(
    'SELECT branch FROM entry WHERE chain = ? AND seq = ? AND hash = ?',
  )
  const entryAt = db.prepare<[number, number, number], { hash: string }>(
    'SELECT lower(hex(hash)) AS hash FROM entry WHERE chain = ? AND seq = ? AND branch = ?',
  )
  const lastBranch = db.prepare<[number], number>('SELECT coalesce(max(branch), 0) FROM entry WHERE chain = ?').pluck()
  const firstSeq = db
    .prepare<[number, number], number>('SELECT coalesce(min(seq), 0) FROM entry WHERE chain = ? AND branch = ?')
    .pluck()
  const addEntry = db.prepare(
    'INSERT INTO entry (chain, seq, branch, hash, kind, at, v, body, prev) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const addDay = db.prepare('INSERT OR IGNORE INTO entry_day (chain, day, seq) VALUES (?, ?, ?)')
  const addDirty = db.prepare('INSERT OR IGNORE INTO dirty_day (chain, day) VALUES (?, ?)')
  const addBatch = db.prepare(
    'INSERT OR IGNORE INTO batch (chain, branch, seq, signature, generation, size, checkpoint) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const lastReceipt = db.prepare<
    [number, number],
    Omit<ReceiptRow, 'signature'> & { signature: Buffer; before: string | null }
  >(
    `SELECT chain, branch, from_seq AS "from", to_seq AS "to", at, lower(hex(head)) AS head, lower(hex(hash)) AS hash,
       (SELECT lower(hex(fingerprint)) FROM signing_key WHERE id = key) AS key, signature,
       (SELECT lower(hex(hash)) FROM receipt AS earlier
          WHERE earlier.chain = receipt.chain AND earlier.branch = receipt.branch AND earlier.to_seq < receipt.to_seq
          ORDER BY to_seq DESC LIMIT 1) AS before
     FROM receipt WHERE chain = ? AND branch = ? ORDER BY to_seq DESC LIMIT 1`,
  )
  const addKey = db.prepare('INSERT OR IGNORE INTO signing_key (fingerprint) VALUES (?)')
  const addReceipt = db.prepare(
    `INSERT INTO receipt (chain, branch, to_seq, from_seq, at, head, hash, signature, key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM signing_key WHERE fingerprint = ?))`,
  )
  const addLeaf = db.prepare('INSERT INTO leaf (generation, position, hash) VALUES (?, ?, ?)')
  const sealed = db.prepare('UPDATE receipt SET generation = ?, leaf = ? WHERE chain = ? AND branch = ? AND to_seq = ?')
  return {
    head: (chain, branch) => head.get(chain, branch),
    entry: (chain, seq, hash) => entry.get(chain, seq, blob(hash)),
    entryAt: (chain, seq, branch) => entryAt.get(chain, seq, branch),
    lastBranch: (chain) => lastBranch.get(chain) ?? 0,
    firstSeq: (chain, branch) => firstSeq.get(chain, branch) ?? 0,
    addEntries(rows) {
      for (const { chain, seq, branch, hash, kind, at, v, body, prev } of rows)
        addEntry.run(chain, seq, branch, blob(hash), kind, at, v, body, prev && blob(prev))
    },
    addDays(rows) {
      for (const row of rows) addDay.run(row.chain, row.day, row.seq)
    },
    addDirty(chain, days) {
      for (const day of days) addDirty.run(chain, day)
    },
    addBatch({ chain, branch, seq, signature, checkpoint: seen }) {
      const ours = typeof seen === 'object' ? [seen.generation, seen.size, null] : [null, null, seen ?? null]
      addBatch.run(chain, branch, seq, Buffer.from(signature, 'base64url'), ...ours)
    },
    lastReceipt(chain, branch) {
      const row = lastReceipt.get(chain, branch)
      return row && { ...row, signature: row.signature.toString('base64url') }
    },
    addReceipt({ chain, branch, from, to, at, head, hash, key, signature }) {
      addKey.run(blob(key))
      const signed = Buffer.from(signature, 'base64url')
      addReceipt.run(chain, branch, to, from, at, blob(head), blob(hash), signed, blob(key))
    },
    addLeaves(generation, position, leaves) {
      for (const [i, { hash, chain, branch, to }] of leaves.entries()) {
        addLeaf.run(generation, position + i, blob(hash))
        sealed.run(generation, position + i, chain, branch, to)
      }
    },
  }
}
