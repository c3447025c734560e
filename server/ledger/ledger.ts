import { and, desc, eq } from 'drizzle-orm'
import { type Crypto, fromBase64url, type Signer } from '../../shared/crypto'
import type { WitnessKey } from '../../shared/log/cosignature'
import type { CosignatureAnswer } from '../../shared/log/served'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { type Accepted, ownReceipts, Refused, verifyPart } from './accept'
import { Appender, type Outcome } from './append'
import { checkAtStart } from './check'
import { type ProofsOf, type ReceiptProof, receiptProver, sealedEnds } from './proofs'
import { Sequencer } from './sequence'
import { LogShown } from './shown'
import { acceptCosignatures, checkpointFor, cosignedNote, type WitnessedCheckpoint, witnessedDays } from './witnessed'

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
  /** The witnesses (备查方) this server believes. */
  witnesses?: readonly WitnessKey[] | undefined
  /** Called after receipts were stored: days are dirty. */
  onReceipted?: () => void
}

/** What does not change about a chain. */
interface Chain {
  id: number
  spki: Uint8Array
  class: string
  organisation: string
}

/** What a package shows of the log: one checkpoint, and everything into it. */
export interface SealedLog {
  /** With cosignature lines. */
  note: string
  witnessed: WitnessedCheckpoint[]
  /** How far branch 0 of each chain is sealed, by chain. */
  ends: ReadonlyMap<number, number>
  proofsOf: ProofsOf
}

/** Sequencing happens within 60 s of acceptance. */
const SEQUENCE_EVERY = 45_000
const REMEMBERED = 10_000

/** The durability promise stands in README.md: what is receipted is there, once, for ever. */
export class Ledger {
  readonly #appender: Appender
  readonly #timer: NodeJS.Timeout
  readonly #chains = new Map<string, Chain>()
  /** What anybody may ask of the log. */
  readonly shown: LogShown

  private constructor(
    readonly deps: LedgerDeps,
    readonly sequencer: Sequencer,
    /** What was wrong with the log at the start, in plain Chinese; empty where all was well. */
    readonly problems: readonly string[],
  ) {
    this.shown = new LogShown(deps)
    this.#appender = new Appender(deps, () => deps.onReceipted?.())
    // What fails now (a full disk) is tried again at the next turn.
    this.#timer = setInterval(() => void this.sequencer.sequence().catch(() => undefined), SEQUENCE_EVERY)
    this.#timer.unref()
  }

  static async open(deps: LedgerDeps): Promise<Ledger> {
    const { store, crypto, keys, clock } = deps
    const sequencer = await Sequencer.open(store, crypto, keys.log, clock, keys.server)
    return new Ledger(deps, sequencer, await checkAtStart(deps, sequencer))
  }

  /**
   * Verifies and appends what a device or a hand-in file brought, in order; resolves when everything is receipted.
   * Throws Refused: `chain-unknown` where no join made the chain, and what accept and append refuse; what came before
   * the refused part is kept.
   */
  async submit({ parts, receipts }: Accepted): Promise<(Outcome & { chain: string })[]> {
    const { crypto, keys } = this.deps
    const appended: Promise<Outcome & { chain: string }>[] = []
    try {
      for (const part of parts) {
        const chain = await this.#chain(part.chain)
        await verifyPart(crypto, chain.spki, part)
        const mine = receipts.filter(({ body }) => body.chain === part.chain)
        const handedBack =
          mine.length > 0 ? await ownReceipts(crypto, await keys.servicePublic(chain.organisation), mine) : []
        const { checkpoint: seen } = part.batch
        const checkpoint = seen && (await this.sequencer.recognise(seen))
        const key = await keys.service(chain.organisation)
        const work = { chain: chain.id, organisation: chain.organisation, class: chain.class, part, checkpoint }
        appended.push(
          this.#appender.append({ ...work, handedBack, key }).then(async (outcome) => {
            if (seen && typeof checkpoint === 'string' && outcome.takenBack > 0) await this.sequencer.lost(seen)
            return { chain: part.chain, ...outcome }
          }),
        )
      }
    } finally {
      await Promise.allSettled(appended)
    }
    return Promise.all(appended)
  }

  /** The next seq of a chain that has no receipt yet. */
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

  /**
   * For a package: seals what waits, then one inclusion proof for each chain, branch and Beijing day, for the last
   * receipt of the day, all into the one checkpoint: the newest cosigned one that covers these chains, else the newest; of a
   * log that is still empty that it is.
   * A receipt given meanwhile is not covered: `to` says how far each goes.
   */
  async sealedFor(chains: readonly number[]): Promise<SealedLog> {
    await this.sequencer.sequence()
    const sealed = await checkpointFor(this.deps, await this.sequencer.asItStands(), chains)
    return {
      note: await cosignedNote(this.deps, sealed),
      witnessed: await witnessedDays(this.deps, sealed),
      ends: await sealedEnds(this.deps.store, sealed, chains),
      proofsOf: await receiptProver(this.deps, sealed),
    }
  }

  /** The same with the proofs of these chains. */
  async proofs(chains: readonly number[]): Promise<Pick<SealedLog, 'note' | 'witnessed'> & { proofs: ReceiptProof[] }> {
    const { note, witnessed, proofsOf } = await this.sealedFor(chains)
    return { note, witnessed, proofs: await proofsOf(chains) }
  }

  /** The newest checkpoint with what witnesses signed under it. Throws Refused `not-found` before anything is sealed. */
  async checkpoint(): Promise<string> {
    const { sealed } = this.sequencer
    if (!sealed) throw new Refused('not-found', '还没有封存点')
    return cosignedNote(this.deps, sealed)
  }

  /** Keeps cosignatures that a witness brought. Throws Refused `signature-refused`. */
  cosigned(note: string): Promise<CosignatureAnswer> {
    return acceptCosignatures(this.deps, this.sequencer, note)
  }

  /** Answers what waits, then seals it where it can; what it can't is sealed after the next start. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#appender.close()
    await this.sequencer.sequence().catch(() => undefined)
  }

  async #chain(digest: string): Promise<Chain> {
    const known = this.#chains.get(digest)
    if (known) return known
    const { t, read } = this.deps.store
    const [row] = await read
      .select({ id: t.chain.id, spki: t.chain.spki, class: t.chain.class, organisation: t.class.organisation })
      .from(t.chain)
      .innerJoin(t.class, eq(t.class.id, t.chain.class))
      .where(eq(t.chain.digest, digest))
    if (!row) throw new Refused('chain-unknown', '服务器不认识这份记录，请重新加入班级')
    if (this.#chains.size >= REMEMBERED) this.#chains.clear()
    const chain = { ...row, spki: fromBase64url(row.spki) }
    this.#chains.set(digest, chain)
    return chain
  }
}
