import { drizzle } from 'drizzle-orm/node-postgres'
import { bigint, customType, pgTable, text } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { type Binary, binary, type Kit } from './kit'
import { migrationsOf } from './migrate'
import { type LedgerRows, type Queries, type ReceiptRow, StorageFull, type Store } from './store'
import { type Tables, tablesOf } from './tables'

const kit = {
  table: pgTable,
  text: (name: string) => text(name),
  integer: (name: string) => bigint(name, { mode: 'number' }),
  digest: customType<Binary>(binary('hex', 'bytea')),
  signature: customType<Binary>(binary('base64url', 'bytea')),
  bytes: customType<Binary>(binary('base64url', 'bytea')),
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
const postgresTables = (): Tables => tablesOf(kit as unknown as Kit)
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
    text: string,
    values: unknown[],
  ): Promise<T | undefined> => (await client.query<T>({ name, text, values })).rows[0]
  const run = async (name: string, text: string, values: unknown[]): Promise<void> =>
    void (await client.query({ name, text, values }))
  const column = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key])
  return {
    async head(chain, branch) {
      // The lock orders two nodes that append to one chain.
      await run('lock-chain', 'SELECT id FROM chain WHERE id = $1 FOR UPDATE', [chain])
      return one(
        'head',
        `SELECT seq, encode(hash, 'hex') AS hash FROM entry WHERE chain = $1 AND branch = $2 ORDER BY seq DESC LIMIT 1`,
        [chain, branch],
      )
    },
    entry: (chain, seq, hash) =>
      one('entry', `SELECT branch FROM entry WHERE chain = $1 AND seq = $2 AND hash = decode($3, 'hex')`, [
        chain,
        seq,
        hash,
      ]),
    entryAt: (chain, seq, branch) =>
      one('entry-at', `SELECT encode(hash, 'hex') AS hash FROM entry WHERE chain = $1 AND seq = $2 AND branch = $3`, [
        chain,
        seq,
        branch,
      ]),
    async lastBranch(chain) {
      const sql = 'SELECT coalesce(max(branch), 0) AS n FROM entry WHERE chain = $1'
      return (await one<{ n: number }>('last-branch', sql, [chain]))?.n ?? 0
    },
    async firstSeq(chain, branch) {
      const sql = 'SELECT coalesce(min(seq), 0) AS n FROM entry WHERE chain = $1 AND branch = $2'
      return (await one<{ n: number }>('first-seq', sql, [chain, branch]))?.n ?? 0
    },
    addEntries: (rows) =>
      run(
        'add-entries',
        `INSERT INTO entry (chain, seq, branch, hash, kind, at, v, body, prev)
         SELECT a, b, c, decode(d, 'hex'), e, f, g, h, decode(i, 'hex')
         FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[])
           AS rows (a, b, c, d, e, f, g, h, i)`,
        [
          column(rows, 'chain'),
          column(rows, 'seq'),
          column(rows, 'branch'),
          column(rows, 'hash'),
          column(rows, 'kind'),
          column(rows, 'at'),
          column(rows, 'v'),
          column(rows, 'body'),
          column(rows, 'prev'),
        ],
      ),
    addDays: (rows) =>
      run(
        'add-days',
        'INSERT INTO entry_day (chain, day, seq) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[]) ON CONFLICT DO NOTHING',
        [column(rows, 'chain'), column(rows, 'day'), column(rows, 'seq')],
      ),
    addDirty: (chain, days) =>
      run('add-dirty', 'INSERT INTO dirty_day (chain, day) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING', [
        chain,
        days,
      ]),
    addBatch({ chain, branch, seq, signature, checkpoint: seen }) {
      const ours = typeof seen === 'object' ? [seen.generation, seen.size, null] : [null, null, seen ?? null]
      return run(
        'add-batch',
        'INSERT INTO batch (chain, branch, seq, signature, generation, size, checkpoint) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING',
        [chain, branch, seq, Buffer.from(signature, 'base64url'), ...ours],
      )
    },
    async lastReceipt(chain, branch) {
      const row = await one<Omit<ReceiptRow, 'signature'> & { signature: Buffer; before: string | null }>(
        'last-receipt',
        `SELECT chain, branch, from_seq AS "from", to_seq AS "to", at, encode(head, 'hex') AS head, encode(hash, 'hex') AS hash,
           (SELECT encode(fingerprint, 'hex') FROM signing_key WHERE id = key) AS key, signature,
           (SELECT encode(hash, 'hex') FROM receipt AS earlier
              WHERE earlier.chain = receipt.chain AND earlier.branch = receipt.branch AND earlier.to_seq < receipt.to_seq
              ORDER BY to_seq DESC LIMIT 1) AS before
         FROM receipt WHERE chain = $1 AND branch = $2 ORDER BY to_seq DESC LIMIT 1`,
        [chain, branch],
      )
      return row && { ...row, signature: row.signature.toString('base64url') }
    },
    async addReceipt({ chain, branch, from, to, at, head, hash, key, signature }) {
      await run('add-key', `INSERT INTO signing_key (fingerprint) VALUES (decode($1, 'hex')) ON CONFLICT DO NOTHING`, [
        key,
      ])
      await run(
        'add-receipt',
        `INSERT INTO receipt (chain, branch, to_seq, from_seq, at, head, hash, signature, key)
         VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), decode($7, 'hex'), $8, (SELECT id FROM signing_key WHERE fingerprint = decode($9, 'hex')))`,
        [chain, branch, to, from, at, head, hash, Buffer.from(signature, 'base64url'), key],
      )
    },
    async addLeaves(generation, position, leaves) {
      const rows = leaves.map((leaf, i) => ({ ...leaf, position: position + i }))
      const where = [column(rows, 'position'), column(rows, 'chain'), column(rows, 'branch'), column(rows, 'to')]
      await run(
        'add-leaves',
        `INSERT INTO leaf (generation, position, hash) SELECT $1, a, decode(b, 'hex') FROM unnest($2::bigint[], $3::text[]) AS rows (a, b)`,
        [generation, column(rows, 'position'), column(rows, 'hash')],
      )
      await run(
        'sealed',
        `UPDATE receipt SET generation = $1, leaf = a FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS rows (a, b, c, d)
         WHERE receipt.chain = b AND receipt.branch = c AND receipt.to_seq = d`,
        [generation, ...where],
      )
    },
  }
}
