import { join } from 'node:path'
import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import type { Clock } from '../clock'
import type { Store } from '../db/store'
import { Background } from '../study/background'
import { finishDisposals } from './dispose'
import { FolderStore } from './folder-store'
import { keyOf, type ObjectStore } from './object-store'
import { type S3Settings, S3Store } from './s3-store'
import { type Disk, Staging } from './staging'

export interface MediaOptions {
  store: Store
  clock: Clock
  dataDir: string
  s3?: S3Settings | undefined
  disk?: Disk | undefined
}

/** An upload that nobody has touched for so long is given up, ms. */
const GIVEN_UP = 60 * 86_400_000
/** After an object store that did not answer, ms. */
const AGAIN = 60_000

/**
 * Where videos are: those being uploaded, those in the data folder, and those in the object store where there is one. A finished file
 * lies in the folder first and is moved on from there, so that no upload waits for another server, and an object store that does not
 * answer loses nothing.
 */
export class Media {
  readonly staging: Staging
  readonly folder: FolderStore
  readonly remote: S3Store | undefined
  /** Uploads that are being taken in, so that two requests do it once. */
  readonly takingIn = new Map<string, Promise<void>>()
  readonly #moving = new Background(() => this.#move(), 0, 1)
  #again: NodeJS.Timeout | undefined

  constructor(readonly options: MediaOptions) {
    const folder = join(options.dataDir, 'media')
    this.staging = new Staging(join(folder, 'incoming'), options.disk)
    this.folder = new FolderStore(join(folder, 'files'))
    this.remote = options.s3 && new S3Store(options.s3)
  }

  /** What a killed server left half done is finished, uploads that were given up go, and the rest is moved on. */
  async start(): Promise<void> {
    await this.#tidy()
    await finishDisposals(this)
    this.wake()
  }

  /** There may be something to move. Returns at once. */
  wake(): void {
    if (this.remote) this.#moving.wake()
  }

  /** Resolves when nothing is left to move. Throws what the object store says. */
  async settle(): Promise<void> {
    if (this.remote) await this.#moving.settle(() => this.#moveOne())
  }

  async close(): Promise<void> {
    clearTimeout(this.#again)
    await this.#moving.close()
    await Promise.allSettled(this.takingIn.values())
  }

  /** What lies at a place by its name; undefined where bytes are gone, or in an object store that is no longer configured. */
  at(place: string): ObjectStore | undefined {
    return place === 'folder' ? this.folder : place === 's3' ? this.remote : undefined
  }

  async #move(): Promise<boolean> {
    try {
      await finishDisposals(this)
      return await this.#moveOne()
    } catch (error) {
      console.error('object store:', error instanceof Error ? error.message : typeof error)
      clearTimeout(this.#again)
      this.#again = setTimeout(() => this.wake(), AGAIN)
      this.#again.unref()
      return false
    }
  }

  /** Moves one file to the object store; false where none is left. */
  async #moveOne(): Promise<boolean> {
    const { remote, folder } = this
    const { t, read, tx } = this.options.store
    const [file] = await read
      .select({ id: t.mediaFile.id, organisation: t.mediaFile.organisation, sha256: t.mediaFile.sha256 })
      .from(t.mediaPlace)
      .innerJoin(t.mediaFile, eq(t.mediaFile.id, t.mediaPlace.file))
      .where(and(eq(t.mediaPlace.place, 'folder'), eq(t.mediaPlace.state, 'ok')))
      .orderBy(asc(t.mediaFile.at))
      .limit(1)
    if (!file || !remote) return false
    const key = keyOf(file)
    if ((await folder.size(key)) === undefined) {
      await tx((q) => q.update(t.mediaPlace).set({ state: 'missing' }).where(eq(t.mediaPlace.file, file.id)))
      return true
    }
    await remote.put(key, folder.path(key))
    const moved = await tx((q) =>
      q
        .update(t.mediaPlace)
        .set({ place: 's3', checkedAt: this.options.clock.now() })
        .where(and(eq(t.mediaPlace.file, file.id), eq(t.mediaPlace.place, 'folder')))
        .returning({ file: t.mediaPlace.file }),
    )
    // Disposed of meanwhile: what was just sent goes as well.
    if (moved.length === 0) await remote.remove(key)
    await folder.remove(key)
    return true
  }

  async #tidy(): Promise<void> {
    const { store, clock } = this.options
    const { t } = store
    await store.tx(async (q) => {
      await q
        .delete(t.mediaUpload)
        .where(and(isNull(t.mediaUpload.file), lt(t.mediaUpload.touchedAt, clock.now() - GIVEN_UP)))
    })
    const open = await store.read.select({ id: t.mediaUpload.id }).from(t.mediaUpload).where(isNull(t.mediaUpload.file))
    const known = new Set(open.map(({ id }) => id))
    for (const id of await this.staging.all()) if (!known.has(id)) await this.staging.remove(id)
  }
}
