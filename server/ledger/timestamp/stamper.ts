import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { base64url, utf8 } from '../../../shared/crypto'
import { readCheckpoint } from '../../../shared/log/checkpoint'
import { BadToken } from '../../../shared/package/timestamp/token'
import type { Clock } from '../../clock'
import type { Store } from '../../db/store'
import { newestCheckpoint } from '../leaves'
import { requestTimestamp, type Stamped } from './request'

const LOOK_EVERY = 3_600_000

/** Asks the configured authority: once a Beijing day over the newest checkpoint, and whenever a package is built. */
export class Stamper {
  readonly #timer: NodeJS.Timeout

  constructor(
    readonly deps: { store: Store; clock: Clock },
    readonly url: string,
    readonly fetcher: typeof fetch = fetch,
  ) {
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY)
    this.#timer.unref()
  }

  /** A time stamp of these bytes; undefined where the authority does not answer, which is said on the console. */
  async stamp(data: Uint8Array): Promise<Stamped | undefined> {
    try {
      return await requestTimestamp(this.url, data, this.fetcher)
    } catch (error) {
      if (!(error instanceof BadToken)) throw error
      console.error(`没有取得时间戳（${this.url}）：${error.message}`)
      return undefined
    }
  }

  /** Stamps the newest checkpoint unless one was stamped today or this one ever was. True when it did. */
  async stampToday(): Promise<boolean> {
    const { store, clock } = this.deps
    const { t, read } = store
    const newest = await newestCheckpoint(store)
    if (!newest) return false
    const { generation, size, note } = newest
    const stamped = await read
      .select({ size: t.timestampToken.size, at: t.timestampToken.receivedAt })
      .from(t.timestampToken)
      .where(eq(t.timestampToken.generation, generation))
    if (stamped.some((one) => one.size === size || dayOf(one.at) === dayOf(clock.now()))) return false
    const got = await this.stamp(utf8(readCheckpoint(note).text))
    if (!got) return false
    const row = { generation, size, token: base64url(got.response), stampedAt: got.at, receivedAt: clock.now() }
    await store.tx((q) => q.insert(t.timestampToken).values(row).onConflictDoNothing())
    return true
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #look(): Promise<void> {
    await this.stampToday().catch((error: unknown) =>
      console.error(`没有保存时间戳：${error instanceof Error ? error.message : ''}`),
    )
  }
}
