import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Crypto, Signer } from '../../shared/crypto'
import { fromBase64url } from '../../shared/crypto'
import { dayOf } from '../../shared/calendar/beijing'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { type Accepted, ownReceipts, Refused, verifyPart } from './accept'
import { Appender, type Outcome } from './append'
import { type InclusionProof, Sequencer } from './sequence'

export interface LedgerKeys {
  /** The service key that signs an organisation's receipts. */
  service(organisation: string): Promise<Signer>
  /** SPKI of every service key we ever used for it, by fingerprint. */
  servicePublic(organisation: string): Promise<ReadonlyMap<string, Uint8Array>>
  /** Signs checkpoints. */
  readonly log: Signer
  /** Server id, in the origin of checkpoints. */
  readonly server: string
}

export interface LedgerDeps {
  store: Store
  crypto: Crypto
  clock: Clock
  keys: LedgerKeys
  /** Called after entries were stored: days are dirty. */
  onStored?: () => void
}

/** Sequencing happens within 60 s of acceptance. */
const SEQUENCE_EVERY = 20_000

/** The durability promise stands in README.md: what is receipted is there, once, for ever. */
export class Ledger {
  readonly #appender: Appender
  readonly #timer: NodeJS.Timeout

  private constructor(
    readonly deps: LedgerDeps,
    readonly sequencer: Sequencer,
  ) {
    this.#appender = new Appender(deps.store, deps.crypto, deps.clock, () => deps.onStored?.())
    this.#timer = setInterval(() => void this.sequencer.sequence().catch(() => undefined), SEQUENCE_EVERY)
    this.#timer.unref()
  }

  static async open(deps: LedgerDeps): Promise<Ledger> {
    const { store, crypto, keys, clock } = deps
    return new Ledger(deps, await Sequencer.open(store, crypto, keys.log, clock, keys.server))
  }

  /**
   * Verifies and appends what a device or a hand-in file brought, in order; resolves when everything is receipted.
   * Throws Refused: `chain-unknown` where no join made the chain, and what accept and append refuse.
   */
  async submit(accepted: Accepted): Promise<(Outcome & { chain: string })[]> {
    const { crypto, keys } = this.deps
    const outcomes: (Outcome & { chain: string })[] = []
    for (const part of accepted.parts) {
      const chain = await this.#chain(part.chain)
      await verifyPart(crypto, fromBase64url(chain.spki), part)
      if (part.batch.checkpoint) await this.sequencer.show(part.batch.checkpoint)
      const mine = accepted.receipts.filter(({ body }) => body.chain === part.chain)
      const handedBack = mine.length > 0 ? await ownReceipts(crypto, await keys.servicePublic(chain.organisation), mine) : []
      const key = await keys.service(chain.organisation)
      const outcome = await this.#appender.append({ chain: chain.id, organisation: chain.organisation, class: chain.class, seat: chain.seat, part, handedBack, key })
      outcomes.push({ chain: part.chain, ...outcome })
    }
    return outcomes
  }

  /** The next seq expected of a chain; 0 for one that has nothing yet. */
  async expected(chain: number): Promise<number> {
    const { t, read } = this.deps.store
    const [row] = await read
      .select({ to: t.receipt.to })
      .from(t.receipt)
      .where(and(eq(t.receipt.chain, chain), eq(t.receipt.branch, 0)))
      .orderBy(desc(t.receipt.to))
      .limit(1)
    return (row?.to ?? -1) + 1
  }

  /** The same by the chain's own id. */
  async expectedOf(digest: string): Promise<number> {
    return this.expected((await this.#chain(digest)).id)
  }

  async #chain(digest: string): Promise<{ id: number; spki: string; class: string; organisation: string; seat?: string | undefined }> {
    const { t, read } = this.deps.store
    const [row] = await read
      .select({ id: t.chain.id, spki: t.chain.spki, class: t.chain.class, organisation: t.class.organisation, seat: t.claim.seat })
      .from(t.chain)
      .innerJoin(t.class, eq(t.class.id, t.chain.class))
      .leftJoin(t.claim, eq(t.claim.claim, t.chain.claim))
      .where(eq(t.chain.digest, digest))
    if (!row) throw new Refused('chain-unknown', '服务器不认识这份记录，请重新加入班级')
    return { ...row, seat: row.seat ?? undefined }
  }

  /** For a package: the checkpoint, and one inclusion proof for each chain and Beijing day, for the last receipt of the day. */
  async proofs(chains: readonly number[]): Promise<{ note: string; proofs: { chain: number; receipt: string; proof: InclusionProof }[] }> {
    const { t, read } = this.deps.store
    let lastOfDay: { chain: number; hash: string; leaf: number }[] = []
    const { note, proofs } = await this.sequencer.proofs(async (generation) => {
      if (chains.length === 0) return []
      const rows = await read
        .select({ chain: t.receipt.chain, hash: t.receipt.hash, at: t.receipt.at, leaf: t.receipt.leaf, to: t.receipt.to, branch: t.receipt.branch })
        .from(t.receipt)
        .where(and(inArray(t.receipt.chain, [...chains]), eq(t.receipt.generation, generation), isNotNull(t.receipt.leaf)))
      const byDay = new Map<string, (typeof rows)[number]>()
      for (const row of rows.sort((a, b) => a.to - b.to)) byDay.set(`${row.chain}/${row.branch}/${dayOf(row.at)}`, row)
      lastOfDay = [...byDay.values()].map(({ chain, hash, leaf }) => ({ chain, hash, leaf: leaf ?? 0 }))
      return lastOfDay.map(({ leaf }) => leaf)
    })
    return {
      note,
      proofs: lastOfDay.flatMap(({ chain, hash, leaf }) => {
        const proof = proofs.get(leaf)
        return proof ? [{ chain, receipt: hash, proof }] : []
      }),
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#appender.close()
    await this.sequencer.sequence()
  }
}
