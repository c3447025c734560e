import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import * as v from 'valibot'
import { hex } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { GrowingTree } from '../../shared/log/tree'
import { nodeCrypto } from '../crypto'
import { type Manifest, type RowCounts, rowCounts } from './manifest'
import { KeepRefused } from './refused'

export const DUMP_FILE = 'database.pgdump'

const noTool = (tool: string) =>
  new KeepRefused(
    'program',
    `这台电脑上没有 ${tool}，不能备份 PostgreSQL。请安装与数据库同版本的 postgresql-client，或在数据库服务器上另行备份（密钥在 data/keys，也要备份）`,
  )

const tables: Record<keyof RowCounts, string> = {
  organisations: 'organisation',
  classes: 'class',
  seats: 'seat',
  chains: 'chain',
  entries: 'entry',
  receipts: 'receipt',
  leaves: 'leaf',
}

/** `pg_dump` in its custom format, of the snapshot in which the rows were counted. Throws KeepRefused `program`. */
export async function dumpPostgres(
  url: string,
  folder: string,
): Promise<Pick<Manifest, 'database' | 'migrations' | 'counts' | 'checkpoint'>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const one = async (sql: string): Promise<string | undefined> => {
      const { rows } = await client.query<{ value: string }>(sql)
      return rows[0]?.value
    }
    const snapshot = (await one('SELECT pg_export_snapshot() AS value')) ?? ''
    const counts: Record<string, number> = {}
    for (const [name, table] of Object.entries(tables))
      counts[name] = Number(await one(`SELECT count(*) AS value FROM "${table}"`))
    const checkpoint = await one('SELECT note AS value FROM checkpoint ORDER BY generation DESC, size DESC LIMIT 1')
    const { rows: migrations } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY name')
    const file = join(folder, DUMP_FILE)
    await run('pg_dump', url, ['--format=custom', '--no-owner', `--snapshot=${snapshot}`, `--file=${file}`])
    return {
      database: 'postgres',
      migrations: migrations.map(({ name }) => name),
      counts: v.parse(rowCounts, counts),
      ...(checkpoint !== undefined && { checkpoint }),
    }
  } finally {
    await client.end()
  }
}

/** Reads the dump as it would be restored and compares rows and log with the manifest. Throws KeepRefused `damaged`. */
export async function checkDump(folder: string, { counts, checkpoint }: Manifest): Promise<void> {
  const damaged = (what: string) => new KeepRefused('damaged', `备份打得开，但内容不对：${what}。不能用这一份`)
  const found = new Map<string, number>()
  const leaves: { generation: number; position: number; hash: string }[] = []
  const options = ['--data-only', '--file=-', join(folder, DUMP_FILE)]
  const child = spawn('pg_restore', options, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = exitOf(child, 'pg_restore')
  let table: { name: string; columns: string[] } | undefined
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    const [, name, columns] = /^COPY (?:\w+\.)?"?(\w+)"? \((.+)\) FROM stdin;$/.exec(line) ?? []
    if (!table && name && columns) table = { name, columns: columns.replaceAll('"', '').split(', ') }
    else if (line === '\\.') table = undefined
    else if (table) {
      found.set(table.name, (found.get(table.name) ?? 0) + 1)
      if (table.name === 'leaf') leaves.push(leafOf(table.columns, line.split('\t')))
    }
  }
  if ((await ended) !== 0) throw damaged('数据库备份读不完整')
  for (const [name, expected] of Object.entries(counts)) {
    const actual = found.get(v.parse(v.string(), Object.entries(tables).find(([key]) => key === name)?.[1])) ?? 0
    if (actual !== expected) throw damaged('记录的条数与备份时不同')
  }
  if (checkpoint === undefined) return
  const { size, root, origin } = readCheckpoint(checkpoint)
  const generation = Number(origin.split('/').at(-1))
  const tree = new GrowingTree(nodeCrypto)
  for (const leaf of leaves.filter((one) => one.generation === generation).sort((a, b) => a.position - b.position))
    tree.append(new Uint8Array(Buffer.from(leaf.hash, 'hex')))
  if (tree.size !== size || hex(tree.root()) !== hex(root)) throw damaged('封存记录与封存点不符')
}

function leafOf(columns: readonly string[], values: readonly string[]) {
  const value = (name: string) => values[columns.indexOf(name)] ?? ''
  return {
    generation: Number(value('generation')),
    position: Number(value('position')),
    // COPY writes bytes as \\x and hexadecimal.
    hash: value('hash').replace(/^\\+x/, ''),
  }
}

/** Throws KeepRefused `not-empty` where somebody's tables are. */
export async function refuseTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client
    .query("SELECT 1 FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')")
    .finally(() => client.end())
  if (rows.length > 0)
    throw new KeepRefused('not-empty', '数据库里已经有表。只能恢复到空的数据库：请新建一个，再用 --database 指明')
}

/** Into an empty database. Throws KeepRefused `not-empty`, `program`, `damaged`. */
export async function restoreDump(folder: string, url: string): Promise<void> {
  await refuseTables(url)
  const file = join(folder, DUMP_FILE)
  if (!existsSync(file)) throw new KeepRefused('damaged', '备份里没有 PostgreSQL 的数据')
  await run('pg_restore', url, ['--no-owner', '--single-transaction', '--exit-on-error', file])
}

/** The password goes by the environment: other users of this computer can read the arguments of a process. */
async function run(tool: string, url: string, args: string[]): Promise<void> {
  // libpq takes addresses that are no URLs to others: an empty host with a socket behind it.
  const [, user = '', password = ''] = /^(\w+:\/\/[^:@/?#]*):([^@/?#]*)@/.exec(url) ?? []
  const address = password === '' ? url : url.replace(`${user}:${password}@`, `${user}@`)
  const child = spawn(tool, [`--dbname=${address}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(password !== '' && { PGPASSWORD: decodeURIComponent(password) }) },
  })
  let said = ''
  child.stderr.on('data', (data) => (said += data))
  if ((await exitOf(child, tool)) === 0) return
  if (/version mismatch/.test(said))
    throw new KeepRefused('program', `${tool} 的版本低于数据库，请安装与数据库同版本的 postgresql-client`)
  throw new KeepRefused('program', `${tool} 没有完成：${said.split('\n')[0] ?? ''}`)
}

const exitOf = (child: ReturnType<typeof spawn>, tool: string) =>
  new Promise<number>((resolve, reject) => {
    child.once('error', () => reject(noTool(tool)))
    child.once('close', (code) => resolve(code ?? 1))
  })
