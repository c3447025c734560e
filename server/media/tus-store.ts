import type { Readable } from 'node:stream'
import { DataStore, Upload } from '@tus/server'
import { eq } from 'drizzle-orm'
import { LOOKED_AT, notVideo } from '../../shared/media/first-bytes'
import { Refused } from '../ledger/accept'
import { isFull } from './staging'
import { refuseUpload, type TakeInDeps, takeIn } from './take-in'
import { noRoom } from './uploads'

/** What tus asks of a store, over the register of uploads in the database and their files in `Staging`. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'termination']
  /** Writes under way: the next request of an upload sees what the one before it has made safe. */
  readonly #writing = new Map<string, Promise<unknown>>()

  constructor(readonly deps: TakeInDeps) {
    super()
  }

  override async getUpload(id: string): Promise<Upload> {
    await this.#writing.get(id)?.catch(() => undefined)
    const { t, read } = this.deps.store
    const [row] = await read.select().from(t.mediaUpload).where(eq(t.mediaUpload.id, id))
    if (!row) throw new Refused('not-found', '没有这个上传，可能已取消。请重新选择文件上传')
    if (row.refused !== null) throw new Refused('file-refused', row.refused)
    const offset = row.file !== null || row.sha256 !== null ? row.size : await this.#safe(row)
    // The server was killed, or the answer was lost, between the last byte and what follows it.
    if (offset === row.size) await takeIn(this.deps, id)
    return new Upload({ id, size: row.size, offset })
  }

  /** Answers with how much of the file is safe. Throws `storage-full`, `file-refused`, or what broke the connection. */
  override write(stream: Readable, id: string, offset: number): Promise<number> {
    const written = this.#write(stream, id, offset).finally(() => this.#writing.delete(id))
    this.#writing.set(id, written)
    return written
  }

  async #write(stream: Readable, id: string, offset: number): Promise<number> {
    const { store, clock, media } = this.deps
    const { t } = store
    const [row] = await store.read.select().from(t.mediaUpload).where(eq(t.mediaUpload.id, id))
    if (!row) throw new Refused('not-found', '上传已取消')
    if (!(await media.staging.fits(row.size - offset))) throw noRoom()
    // Whoever stops reading does not break the request: its refusal could not be answered any more.
    const chunks: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }),
    }
    const { received, problem } = await media.staging.append(id, offset, offset === 0 ? videoAlone(chunks) : chunks)
    if (problem instanceof Refused) return refuseUpload(this.deps, id, problem)
    await store.tx((q) =>
      q.update(t.mediaUpload).set({ received, touchedAt: clock.now() }).where(eq(t.mediaUpload.id, id)),
    )
    if (problem !== undefined) throw isFull(problem) ? noRoom() : problem
    if (received === row.size) await takeIn(this.deps, id)
    return received
  }

  /** What the register says is safe, where the file still has it: a restored server has the register alone. */
  async #safe({ id, received }: { id: string; received: number }): Promise<number> {
    return ((await this.deps.media.staging.size(id)) ?? 0) >= received ? received : 0
  }
}

/** Passes a stream on, unless what it begins with is surely no video. Throws `file-refused`. */
async function* videoAlone(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let first = true
  for await (const chunk of stream) {
    const is = first && chunk.length >= LOOKED_AT ? notVideo(chunk) : undefined
    if (is) throw new Refused('file-refused', `这个文件是${is}，不是视频。请选择授课录像`)
    first = false
    yield chunk
  }
}
