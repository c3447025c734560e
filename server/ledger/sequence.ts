import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { base64url, type Crypto, fromHex, hex, type Signer, utf8 } from '../../shared/crypto'
import { readOrigin, signCheckpoint } from '../../shared/log/checkpoint'
import { leafHash, rootOf } from '../../shared/log/merkle'
import { GrowingTree } from '../../shared/log/tree'
import type { Batch } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import type { Clock } from '../clock'
import type { BatchRow, LeafRow, Store } from '../db/store'
import { Refused } from './accept'
import { addFinding } from './finding'
import { eachLeaf, leavesOf, newestCheckpoint } from './leaves'
import { receiptOf } from './receipt'

/** A checkpoint that a device says it saw. */
export type SeenCheckpoint = NonNullable<Batch['checkpoint']>

/** What is sealed: the newest checkpoint as a signed note, and the tree it is of. */
export interface Sealed {
  note: string
  generation: number
  size: number
}

/** Receipts sealed by one transaction; the writer stands still meanwhile. */
const CHUNK = 1000
const REMEMBERED = 10_000

/** The log's single writer: turns receipts into leaves and signs the checkpoint that covers them, in one transaction. */
export class Sequencer {
  #tree: GrowingTree
  #generation = 0
  #sealed: Sealed | undefined
  /** Why the log cannot go on: its leaves are not those of its newest checkpoint. */
  #broken: string | undefined
  #running: Promise<void> = Promise.resolve()
  /** Roots of checkpoints we issued, base64url by `generation/size`. */
  readonly #roots = new Map<string, string>()

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
    await sequencer.#load()
    return sequencer
  }

  /** The newest checkpoint; none before the first receipt is sealed. */
  get sealed(): Sealed | undefined {
    return this.#sealed
  }

  /** The same, or, before anything was sealed, a checkpoint of the empty tree: every later one extends it, so nobody has to keep it. */
  async asItStands(): Promise<Sealed> {
    const generation = this.#generation
    return this.#sealed ?? { generation, size: 0, note: await this.#sign(generation, new GrowingTree(this.crypto)) }
  }

  /** What is wrong with the log as the store holds it, in plain Chinese: leaves were removed or changed. */
  get broken(): string | undefined {
    return this.#broken
  }

  /** Seals every waiting receipt. Calls queue up behind each other. Throws Refused `conflict` where the log is broken. */
  sequence(): Promise<void> {
    return this.#next(async () => {
      while (await this.#seal());
    })
  }

  /** How a checkpoint that a device saw is stored: ours by its numbers, any other as text. */
  async recognise(seen: SeenCheckpoint): Promise<NonNullable<BatchRow['checkpoint']>> {
    const generation = this.#generationOf(seen.origin)
    if (generation === undefined) return canonical(seen)
    const { size } = seen
    const place = `${generation}/${size}`
    let root = this.#roots.get(place)
    if (root === undefined) {
      const { t, read } = this.store
      const [row] = await read
        .select({ root: t.checkpoint.root })
        .from(t.checkpoint)
        .where(and(eq(t.checkpoint.generation, generation), eq(t.checkpoint.size, size)))
      root = row && this.#remember(place, row.root)
    }
    return root === seen.root ? { generation, size } : canonical(seen)
  }

  /**
   * Somebody showed a checkpoint of this generation that is ours beyond doubt: a device that also held a lost receipt of
   * ours, or a witness that holds our signature. Where our tree does not extend it the database came back from a backup:
   * the generation is closed and the next one opened, its first leaf naming what was lost. True when that happened.
   */
  lost(seen: SeenCheckpoint): Promise<boolean> {
    return this.#next(async () => {
      if (this.#generationOf(seen.origin) !== this.#generation || (await this.#extends(seen))) return false
      await this.#openNext(seen)
      return true
    })
  }

  #sign(generation: number, tree: GrowingTree): Promise<string> {
    const origin = `xueji/${this.server}/${generation}`
    return signCheckpoint(this.crypto, { origin, size: tree.size, root: tree.root() }, this.key)
  }

  #generationOf(origin: string): number | undefined {
    const read = readOrigin(origin)
    return read?.server === this.server ? read.generation : undefined
  }

  #remember(place: string, root: string): string {
    if (this.#roots.size >= REMEMBERED) this.#roots.clear()
    const text = base64url(fromHex(root))
    this.#roots.set(place, text)
    return text
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(work).catch(async (error) => {
      // Another writer, or a full disk: what the store holds is what counts.
      await this.#load()
      throw error
    })
    this.#running = turn.then(
      () => undefined,
      () => undefined,
    )
    return turn
  }

  async #load(): Promise<void> {
    const row = await newestCheckpoint(this.store)
    const tree = new GrowingTree(this.crypto)
    // Another node may have gone on meanwhile: the tree is the checkpoint's.
    if (row) for await (const leaf of eachLeaf(this.store, row.generation, row.size)) tree.append(leaf)
    this.#broken =
      row && (tree.size !== row.size || hex(tree.root()) !== row.root)
        ? `封存日志与最近的封存点不符：封存点（第 ${row.generation} 代，${row.size} 条）之后，数据库里的封存记录被删除或改动过。已停止封存；请从备份恢复数据库`
        : undefined
    this.#tree = tree
    this.#generation = row?.generation ?? 0
    this.#sealed = row && { note: row.note, generation: row.generation, size: row.size }
  }

  /** One chunk; true when more may wait. */
  async #seal(): Promise<boolean> {
    if (this.#broken) throw new Refused('conflict', this.#broken)
    const leaves = await this.#waiting()
    if (leaves.length === 0) return false
    // The tree in hand changes only after COMMIT.
    const tree = this.#tree.copy()
    for (const { hash } of leaves) tree.append(fromHex(hash))
    await this.#write(this.#generation, tree, this.#tree.size, leaves)
    return leaves.length === CHUNK
  }

  /** Leaves of the receipts that wait, in the order of their time. */
  async #waiting(): Promise<LeafRow[]> {
    const { t, read } = this.store
    const earlier = alias(t.receipt, 'earlier')
    const rows = await read
      .select({ receipt: t.receipt, digest: t.chain.digest, key: t.signingKey.fingerprint, before: earlier.hash })
      .from(t.receipt)
      .innerJoin(t.chain, eq(t.chain.id, t.receipt.chain))
      .innerJoin(t.signingKey, eq(t.signingKey.id, t.receipt.key))
      .leftJoin(
        earlier,
        and(
          eq(earlier.chain, t.receipt.chain),
          eq(earlier.branch, t.receipt.branch),
          eq(earlier.to, sql`${t.receipt.from} - 1`),
        ),
      )
      .where(isNull(t.receipt.leaf))
      .orderBy(asc(t.receipt.at), asc(t.receipt.hash))
      .limit(CHUNK)
    return rows.map(({ receipt, digest, key, before }) => {
      const { body } = receiptOf(digest, { ...receipt, key }, before)
      const hash = hex(leafHash(this.crypto, utf8(canonical(body))))
      return { hash, chain: receipt.chain, branch: receipt.branch, to: receipt.to }
    })
  }

  /** Leaves and the checkpoint that covers them, in one transaction; then this is the tree. */
  async #write(generation: number, tree: GrowingTree, position: number, leaves: LeafRow[], lost?: SeenCheckpoint) {
    const { t } = this.store
    const root = tree.root()
    const note = await this.#sign(generation, tree)
    const at = this.clock.now()
    await this.store.tx(async (q, rows) => {
      if (lost) {
        await q.insert(t.logOpening).values({ generation, opening: openingOf(lost), at })
        // Every receipt becomes a leaf of the generation that packages prove into.
        await q.update(t.receipt).set({ leaf: null, generation: null })
        await addFinding(q, t, {
          organisation: '',
          code: 'log-restored',
          detail: `封存日志（${lost.origin}）曾到第 ${lost.size} 条，其中一部分已不在本机：数据库自备份恢复，日志另起一代`,
          entries: [],
          at,
        })
      }
      await rows.addLeaves(generation, position, leaves)
      await q.insert(t.checkpoint).values({ generation, size: tree.size, root: hex(root), note, at })
    })
    this.#tree = tree
    this.#generation = generation
    this.#sealed = { note, generation, size: tree.size }
    this.#remember(`${generation}/${tree.size}`, hex(root))
  }

  async #extends({ size, root }: SeenCheckpoint): Promise<boolean> {
    if (size > this.#tree.size) return false
    const leaves = await leavesOf(this.store, this.#generation)
    return base64url(rootOf(this.crypto, leaves.slice(0, size))) === root
  }

  async #openNext(lost: SeenCheckpoint): Promise<void> {
    const first = leafHash(this.crypto, utf8(openingOf(lost)))
    const tree = new GrowingTree(this.crypto)
    tree.append(first)
    // No receipt stands at this leaf: no chain has the number 0.
    await this.#write(this.#generation + 1, tree, 0, [{ hash: hex(first), chain: 0, branch: 0, to: 0 }], lost)
    this.#broken = undefined
  }
}

/** Leaf 0 of a generation after the first. */
const openingOf = ({ origin, root, size }: SeenCheckpoint) => canonical({ v: 1, lost: { origin, root, size } })
