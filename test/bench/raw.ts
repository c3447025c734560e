import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What this machine's disk and SQLite can do at best: the same bytes, one prepared statement, `batch` rows a transaction, WAL and synchronous=FULL. */
export function rawInserts(dir: string, chains: { line: string; hash: string }[][], batch: number): number {
  const db = new Database(join(dir, 'raw.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(
    'CREATE TABLE entry (chain INTEGER, seq INTEGER, hash TEXT, line TEXT, PRIMARY KEY (chain, seq, hash)) WITHOUT ROWID, STRICT',
  )
  const insert = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?)')
  const started = performance.now()
  let count = 0
  for (const [chain, entries] of chains.entries()) {
    for (let from = 0; from < entries.length; from += batch) {
      db.exec('BEGIN IMMEDIATE')
      for (const [i, entry] of entries.slice(from, from + batch).entries())
        insert.run(chain, from + i, entry.hash, entry.line)
      db.exec('COMMIT')
      count += Math.min(batch, entries.length - from)
    }
  }
  const perSecond = count / ((performance.now() - started) / 1000)
  db.close()
  return perSecond
}
