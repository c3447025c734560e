import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { type Crypto, fromHex, hex, type Signer, utf8 } from '../../shared/crypto'
import { readCheckpoint, signCheckpoint } from '../../shared/log/checkpoint'
import { type Hash, inclusionProof, leafHash, rootOf } from '../../shared/log/merkle'
import { GrowingTree } from '../../shared/log/tree'
import { receiptLine } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { base64url } from '../../shared/crypto'
import * as v from 'valibot'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { addFinding } from './finding'

/** A checkpoint a device says it saw, as in a batch. */
export interface SeenCheckpoint {
  origin: string
  size: number
  root: string
}

/** A package's proof that a receipt is a leaf of the packaged checkpoint's tree. */
export interface InclusionProof {
  index: number
  path: string[]
}

/** The log's single writer: turns receipts into leaves and signs the checkpoint that covers them, in one transaction. */
export class Sequencer {
  #tree: GrowingTree
  #generation = 0
  #note: string | undefined
  #running: Promise<void> = Promise.resolve()

  private constructor(
    readonly store: Store,
    readonly crypto: Crypto,
    readonly key: Signer,
    readonly clock: Clock,
    readonly server: string,
  ) {
    this.#tree = new GrowingTree(crypto)
  }

  static async open(store: Store, crypto: Crypto, key: Signer, clock: Clock, server: string): Promise<Sequencer> {
    const sequencer = new Sequencer(store, crypto, key, clock, server)
    const { t, read } = store
    const [newest] = await read.select().from(t.checkpoint).orderBy(desc(t.checkpoint.generation), desc(t.checkpoint.size)).limit(1)
    if (newest) {
      sequencer.#generation = newest.generation
      sequencer.#note = newest.note
      for (const leaf of await leavesOf(store, newest.generation)) sequencer.#tree.append(leaf)
    }
    return sequencer
  }

  origin(generation = this.#generation): string {
    return `xueji/${this.server}/${generation}`
  }

  /** The newest checkpoint as a signed note; none before the first receipt is sealed. */
  get note(): string | undefined {
    return this.#note
  }

  get generation(): number {
    return this.#generation
  }

  /** Seals every waiting receipt. Calls queue up behind each other. */
  sequence(): Promise<void> {
    this.#running = this.#running.catch(() => undefined).then(() => this.#seal())
    return this.#running
  }

  async #seal(): Promise<void> {
    const { store, crypto } = this
    const { t } = store
    const waiting = await store.read.select().from(t.receipt).where(isNull(t.receipt.leaf)).orderBy(asc(t.receipt.at), asc(t.receipt.hash)).limit(5000)
    if (waiting.length === 0) return
    const before = this.#tree.size
    const hashes = waiting.map((row) => leafHash(crypto, utf8(canonical(v.parse(receiptLine, JSON.parse(row.line)).body))))
    const tree = await this.#extended(hashes)
    const { note, root } = await this.#sign(tree)
    await store.tx(async (q) => {
      for (const [i, row] of waiting.entries()) {
        const position = before + i
        await q.insert(t.leaf).values({ generation: this.#generation, position, hash: hex(hashes[i] ?? new Uint8Array()) })
        await q
          .update(t.receipt)
          .set({ leaf: position, generation: this.#generation })
          .where(and(eq(t.receipt.chain, row.chain), eq(t.receipt.branch, row.branch), eq(t.receipt.to, row.to)))
      }
      await q.insert(t.checkpoint).values({ generation: this.#generation, size: tree.size, root: hex(root), note, at: this.clock.now() })
    })
    this.#tree = tree
    this.#note = note
    if (waiting.length === 5000) await this.#seal()
  }

  /** The tree as it will be; the one in hand changes only after COMMIT. */
  async #extended(hashes: readonly Hash[]): Promise<GrowingTree> {
    const tree = this.#tree.copy()
    for (const hash of hashes) tree.append(hash)
    return tree
  }

  async #sign(tree: GrowingTree): Promise<{ note: string; root: Hash }> {
    const root = tree.root()
    return { root, note: await signCheckpoint(this.crypto, { origin: this.origin(), size: tree.size, root }, this.key) }
  }

  /**
   * A device shows a checkpoint it saw. When it is of this generation and our tree does not extend it, the database came
   * back from a backup: the generation is closed and the next one opened, its first leaf naming what was lost.
   */
  async show(seen: SeenCheckpoint): Promise<void> {
    if (seen.origin !== this.origin() || (await this.#extends(seen))) return
    this.#running = this.#running
      .catch(() => undefined)
      .then(async () => {
        if (seen.origin === this.origin() && !(await this.#extends(seen))) await this.#openNext(seen)
      })
    await this.#running
  }

  async #extends({ size, root }: SeenCheckpoint): Promise<boolean> {
    if (size > this.#tree.size) return false
    const { t, read } = this.store
    const [known] = await read.select().from(t.checkpoint).where(and(eq(t.checkpoint.generation, this.#generation), eq(t.checkpoint.size, size)))
    const ours = known ? fromHex(known.root) : rootOf(this.crypto, (await leavesOf(this.store, this.#generation)).slice(0, size))
    return base64url(ours) === root
  }

  async #openNext(lost: SeenCheckpoint): Promise<void> {
    const { store } = this
    const { t } = store
    const generation = this.#generation + 1
    const first = leafHash(this.crypto, utf8(canonical({ v: 1, lost: { origin: lost.origin, root: lost.root, size: lost.size } })))
    const tree = new GrowingTree(this.crypto)
    tree.append(first)
    const root = tree.root()
    const note = await signCheckpoint(this.crypto, { origin: this.origin(generation), size: 1, root }, this.key)
    await store.tx(async (q) => {
      await q.insert(t.leaf).values({ generation, position: 0, hash: hex(first) })
      await q.insert(t.checkpoint).values({ generation, size: 1, root: hex(root), note, at: this.clock.now() })
      // Every receipt becomes a leaf of the generation that packages prove into.
      await q.update(t.receipt).set({ leaf: null, generation: null })
      await addFinding(q, t, {
        organisation: '',
        code: 'log-restored',
        detail: `封存日志第 ${lost.size} 条（${lost.origin}）之后的内容已不在本机，日志自备份恢复，另起一代`,
        entries: [],
        at: this.clock.now(),
      })
    })
    this.#generation = generation
    this.#tree = tree
    this.#note = note
  }

  /** Inclusion proofs for these leaves, and the checkpoint they lead to. Seals first, so that every receipt has a leaf. */
  async proofs(positions: (generation: number) => Promise<number[]>): Promise<{ note: string; proofs: Map<number, InclusionProof> }> {
    await this.sequence()
    const note = this.#note
    if (!note) throw new Error('the log is empty')
    const { size } = readCheckpoint(note)
    const leaves = (await leavesOf(this.store, this.#generation)).slice(0, size)
    const proofs = new Map<number, InclusionProof>()
    for (const index of await positions(this.#generation)) proofs.set(index, { index, path: inclusionProof(this.crypto, index, leaves).map(hex) })
    return { note, proofs }
  }
}

async function leavesOf({ t, read }: Store, generation: number): Promise<Hash[]> {
  const rows = await read.select({ hash: t.leaf.hash }).from(t.leaf).where(eq(t.leaf.generation, generation)).orderBy(asc(t.leaf.position))
  return rows.map((row) => fromHex(row.hash))
}
