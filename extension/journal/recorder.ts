import { base64url } from '../../shared/crypto'
import { type Batch, type BatchLine, batchBytes } from '../../shared/record/batch'
import type { Body, Kind } from '../../shared/record/bodies'
import { type Entry, writeEntry } from '../../shared/record/entry'
import { chainSigner, random128, webCrypto } from './crypto'
import type { ChainRow, EntryRow, StateRow } from './rows'
import { type Journal, strict, type Writing } from './store'

export class ChainMoved extends Error {
  override name = 'ChainMoved'
}

/** One entry to be written; a function gets the entries written before it in the same go, for their hashes. */
export type NewEntry = { [K in Kind]: { kind: K; body: Body<K> | ((before: readonly Entry[]) => Body<K>) } }[Kind]

/**
 * The only writer. One queue; a lock besides, should two workers ever run at once. Entries are hashed first; then one
 * strict transaction checks that the chain still ends where they were hashed onto, and puts everything or nothing.
 */
export class Recorder {
  #queue: Promise<unknown> = Promise.resolve()

  constructor(
    readonly db: Journal,
    readonly now: () => number = () => Date.now(),
  ) {}

  /** Runs work alone. Must not be called from inside another turn. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    const locks = globalThis.navigator?.locks
    const turn = this.#queue
      .catch(() => undefined)
      .then(() => (locks ? locks.request('xueji-journal', () => work()) : work()))
    this.#queue = turn
    return turn
  }

  /** Inside a turn: writes entries onto a chain, with whatever else `also` puts in the same transaction. Throws ChainMoved. */
  async write(
    chain: string,
    entries: readonly NewEntry[],
    also?: (tx: Writing, written: Entry[]) => void,
  ): Promise<Entry[]> {
    const row = await this.db.get('chains', chain)
    if (!row) throw new ChainMoved(`no chain ${chain}`)
    const written = linked(row, entries, this.now())
    const tx = strict(this.db)
    const fresh = await tx.objectStore('chains').get(chain)
    if (fresh?.next !== row.next || fresh.head !== row.head) {
      tx.abort()
      await tx.done.catch(() => undefined)
      throw new ChainMoved(`chain ${chain} moved while it was written`)
    }
    putEntries(tx, { ...fresh, lastUsed: this.now() }, written)
    also?.(tx, written)
    await tx.done
    return written
  }

  /** One transaction without entries. */
  async put(change: (tx: Writing) => void): Promise<void> {
    const tx = strict(this.db)
    change(tx)
    await tx.done
  }

  /** Changes a chain's row as it stands now; whatever a writer put meanwhile is kept. */
  async changeChain(chain: string, change: (row: ChainRow) => ChainRow, also?: (tx: Writing) => void): Promise<void> {
    const tx = strict(this.db)
    const row = await tx.objectStore('chains').get(chain)
    if (row) void tx.objectStore('chains').put(change(row))
    also?.(tx)
    await tx.done
  }

  async state(): Promise<StateRow> {
    return (await this.db.get('state', 'state')) ?? newState()
  }

  async changeState(change: (state: StateRow) => StateRow, also?: (tx: Writing) => void): Promise<void> {
    const fresh = newState()
    const tx = strict(this.db)
    const state = (await tx.objectStore('state').get('state')) ?? fresh
    void tx.objectStore('state').put(change(state))
    also?.(tx)
    await tx.done
  }
}

const newState = (): StateRow => ({ key: 'state', device: random128(), choices: {} })

/** Signs everything of a chain up to an entry. Rejects when the key is unusable. */
export async function signBatch(row: ChainRow, head: Pick<EntryRow, 'seq' | 'hash'>): Promise<BatchLine> {
  const batch: Batch = {
    chain: row.chain,
    seq: head.seq,
    head: head.hash,
    ...(row.checkpoint && { checkpoint: row.checkpoint }),
  }
  return { batch, signature: base64url(await chainSigner(row).sign(batchBytes(batch))) }
}

/** Entries in a row behind the chain's head, hashed. */
export function linked(
  row: Pick<ChainRow, 'chain' | 'next' | 'head'>,
  entries: readonly NewEntry[],
  at: number,
): Entry[] {
  const written: Entry[] = []
  for (const entry of entries) {
    const { kind } = entry
    const body = typeof entry.body === 'function' ? entry.body(written) : entry.body
    const prev = written.at(-1)?.hash ?? row.head
    written.push(writeEntry(webCrypto, { chain: row.chain, seq: row.next + written.length, prev, at, kind, body }))
  }
  return written
}

/** Puts hashed entries and moves the chain's head with them. */
export function putEntries(tx: Writing, row: ChainRow, entries: readonly Entry[]): void {
  const last = entries.at(-1)
  for (const { chain, seq, hash, kind, line } of entries)
    void tx.objectStore('entries').add({ chain, seq, hash, kind, line })
  void tx.objectStore('chains').put(last ? { ...row, next: last.seq + 1, head: last.hash } : row)
}
