import { drizzle } from 'drizzle-orm/node-postgres'
import { bigint, pgTable, text } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { migrationsOf } from './migrate'
import { type LedgerRows, type Queries, StorageFull, type Store } from './store'
import { type sqliteKit, type Tables, tablesOf } from './tables'

const kit = {
  table: pgTable,
  text: (name: string) => text(name),
  integer: (name: string) => bigint(name, { mode: 'number' }),
}

/** PostgreSQL through a pool; each transaction holds one client. synchronous_commit stays on. */
export async function openPostgres(databaseUrl: string): Promise<Store> {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  // A connection that the database ends (a restart) fails the query under way, if any, and is replaced; its event, unheard, would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  await migrate(pool)
  const tx: Store['tx'] = async (work) => {
    const client = await pool.connect()
    let broken = false
    try {
      await client.query('BEGIN')
      const result = await work(asQueries(drizzle(client)), ledgerRows(client))
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true
      })
      throw isFull(error) ? new StorageFull('database or disk is full', { cause: error }) : error
    } finally {
      client.release(broken)
    }
  }
  return { dialect: 'postgres', t: postgresTables(), read: asQueries(drizzle(pool)), tx, close: () => pool.end() }
}

/** The casts of this dialect: PostgreSQL's kit and database have the calls that the queries use, under other types. */
const postgresTables = (): Tables => tablesOf(kit as unknown as typeof sqliteKit)
const asQueries = (db: object): Queries => db as Queries

/** drizzle wraps the driver's error; SQLSTATE 53100 is disk_full. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '53100') || isFull(error.cause))

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock(8787)')
    await client.query('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at BIGINT NOT NULL)')
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migration')
    const done = new Set(rows.map((row) => row.name))
    for (const { name, sql } of migrationsOf('postgres')) {
      if (done.has(name)) continue
      await client.query('BEGIN')
      await client.query(sql)
      await client.query('INSERT INTO migration VALUES ($1, $2)', [name, Date.now()])
      await client.query('COMMIT')
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock(8787)')
    client.release()
  }
}

function ledgerRows(client: pg.PoolClient): LedgerRows {
  const one = async <T extends pg.QueryResultRow>(
    name: string,
    sql: string,
    values: unknown[],
  ): Promise<T | undefined> => (await client.query<T>({ name, text: sql, values })).rows[0]
  const many = async (sql: string, columns: unknown[][]): Promise<void> => void (await client.query(sql, columns))
  const column = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key])
  return {
    async head(chain, branch) {
      // The lock orders two nodes that append to one chain.
      await client.query({ name: 'lock-chain', text: 'SELECT id FROM chain WHERE id = $1 FOR UPDATE', values: [chain] })
      return one('head', 'SELECT seq, hash FROM entry WHERE chain = $1 AND branch = $2 ORDER BY seq DESC LIMIT 1', [
        chain,
        branch,
      ])
    },
    entry: (chain, seq, hash) =>
      one('entry', 'SELECT branch FROM entry WHERE chain = $1 AND seq = $2 AND hash = $3', [chain, seq, hash]),
    entryAt: (chain, seq, branch) =>
      one('entry-at', 'SELECT hash FROM entry WHERE chain = $1 AND seq = $2 AND branch = $3', [chain, seq, branch]),
    lastBranch: async (chain) =>
      (
        await one<{ n: number }>('last-branch', 'SELECT coalesce(max(branch), 0) AS n FROM entry WHERE chain = $1', [
          chain,
        ])
      )?.n ?? 0,
    firstSeq: async (chain, branch) =>
      (
        await one<{ n: number }>(
          'first-seq',
          'SELECT coalesce(min(seq), 0) AS n FROM entry WHERE chain = $1 AND branch = $2',
          [chain, branch],
        )
      )?.n ?? 0,
    addEntries: (rows) =>
      many(
        'INSERT INTO entry (chain, seq, hash, branch, kind, line) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[])',
        [
          column(rows, 'chain'),
          column(rows, 'seq'),
          column(rows, 'hash'),
          column(rows, 'branch'),
          column(rows, 'kind'),
          column(rows, 'line'),
        ],
      ),
    async addDays(rows) {
      const values = [column(rows, 'chain'), column(rows, 'day'), column(rows, 'seq')]
      await many(
        'INSERT INTO entry_day (chain, day, seq) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[]) ON CONFLICT DO NOTHING',
        values,
      )
      await many(
        'INSERT INTO dirty_day (chain, day) SELECT DISTINCT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT DO NOTHING',
        values.slice(0, 2),
      )
    },
    addBatch: async (row) =>
      void (await one(
        'add-batch',
        'INSERT INTO batch (chain, branch, seq, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [row.chain, row.branch, row.seq, row.line],
      )),
    lastReceipt: (chain, branch) =>
      one(
        'last-receipt',
        'SELECT chain, branch, from_seq AS "from", to_seq AS "to", at, hash, line FROM receipt WHERE chain = $1 AND branch = $2 ORDER BY to_seq DESC LIMIT 1',
        [chain, branch],
      ),
    addReceipt: async (row) =>
      void (await one(
        'add-receipt',
        'INSERT INTO receipt (chain, branch, to_seq, from_seq, at, hash, line) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING',
        [row.chain, row.branch, row.to, row.from, row.at, row.hash, row.line],
      )),
  }
}
