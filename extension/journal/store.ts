import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ClassStatement, ExtractBody, JoinRequest, RulesStatement } from '../../shared/api'
import type { Batch, ReceiptLine } from '../../shared/record/batch'
import type { Body, Span } from '../../shared/record/bodies'
import type { Milliseconds } from '../../shared/record/fields'
import type { PageDescription, Playing } from '../messages'
import type { Observed } from './observed'

/** How the last attempt to hand in ended; the pages put it into words. */
export type SyncOutcome =
  | 'received'
  | 'nothing-new'
  | 'unreachable'
  | 'busy'
  | 'not-joined-yet'
  | 'refused'
  | 'receipt-wrong'
  | 'moving'
  | 'key-lost'
  | 'no-permission'

/** One chain of this device: whose it is, its key, how far it is written and receipted, and what the server last said. */
export interface ChainRow {
  chain: string
  /** A CryptoKey that can sign and cannot be read. */
  privateKey: CryptoKey
  /** SPKI DER of the public half. */
  spki: Uint8Array
  person: string
  device: string
  claim: string
  /** What was pinned at joining: class, policy, courses, the service key. */
  class: ClassStatement
  /** joined: bound on the server. pending: 待核对. file: no network, bound at the first import. replaced: goes on in another chain. unusable: its key cannot sign any more. */
  state: 'joined' | 'pending' | 'file' | 'replaced' | 'unusable'
  /** Address of the server; absent where no network joins us. */
  server?: string
  /** How this chain was joined, to say it again to a server that was restored from before. */
  join?: JoinRequest
  /** Personal code for the envelope of a hand-in file. */
  code?: string
  /** The chain this one goes on from, and through which seq. */
  replaces?: { chain: string; seq: number }
  /** Seq of the next entry. */
  next: number
  /** Hash of the last entry. */
  head?: string
  /** Entries through this seq have a receipt; -1 none. */
  receipted: number
  /** The seq the server said it expects next. */
  expected: number
  /** Entries from here on stand, or must be written again, on a chain that replaces this one; they are never sent on this one. */
  rewriteFrom?: number
  challenge?: string
  checkpoint?: Batch['checkpoint']
  extract?: ExtractBody
  /** The organisation's own site rules as its server last sent them; until then those of the class statement. */
  rules?: RulesStatement['body']
  /** Server's clock minus ours at the last receipt or extract. */
  skew?: Milliseconds
  /** When the last receipt came, by our clock; of a new chain, when it began. */
  receivedAt: Milliseconds
  retry: { failures: number; notBefore: Milliseconds }
  lastSync?: { at: Milliseconds; outcome: SyncOutcome; detail?: string }
  /** When something was last recorded here: decides among several classes. */
  lastUsed: Milliseconds
}

export interface EntryRow {
  chain: string
  seq: number
  hash: string
  kind: string
  line: string
}

/** How far into a view's spans something reaches: `ms` into the span of this index, at media position `to`. */
export interface Point {
  index: number
  ms: Milliseconds
  to: Milliseconds
  samples: number
}

/** An open view with its draft: the spans that are not sealed yet. */
export interface ViewRow {
  /** The content script's id of it. */
  view: string
  chain: string
  /** Hash of the view entry; absent until it is written, together with its first watch entry. */
  hash?: string
  body: Body<'view'>
  /** No rule has named the course yet: the body may still get better. */
  unnamed: boolean
  tab: number
  /** Where its player is. */
  frame?: number
  /** Everything before this point is sealed or was not to be recorded. */
  done: Point
  spans: { index: number; span: Span }[]
  /** The content script said that this view has ended. */
  over?: true
  /** The last span may still grow. */
  growing: boolean
  /** The page began to show another lesson at this point, while the source played on. */
  changedAt?: Point
  playing: Playing
  platform?: NonNullable<Body<'watch'>['platform']>
  /** Fields that the rule did not find, as the page was last seen. */
  missing?: string
  /** What was seen of the player that spans have no place for. */
  seen?: Observed[]
  /** Gaps that are written, so that a repeated message adds none. */
  gaps: string[]
  since: Milliseconds
  updatedAt: Milliseconds
}

export interface PersonRow {
  id: string
  /** What they are called on this device only; never in an entry. */
  name: string
  pin?: { salt: Uint8Array; hash: Uint8Array; wrong: number; notBefore: Milliseconds }
  /** Their account on the platform, if they said it: compared with what the page shows. */
  account?: string
}

/** A join whose answer has not come: said again with the same key and claim, it cannot use a code up twice. */
export interface Attempt {
  request: JoinRequest
  server: string
  privateKey: CryptoKey
  spki: Uint8Array
}

/** A presence check that waits for an answer. */
export interface Question {
  chain: string
  /** Wall time at which it came due. */
  due: Milliseconds
  /** Playing time since the last proof when it was asked; absent when its moment is over and the next has not come. */
  since?: Milliseconds
  /** A moment of it passed without an answer, and the record says so. */
  missed?: true
}

/** What is asked of whoever is signed in, by all their classes at once. */
export interface Asked {
  /** Whoever answers must name it: each is good once. */
  token: string
  at: Milliseconds
  /** Where it was brought. */
  tabs: number[]
  /** It could be seen. */
  shown?: boolean
  /** The system said it. */
  notified?: boolean
  questions: Question[]
}

export interface StateRow {
  key: 'state'
  device: string
  signedIn?: { person: string; at: Milliseconds }
  /** `person/course key` -> chain, where several classes list the course. */
  choices: Record<string, string>
  /** Waiting for the trainee to choose. */
  asking?: { course: string; title: string; chains: string[] }
  attempt?: Attempt
  presence?: Asked
  /** Sites on which the trainee wants nothing recorded for now. */
  paused?: string[]
  /** What the trainee said of pages that no rule knows: courses and lesson titles by `site key-as-read`. */
  confirmed?: { courses: Record<string, { key: string; title: string }>; lessons: Record<string, string> }
  /** A score whose course nobody knows yet. */
  score?: { page: PageDescription; at: Milliseconds }
  /** Raw texts of scores that were confirmed or are none. */
  dismissed?: string[]
  /** The extension reloads itself for an update: the next start is not a start of the browser. */
  updating?: true
  /** A player that cannot be measured was seen. */
  unmeasurable?: { host: string; what: 'plugin' | 'canvas' | 'frame'; at: Milliseconds }
  /** When such a trouble was last put into the record, by what it was and where. */
  noted?: Record<string, Milliseconds>
}

interface Schema extends DBSchema {
  chains: { key: string; value: ChainRow }
  entries: { key: [string, number]; value: EntryRow; indexes: { hash: [string, string]; kind: [string, string] } }
  views: { key: string; value: ViewRow }
  receipts: { key: [string, number]; value: { chain: string; to: number; line: ReceiptLine } }
  people: { key: string; value: PersonRow }
  state: { key: string; value: StateRow }
}

export type Journal = IDBPDatabase<Schema>
export const STORES = ['chains', 'entries', 'views', 'receipts', 'people', 'state'] as const

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
