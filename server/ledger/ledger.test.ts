import { onPostgres, sqliteMaker } from '../db/each-database'
import { ledgerSuite } from './suite'

ledgerSuite('SQLite', sqliteMaker())
onPostgres('the ledger', (maker) => ledgerSuite('PostgreSQL', maker))
