import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Takes the data folder for this process until the returned function is called. Two servers on one embedded database
 * would each number receipts and leaves. The lock is the operating system's, so a killed process leaves none behind.
 * Another `name` locks another thing done in the folder. Throws when another process holds it.
 */
export function lockDataDir(dataDir: string, name = 'server.lock'): () => void {
  const lock = new Database(join(dataDir, name), { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw error
  }
  return () => lock.close()
}
