import { base64url, fromBase64url } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { fingerprint, type ReceiptLine, syncBytes, verifyReceipt, verifySigned } from '../../shared/record/batch'
import type { SyncAnswer } from '../../shared/api'
import { signedBytes } from '../../shared/record/pae'
import { chainSigner, webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import { type ChainRow, strict } from '../journal/store'
import { nextBatch } from './batches'
import { replaceChain } from './replace'
import { type Fetch, postJoin, postSync, ServerRefused } from './server'

const FIRST_RETRY = 15_000
const LONGEST_RETRY = 30 * 60_000

/** Hands in what has no receipt yet, chain by chain, one request of a chain in flight. Nothing is dropped, whatever the answer. */
export class Outbox {
  readonly #running = new Map<string, Promise<void>>()

  constructor(
    readonly recorder: Recorder,
    readonly fetcher: Fetch,
    readonly random: () => number = Math.random,
  ) {}

  /** All chains; `now` also those that are waiting after a failure. Resolves when each was tried. */
  async syncAll(now = false): Promise<void> {
    const rows = await this.recorder.db.getAll('chains')
    await Promise.all(rows.map((row) => this.sync(row.chain, now)))
  }

  sync(chain: string, now = false): Promise<void> {
    const running = this.#running.get(chain)
    if (running) return running
    const turn = this.#sync(chain, now).finally(() => this.#running.delete(chain))
    this.#running.set(chain, turn)
    return turn
  }

  async #sync(chain: string, now: boolean): Promise<void> {
    const row = await this.recorder.db.get('chains', chain)
    if (!row?.server || row.state === 'replaced' || (!now && row.retry.notBefore > this.recorder.now())) return
    try {
      if (row.rewriteFrom !== undefined) await replaceChain(this.recorder, this.fetcher, row.chain)
      else await this.#handIn(row.chain)
    } catch (error) {
      await this.#failed(chain, error)
    }
  }

  /** Batch after batch until the server has everything; then one empty request for the figures. */
  async #handIn(chain: string): Promise<void> {
    for (let renewed = 0; ; ) {
      const row = await this.recorder.db.get('chains', chain)
      if (!row?.server) return
      const batch = await nextBatch(this.recorder, row)
      try {
        const answer = await this.#request(row, batch?.body ?? '')
        await this.#take(row, answer)
        if (answer.forked) return await replaceChain(this.recorder, this.fetcher, chain)
        if (!batch) return
      } catch (error) {
        if (!(error instanceof ServerRefused) || renewed++ > 20 || !(await this.#cured(row, error))) throw error
      }
    }
  }

  async #request(row: ChainRow, body: string): Promise<SyncAnswer> {
    const challenge = row.challenge ?? 'none'
    const signature = base64url(await chainSigner(row).sign(syncBytes(webCrypto, row.chain, challenge, body)))
    return postSync(this.fetcher, row.server ?? '', { 'xueji-chain': row.chain, 'xueji-challenge': challenge, 'xueji-signature': signature }, body)
  }

  /** A receipt is believed only when the pinned service key signed it for the very entry we hold. */
  async #take(row: ChainRow, answer: SyncAnswer): Promise<void> {
    const { receipt, extract, checkpoint } = answer
    if (receipt && !(await this.#good(row, receipt))) throw new ServerRefused({ code: 'odd-answer', message: '服务器的回执不是本单位的签名，没有采信，记录保留在本机' })
    const key = fromBase64url(row.class.body.serviceKey)
    const signed = extract && extract.key === row.class.key && extract.body.chain === row.chain && (await verifySigned(webCrypto, key, extract.signature, signedBytes('xueji/extract/1', extract.body)))
    const seen = checkpoint === undefined ? undefined : checkpointOf(checkpoint)
    await this.#update(row.chain, (fresh, tx) => {
      if (receipt && !receipt.body.branch) void tx.objectStore('receipts').put({ chain: row.chain, to: receipt.body.to, line: receipt })
      const { rewriteFrom, ...rest } = fresh
      return {
        ...rest,
        challenge: answer.challenge,
        ...(receipt && !receipt.body.branch && { receipted: Math.max(fresh.receipted, receipt.body.to) }),
        ...(answer.forked && receipt && { rewriteFrom: Math.min(rewriteFrom ?? receipt.body.from, receipt.body.from) }),
        ...(seen && { checkpoint: seen }),
        ...(signed && { extract: extract.body, state: extract.body.state === 'pending' ? 'pending' : 'joined' }),
        retry: { failures: 0, notBefore: 0 },
        lastSync: { at: this.recorder.now(), ok: true, message: '' },
      }
    })
  }

  async #good(row: ChainRow, line: ReceiptLine): Promise<boolean> {
    const { chain, to, head } = line.body
    const entry = await this.recorder.db.get('entries', [chain, to])
    const key = fromBase64url(row.class.body.serviceKey)
    return chain === row.chain && entry?.hash === head && line.key === fingerprint(webCrypto, key) && (await verifyReceipt(webCrypto, key, line))
  }

  /** What can be put right at once: a new challenge, a rewind, a join said again, a chain to be replaced. False leaves it to the backoff. */
  async #cured(row: ChainRow, { answer }: ServerRefused): Promise<boolean> {
    switch (answer.code) {
      case 'challenge':
        await this.#update(row.chain, (fresh) => ({ ...fresh, challenge: answer.challenge ?? '' }))
        return true
      case 'sequence-hole':
        if (answer.expected === undefined || answer.expected > row.receipted) return false
        await this.#update(row.chain, (fresh) => ({ ...fresh, receipted: (answer.expected ?? 0) - 1 }))
        return true
      case 'chain-unknown':
        if (!row.join) return false
        {
          const joined = await postJoin(this.fetcher, row.server ?? '', row.join)
          await this.#update(row.chain, (fresh) => ({ ...fresh, receipted: -1, challenge: joined.challenge }))
        }
        return true
      case 'entry-refused':
        await this.#update(row.chain, (fresh) => ({ ...fresh, rewriteFrom: answer.seq ?? fresh.receipted + 1 }))
        await replaceChain(this.recorder, this.fetcher, row.chain)
        return true
      default:
        return false
    }
  }

  async #failed(chain: string, error: unknown): Promise<void> {
    const refusal = error instanceof ServerRefused ? error.answer : { code: 'odd-answer' as const, message: '上交没有完成，会自动再试' }
    await this.#update(chain, (row) => {
      const failures = row.retry.failures + 1
      const wait = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(failures - 1, 10)) * (0.5 + this.random())
      return {
        ...row,
        retry: { failures, notBefore: this.recorder.now() + Math.max(wait, (refusal.retryAfter ?? 0) * 1000) },
        lastSync: { at: this.recorder.now(), ok: false, message: refusal.message },
      }
    })
  }

  async #update(chain: string, change: (row: ChainRow, tx: ReturnType<typeof strict>) => ChainRow): Promise<void> {
    await this.recorder.turn(async () => {
      const tx = strict(this.recorder.db)
      const row = await tx.objectStore('chains').get(chain)
      if (row) void tx.objectStore('chains').put(change(row, tx))
      await tx.done
    })
  }
}

function checkpointOf(note: string): ChainRow['checkpoint'] {
  try {
    const { origin, size, root } = readCheckpoint(note)
    return { origin, size, root: base64url(root) }
  } catch {
    return undefined
  }
}
