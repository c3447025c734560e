import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openStore } from './open'
import { storeSuite } from './suite'
import { postgresMissing, startPostgres, type TemporaryPostgres } from './temporary-postgres'

const folder = mkdtempSync(join(tmpdir(), 'xueji-db-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let stores = 0
storeSuite('SQLite', {
  open: () => openStore({ dataDir: join(folder, String(++stores)) }),
  reopen: () => openStore({ dataDir: join(folder, String(stores)) }),
})

if (postgresMissing) {
  it.skip(`the store on PostgreSQL: ${postgresMissing}`, () => undefined)
} else {
  describe('with a cluster of its own', () => {
    let cluster: TemporaryPostgres
    let databaseUrl = ''
    beforeAll(async () => {
      cluster = await startPostgres()
    })
    afterAll(() => cluster.stop())
    storeSuite('PostgreSQL', {
      open() {
        databaseUrl = cluster.database()
        return openStore({ dataDir: folder, databaseUrl })
      },
      reopen: () => openStore({ dataDir: folder, databaseUrl }),
    })
  })
}
