import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrationsOf } from './migrate'
import { type LedgerRows, type Queries, StorageFull, type Store } from './store'
import { sqliteKit, tablesOf } from './tables'

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
}

/** drizzle's better-sqlite3 database is synchronous; awaiting its queries works the same, so it passes for the async type. */
const asQueries = (db: object): Queries => db as Queries

const isFull = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC' || error.code === 'SQLITE_IOERR_WRITE')

function ledgerRows(db: Database.Database): LedgerRows {
  const head = db.prepare<[number, number], { seq: number; hash: string }>(
    'SELECT seq, hash FROM entry WHERE chain = ? AND branch = ? ORDER BY seq DESC LIMIT 1',
  )
  const entry = db.prepare<[number, number, string], { branch: number }>(
    'SELECT branch FROM entry WHERE chain = ? AND seq = ? AND hash = ?',
  )
  const entryAt = db.prepare<[number, number, number], { hash: string }>(
    'SELECT hash FROM entry WHERE chain = ? AND seq = ? AND branch = ?',
  )
  const lastBranch = db.prepare<[number], number>('SELECT coalesce(max(branch), 0) FROM entry WHERE chain = ?').pluck()
  const firstSeq = db
    .prepare<[number, number], number>('SELECT coalesce(min(seq), 0) FROM entry WHERE chain = ? AND branch = ?')
    .pluck()
  const addEntry = db.prepare('INSERT INTO entry (chain, seq, hash, branch, kind, line) VALUES (?, ?, ?, ?, ?, ?)')
  const addDay = db.prepare('INSERT OR IGNORE INTO entry_day (chain, day, seq) VALUES (?, ?, ?)')
  const addDirty = db.prepare('INSERT OR IGNORE INTO dirty_day (chain, day) VALUES (?, ?)')
  const addBatch = db.prepare('INSERT OR IGNORE INTO batch (chain, branch, seq, line) VALUES (?, ?, ?, ?)')
  const lastReceipt = db.prepare<
    [number, number],
    { chain: number; branch: number; from: number; to: number; at: number; hash: string; line: string }
  >(
    'SELECT chain, branch, from_seq AS "from", to_seq AS "to", at, hash, line FROM receipt WHERE chain = ? AND branch = ? ORDER BY to_seq DESC LIMIT 1',
  )
  const addReceipt = db.prepare(
    'INSERT OR IGNORE INTO receipt (chain, branch, to_seq, from_seq, at, hash, line) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  return {
    head: (chain, branch) => head.get(chain, branch),
    entry: (chain, seq, hash) => entry.get(chain, seq, hash),
    entryAt: (chain, seq, branch) => entryAt.get(chain, seq, branch),
    lastBranch: (chain) => lastBranch.get(chain) ?? 0,
    firstSeq: (chain, branch) => firstSeq.get(chain, branch) ?? 0,
    addEntries(rows) {
      for (const row of rows) addEntry.run(row.chain, row.seq, row.hash, row.branch, row.kind, row.line)
    },
    addDays(rows) {
      for (const row of rows) {
        addDay.run(row.chain, row.day, row.seq)
        addDirty.run(row.chain, row.day)
      }
    },
    addBatch: (row) => void addBatch.run(row.chain, row.branch, row.seq, row.line),
    lastReceipt: (chain, branch) => lastReceipt.get(chain, branch),
    addReceipt: (row) => void addReceipt.run(row.chain, row.branch, row.to, row.from, row.at, row.hash, row.line),
  }
}
