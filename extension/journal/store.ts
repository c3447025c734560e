import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ReceiptLine } from '../../shared/record/batch'

import type { AppealRow, ChainRow, EntryRow, PersonRow, StateRow, ViewRow } from './rows'

interface Schema extends DBSchema {
  chains: { key: string; value: ChainRow }
  entries: { key: [string, number]; value: EntryRow; indexes: { hash: [string, string]; kind: [string, string] } }
  views: { key: string; value: ViewRow }
  receipts: { key: [string, number]; value: { chain: string; to: number; line: ReceiptLine } }
  people: { key: string; value: PersonRow }
  state: { key: string; value: StateRow }
  appeals: { key: string; value: AppealRow; indexes: { chain: string } }
}

export type Journal = IDBPDatabase<Schema>
export const STORES = ['chains', 'entries', 'views', 'receipts', 'people', 'state', 'appeals'] as const

/** One step for each version of the database; a step is never changed once it was released. */
const upgrades: ((db: Journal) => void)[] = [
  (db) => {
    db.createObjectStore('chains', { keyPath: 'chain' })
    const entries = db.createObjectStore('entries', { keyPath: ['chain', 'seq'] })
    entries.createIndex('hash', ['chain', 'hash'])
    entries.createIndex('kind', ['chain', 'kind'])
    db.createObjectStore('views', { keyPath: 'view' })
    db.createObjectStore('receipts', { keyPath: ['chain', 'to'] })
    db.createObjectStore('people', { keyPath: 'id' })
    db.createObjectStore('state', { keyPath: 'key' })
  },
  (db) => {
    db.createObjectStore('appeals', { keyPath: 'id' }).createIndex('chain', 'chain')
  },
]

/**
 * Opens the journal. Rejects when the browser cannot read it (damaged profile, newer version): nothing is ever deleted to
 * make it open. `lost` is called when the browser drops the connection; open it again then.
 */
export const openJournal = (name = 'xueji', lost: () => void = () => undefined): Promise<Journal> =>
  openDB<Schema>(name, upgrades.length, {
    upgrade(db, from) {
      for (const step of upgrades.slice(from)) step(db)
    },
    terminated: lost,
    blocking(_old, _new, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
      lost()
    },
  })

/** A write transaction that is on disk when it is done. Nothing but IndexedDB may be awaited inside it. */
export const strict = (db: Journal) => db.transaction(STORES, 'readwrite', { durability: 'strict' })
export type Writing = ReturnType<typeof strict>

/** All rows of a chain, in order. */
export const ofChain = (chain: string, from = 0, to = Number.MAX_SAFE_INTEGER): IDBKeyRange =>
  IDBKeyRange.bound([chain, from], [chain, to])
