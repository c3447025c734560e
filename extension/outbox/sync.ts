import type { ExtractBody, SyncAnswer } from '../../shared/api'
import { base64url } from '../../shared/crypto'
import { syncBytes } from '../../shared/record/batch'
import { MAX_BATCH_ENTRIES } from '../../shared/record/entry'
import { chainSigner, webCrypto } from '../journal/crypto'
import { usable } from '../journal/keys'
import type { Recorder } from '../journal/recorder'
import { replaceChain } from '../journal/replacing'
import type { ChainRow, SyncOutcome } from '../journal/rows'
import { nextTry } from './backoff'
import { type Batch, nextBatch, sendable } from './batches'
import { checkpointOf, isNewClass, keepReceipt, newerRules, soundExtract } from './receipts'
import type { Answer, Server } from './server'

/** Figures older than this are asked for again while somebody studies. */
const STALE = 10 * 60_000
/** Far more than any chain needs in one run; a server that never gets ahead ends it. */
const ROUNDS = 1000

/**
 * Hands in. One request in flight a chain; chains do not wait for each other. Nothing is ever dropped: whatever the answer,
 * entries stay, and only a receipt that the pinned key signed marks them.
 */
export class Sync {
  readonly #running = new Map<string, Promise<void>>()

  constructor(
    readonly recorder: Recorder,
    readonly server: Server,
    readonly build: string,
    readonly allowed: (origin: string) => Promise<boolean> = () => Promise.resolve(true),
    /** The organisation sent other site rules. */
    readonly rulesChanged: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Gives every chain with a server its turn; `now` does not wait for a backoff and always asks for the figures. */
  async all({ now = false } = {}): Promise<void> {
    const rows = await this.recorder.db.getAll('chains')
    await Promise.all(rows.map(({ chain }) => this.chain(chain, now)))
  }

  chain(chain: string, now = false): Promise<void> {
    const running = this.#running.get(chain)
    if (running) return now ? running.then(() => this.chain(chain, true)) : running
    const turn = this.#turn(chain, now).finally(() => this.#running.delete(chain))
    this.#running.set(chain, turn)
    return turn
  }

  async #turn(chain: string, now: boolean): Promise<void> {
    const row = await this.#row(chain)
    if (!row || (row.state === 'replaced' && row.receipted >= sendable(row) - 1)) return
    if (row.state === 'unusable' || (!now && row.retry.notBefore > this.recorder.now())) return
    try {
      if (!(await usable(row))) return await this.#keyLost(row)
      if (row.server && !(await this.allowed(row.server))) return await this.#failed(row, 'no-permission')
      if (row.server) await this.#exchange(chain, now)
      await this.#replaceIfForked(chain)
    } catch (error) {
      await this.#failed(row, 'refused', { detail: error instanceof Error ? error.name : 'error' })
    }
  }

  async #exchange(chain: string, now: boolean): Promise<void> {
    let limit = MAX_BATCH_ENTRIES
    let sent = false
    for (let round = 0; round < ROUNDS; round++) {
      const row = await this.#row(chain)
      if (!row?.server) return
      const from = Math.min(row.expected, row.receipted + 1)
      const batch = await nextBatch(this.recorder.db, row, from, limit)
      if (!batch && !this.#wantsFigures(row, now)) return
      const answer = await this.#ask(row, batch)
      if (answer.kind === 'refused' && answer.code === 'too-large' && batch && limit > 1) {
        limit = Math.max(1, Math.floor((batch.to - batch.from + 1) / 2))
        continue
      }
      if (answer.kind !== 'answered') {
        if (!(await this.#afterRefusal(row, answer))) return
        continue
      }
      sent ||= batch !== undefined
      if (!(await this.#take(row, batch, answer.value, sent ? 'received' : 'nothing-new')) || !batch) return
    }
  }

  /** One request; a stale challenge is renewed once. */
  async #ask(row: ChainRow, batch: Batch | undefined): Promise<Answer<SyncAnswer>> {
    const body = batch?.body ?? ''
    const once = async (challenge: string) =>
      this.server.sync(
        row.server ?? '',
        {
          chain: row.chain,
          challenge,
          rules: row.rules?.version ?? 0,
          signature: base64url(await chainSigner(row).sign(syncBytes(webCrypto, row.chain, challenge, body))),
        },
        body,
      )
    const first = await once(row.challenge ?? '')
    const { challenge } = first.kind === 'refused' ? first : {}
    if (first.kind !== 'refused' || first.code !== 'challenge' || challenge === undefined) return first
    await this.recorder.changeChain(row.chain, (now) => ({ ...now, challenge }))
    return once(challenge)
  }

  /** Takes an answer in. False ends the run. */
  async #take(row: ChainRow, batch: Batch | undefined, answer: SyncAnswer, outcome: SyncOutcome): Promise<boolean> {
    const at = this.recorder.now()
    const judged = answer.receipt ? await keepReceipt(this.recorder, row, answer.receipt) : undefined
    if (judged === 'wrong' || (batch && !answer.receipt)) {
      await this.#failed(row, 'receipt-wrong')
      return false
    }
    const extract = await soundExtract(row, answer)
    const moved = extract?.class && (await isNewClass(row, extract.class))
    const rules = await newerRules(row, answer)
    const checkpoint = checkpointOf(answer.checkpoint)
    const server = answer.receipt?.body.at ?? extract?.at
    await this.recorder.changeChain(row.chain, (now) => ({
      ...now,
      challenge: answer.challenge,
      expected: answer.expected,
      ...(checkpoint && { checkpoint }),
      ...(rules && { rules }),
      ...(extract && { extract, state: stateBy(now, extract) }),
      ...(moved && extract?.class && { class: extract.class }),
      ...(server !== undefined && { skew: server - at }),
      retry: { failures: 0, notBefore: 0 },
      lastSync: { at, outcome },
    }))
    if (rules) await this.#rulesChanged(row, rules.version)
    if (judged === 'fork') return false
    // The server holds entries that we do not: this profile was set back (restore card, old image).
    if (answer.expected > row.next && row.state !== 'replaced') {
      await this.recorder.changeChain(row.chain, (now) => ({
        ...now,
        rewriteFrom: Math.min(row.next, now.rewriteFrom ?? row.next),
      }))
      return false
    }
    return true
  }

  /** Reacts to a refusal. True: try again at once. */
  async #afterRefusal(row: ChainRow, answer: Exclude<Answer<SyncAnswer>, { kind: 'answered' }>): Promise<boolean> {
    const later = { ...(answer.retryAfter !== undefined && { retryAfter: answer.retryAfter }) }
    if (answer.kind === 'failed') {
      await this.#failed(row, 'unreachable', later)
      return false
    }
    const { code, expected, seq } = answer
    if (code === 'sequence-hole' && expected !== undefined && expected < Math.min(row.expected, row.receipted + 1)) {
      await this.recorder.changeChain(row.chain, (now) => ({ ...now, expected }))
      return true
    }
    if (code === 'entry-refused') {
      const refused = seq ?? row.receipted + 1
      await this.recorder.changeChain(row.chain, (now) => ({
        ...now,
        rewriteFrom: Math.min(refused, now.rewriteFrom ?? refused),
      }))
      return refused > row.receipted + 1
    }
    if (code === 'chain-unknown') return this.#joinAgain(row)
    const outcome: SyncOutcome =
      code === 'too-many-requests' || code === 'storage-full' || code === 'internal' ? 'busy' : 'refused'
    await this.#failed(row, outcome, { ...later, detail: code })
    return false
  }

  /** A server restored from before we joined gets the same join again, then everything. */
  async #joinAgain(row: ChainRow): Promise<boolean> {
    const answer = row.join && row.server ? await this.server.join(row.server, row.join) : undefined
    if (answer?.kind !== 'answered') {
      await this.#failed(row, row.state === 'file' ? 'not-joined-yet' : 'refused', { detail: 'chain-unknown' })
      return false
    }
    await this.recorder.changeChain(row.chain, (now) => ({ ...now, challenge: answer.value.challenge, expected: 0 }))
    return true
  }

  async #replaceIfForked(chain: string): Promise<void> {
    const row = await this.#row(chain)
    if (!row || row.rewriteFrom === undefined || row.state === 'replaced') return
    if (!(await replaceChain(this.recorder, this.server, this.build, chain))) await this.#failed(row, 'moving')
  }

  #wantsFigures({ state, receipted, extract, skew = 0 }: ChainRow, now: boolean): boolean {
    const stale = extract === undefined || this.recorder.now() - (extract.at - skew) > STALE
    return state !== 'replaced' && (now || stale || state === 'pending' || receipted > (extract.through ?? -1))
  }

  /** In the record, too: from here on pages may be read otherwise. */
  async #rulesChanged({ chain, class: { body } }: ChainRow, version: number): Promise<void> {
    const detail = `${body.organisation.id} ${version}`
    await this.recorder.turn(() =>
      this.recorder.write(chain, [{ kind: 'system', body: { event: 'rules-changed', detail } }]),
    )
    await this.rulesChanged()
  }

  async #keyLost(row: ChainRow): Promise<void> {
    await this.recorder.changeChain(row.chain, (now) => ({
      ...now,
      state: 'unusable',
      lastSync: { at: this.recorder.now(), outcome: 'key-lost' },
    }))
  }

  #failed(
    row: ChainRow,
    outcome: SyncOutcome,
    { retryAfter, detail }: { retryAfter?: number; detail?: string } = {},
  ): Promise<void> {
    const at = this.recorder.now()
    return this.recorder.changeChain(row.chain, (now) => ({
      ...now,
      retry: nextTry(now.retry, at, retryAfter),
      lastSync: { at, outcome, ...(detail && { detail }) },
    }))
  }

  #row(chain: string): Promise<ChainRow | undefined> {
    return this.recorder.db.get('chains', chain)
  }
}

const stateBy = (row: ChainRow, { state }: ExtractBody): ChainRow['state'] =>
  row.state === 'replaced' || row.state === 'unusable'
    ? row.state
    : state === 'pending'
      ? row.state === 'file'
        ? 'file'
        : 'pending'
      : 'joined'
