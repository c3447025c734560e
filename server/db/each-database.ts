import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openStore } from './open'
import type { Store } from './store'
import { postgresMissing, startPostgres, type TemporaryPostgres } from './temporary-postgres'

/** Stores of one database, for a suite. */
export interface StoreMaker {
  /** A migrated, empty store. */
  open(): Promise<Store>
  /** The one opened last, once more. */
  reopen(): Promise<Store>
}

export interface PostgresMaker extends StoreMaker {
  cluster(): TemporaryPostgres
  /** The URL of the store opened last. */
  url(): string
}

/** SQLite stores in a folder that goes when the tests are over. */
export function sqliteMaker(): StoreMaker {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-db-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let count = 0
  const reopen = () => openStore({ dataDir: join(folder, String(count)) })
  return {
    open() {
      count++
      return reopen()
    },
    reopen,
  }
}

/** Runs a suite on a PostgreSQL of its own; skipped by name where there is none. */
export function onPostgres(name: string, suite: (maker: PostgresMaker) => void): void {
  if (postgresMissing) {
    it.skip(`${name} on PostgreSQL: ${postgresMissing}`, () => undefined)
    return
  }
  describe('with a cluster of its own', () => {
    let running: TemporaryPostgres | undefined
    let databaseUrl = ''
    const cluster = () => {
      if (!running) throw new Error('not started')
      return running
    }
    beforeAll(async () => {
      running = await startPostgres()
    })
    afterAll(() => running?.stop())
    const reopen = () => openStore({ dataDir: tmpdir(), databaseUrl })
    suite({
      async open() {
        databaseUrl = await cluster().database()
        return reopen()
      },
      reopen,
      cluster,
      url: () => databaseUrl,
    })
  })
}
