import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DATABASE_FILE } from '../db/sqlite'

/** Folders of the data folder that belong into a backup, whole. */
const kept = ['keys', 'tls', 'witness']

/**
 * The embedded database as it stands at one moment, into `folder`. `VACUUM INTO` is one read transaction of a connection of
 * its own: it does not hold up whoever writes, no write starts it anew, and what was deleted does not come along. So it does
 * not matter whether a server runs on the database meanwhile. Returns the migrations it went through.
 */
export function snapshotSqlite(dataDir: string, folder: string): string[] {
  const db = new Database(join(dataDir, DATABASE_FILE), { fileMustExist: true })
  try {
    db.pragma('busy_timeout = 30000')
    db.prepare('VACUUM INTO ?').run(join(folder, DATABASE_FILE))
  } finally {
    db.close()
  }
  const copy = new Database(join(folder, DATABASE_FILE), { readonly: true })
  try {
    return copy.prepare<[], string>('SELECT name FROM migration ORDER BY name').pluck().all()
  } finally {
    copy.close()
  }
}

/** Keys and certificates; after the database, so that no key it names can be missing. */
export async function copyKeys(dataDir: string, folder: string): Promise<void> {
  for (const name of kept) {
    const from = join(dataDir, name)
    if (!existsSync(from)) continue
    await mkdir(join(folder, name), { mode: 0o700 })
    // A half-written key has another name (`.new`) until it is whole; a lock says who works there now, and its journal may be gone again.
    for (const file of (await readdir(from)).filter((one) => !one.endsWith('.new') && !one.startsWith('server.lock')))
      await copyFile(join(from, file), join(folder, name, file))
  }
}
