import { openPostgres } from './postgres'
import { openSqlite } from './sqlite'
import type { Store } from './store'

/** Opens and migrates the store: PostgreSQL when a database URL is given, else SQLite in the data folder. */
export const openStore = async ({
  dataDir,
  databaseUrl,
}: {
  dataDir: string
  databaseUrl?: string | undefined
}): Promise<Store> => (databaseUrl ? openPostgres(databaseUrl) : openSqlite(dataDir))
