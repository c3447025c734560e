import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ClassStatement, ExtractBody, JoinRequest } from '../../shared/api'
import type { Body, Span } from '../../shared/record/bodies'
import type { Batch, ReceiptLine } from '../../shared/record/batch'

/** One chain of this device: whose it is, its key, how far it is written and receipted, and what the server last said. */
export interface ChainRow {
  chain: string
  privateKey: CryptoKey
  spki: Uint8Array
  person: string
  device: string
  claim: string
  class: ClassStatement
  /** joined: bound on the server; pending: 待核对; file: no network, bound at the first import; replaced: goes on in another chain. */
  state: 'joined' | 'pending' | 'file' | 'replaced'
  /** Origin of the server; absent where no network joins us. */
  server?: string
  /** How this chain was joined, to say it again to a server that was restored from before. */
  join?: JoinRequest
  /** Personal code for the envelope of a hand-in file. */
  code?: string
  next: number
  head?: string
  /** Entries through this seq have a receipt; -1 none. */
  receipted: number
  challenge?: string
  checkpoint?: Batch['checkpoint']
  extract?: ExtractBody
  /** Entries from here on must be written again on a chain that replaces this one. */
  rewriteFrom?: number
  retry: { failures: number; notBefore: number }
  lastSync?: { at: number; ok: boolean; message: string }
  lastUsed: number
}

export interface EntryRow {
  chain: string
  seq: number
  hash: string
  kind: string
  line: string
}

/** An open view with the spans that are not sealed yet. */
export interface ViewRow {
  /** The content script's id of it. */
  view: string
  chain: string
  hash: string
  body: Body<'view'>
  tab: number
  /** Everything before this point of the view's spans is sealed or was not to be recorded. */
  done: { index: number; ms: number }
  spans: { index: number; span: Span }[]
  /** The last span may still grow. */
  growing: boolean
  duration?: number
  platform?: NonNullable<Body<'watch'>['platform']>
  gaps: string[]
  since: number
  updatedAt: number
}

export interface PersonRow {
  id: string
  /** What they are called on this device only. */
  name: string
  pin?: { salt: string; hash: string }
}

export interface StateRow {
  key: 'state'
  device: string
  signedIn?: { person: string; at: number }
  /** Course key -> chain, where several classes list the course. */
  choices: Record<string, string>
  /** Waiting for the trainee to choose. */
  asking?: { course: string; title: string; chains: string[] }
  /** Scores and enrolments already written, by chain. */
  written: Record<string, string[]>
}

interface Schema extends DBSchema {
  chains: { key: string; value: ChainRow }
  entries: { key: [string, number]; value: EntryRow }
  views: { key: string; value: ViewRow }
  receipts: { key: [string, number]; value: { chain: string; to: number; line: ReceiptLine } }
  people: { key: string; value: PersonRow }
  state: { key: string; value: StateRow }
}

export type Journal = IDBPDatabase<Schema>
export const STORES = ['chains', 'entries', 'views', 'receipts', 'people', 'state'] as const

/** Opens the journal. Every write transaction must be strict: `strict` below. */
export const openJournal = (name = 'xueji'): Promise<Journal> =>
  openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('chains', { keyPath: 'chain' })
      db.createObjectStore('entries', { keyPath: ['chain', 'seq'] })
      db.createObjectStore('views', { keyPath: 'view' })
      db.createObjectStore('receipts', { keyPath: ['chain', 'to'] })
      db.createObjectStore('people', { keyPath: 'id' })
      db.createObjectStore('state', { keyPath: 'key' })
    },
  })

/** A write transaction that is on disk when it is done. Nothing but IndexedDB may be awaited inside it. */
export const strict = (db: Journal) => db.transaction(STORES, 'readwrite', { durability: 'strict' })
export type Writing = ReturnType<typeof strict>

/** All rows of a chain, in order. */
export const ofChain = (chain: string, from = 0, to = Number.MAX_SAFE_INTEGER): IDBKeyRange => IDBKeyRange.bound([chain, from], [chain, to])
