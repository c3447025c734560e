import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** Newest first; Debian keeps the server's programs out of PATH, one folder a version. */
function programs(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** Why no PostgreSQL can be run here, for the name of a skipped test; undefined where it can. */
export const postgresMissing = programs()
  ? undefined
  : 'PostgreSQL is not installed (Debian: apt-get install postgresql)'

export interface TemporaryPostgres {
  /** The URL of a new, empty schema of the cluster, which our tables cannot tell from a database. */
  database(): Promise<string>
  /** Ends every connection, as a restart does. */
  disconnectAll(): Promise<void>
  stop(): Promise<void>
}

/**
 * A cluster of its own in a temporary folder, reached by a Unix socket only. PostgreSQL refuses to run as root, so root
 * hands it to `postgres`. It does not flush to disk: what is tested is our process, not PostgreSQL's.
 */
export async function startPostgres(): Promise<TemporaryPostgres> {
  const bin = programs()
  if (!bin) throw new Error(postgresMissing)
  const dir = mkdtempSync(join(tmpdir(), 'xueji-pg-'))
  const root = process.getuid?.() === 0
  const as = root ? ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'] : []
  const command = (program: string, ...args: string[]): [string, string[]] => {
    const [first = '', ...rest] = [...as, join(bin, program), ...args]
    return [first, rest]
  }
  const run = (program: string, ...args: string[]): void => {
    const { status, stderr, error } = spawnSync(...command(program, ...args), { cwd: dir, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`)
  }
  if (root) {
    const { status, stderr } = spawnSync('chown', ['postgres:postgres', dir], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`chown: ${stderr}`)
  }
  chmodSync(dir, 0o700)
  const data = join(dir, 'data')
  run('initdb', '-D', data, '-U', 'xueji', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync')
  const server = spawn(...command('postgres', '-D', data, '-k', dir, '-c', 'listen_addresses=', '-c', 'fsync=off'), {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(server, 'exit')
  await new Promise<void>((resolve, reject) => {
    let output = ''
    server.stderr.on('data', (data: Buffer) => {
      output += String(data)
      if (output.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}:\n${output}`)))
  })
  const url = `postgresql://xueji@/postgres?host=${encodeURIComponent(dir)}`
  const admin = new pg.Client(url)
  await admin.connect()
  let made = 0
  return {
    async database() {
      const name = `s${++made}`
      await admin.query(`CREATE SCHEMA ${name}`)
      return `${url}&options=${encodeURIComponent(`-c search_path=${name}`)}`
    },
    async disconnectAll() {
      await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()',
      )
    },
    async stop() {
      await admin.end()
      server.kill('SIGINT')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
