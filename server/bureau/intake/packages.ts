import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Disk, Staging } from '../../media/staging'

/** A file while it is being sent; a restart forgets it, and the sender begins anew. */
export interface Sending {
  id: string
  organisation: string
  /** A member at the console; or a 单位 of the register by address, with the SHA-256 of the token that its pieces come with. */
  by: { member: string } | { firm: string; token: string }
  name: string
  size: number
  received: number
  /** When it began, was announced again, or a piece of it last came. */
  touchedAt: number
  /** When a byte of it last came; as long as none did, when the file was first announced. */
  cameAt: number
  /** A piece of it is coming now. */
  coming?: true
  /** Whole, and being taken in. */
  taking?: true
}

/**
 * Packages as received, each under the SHA-256 of its bytes in `packages/` of the data folder, read-only. Nothing here is ever named by what a
 * sender or an archive says. Beside them what is being sent.
 */
export class Packages {
  readonly folder: string
  readonly staging: Staging
  readonly sending = new Map<string, Sending>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(dataDir: string, disk?: Disk) {
    this.folder = join(dataDir, 'packages')
    this.staging = new Staging(join(this.folder, 'incoming'), disk)
  }

  /** What a stopped server left half sent goes. */
  async start(): Promise<void> {
    for (const id of await this.staging.all()) await this.staging.remove(id)
  }

  path(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('no SHA-256')
    return join(this.folder, sha256)
  }

  async has(sha256: string): Promise<boolean> {
    return (await stat(this.path(sha256)).catch(() => undefined)) !== undefined
  }

  /** Keeps a copy of a file whose bytes have this hash; returns once it is safe on the disk. */
  async keep(from: string, sha256: string): Promise<void> {
    if (!(await this.has(sha256))) await this.keepAgain(from, sha256)
  }

  /** The same, in place of what lies there under that hash. */
  async keepAgain(from: string, sha256: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const to = this.path(sha256)
    const half = `${to}.part`
    try {
      await copyFile(from, half)
      await synced(half)
      await chmod(half, 0o400)
      await rename(half, to)
      await synced(this.folder)
    } catch (error) {
      await rm(half, { force: true })
      throw error
    }
  }

  /**
   * What nobody went on sending since then goes, with its bytes: a closed page does not say so. `empty`: of what was announced by address, and of which not
   * a byte came.
   */
  async dropUntouched(since: number, empty = since): Promise<void> {
    for (const { id, by, received, touchedAt, cameAt, coming, taking } of [...this.sending.values()]) {
      const [last, bound] = received > 0 ? [cameAt, since] : [touchedAt, 'firm' in by ? empty : since]
      if (last < bound && !coming && !taking) await this.drop(id)
    }
  }

  /** What was being sent goes, with its bytes. */
  async drop(id: string): Promise<void> {
    this.sending.delete(id)
    await this.staging.remove(id)
  }

  /** For good. That it was there stays in the database. */
  async remove(sha256: string): Promise<void> {
    await rm(this.path(sha256), { force: true })
  }

  read = (sha256: string) => createReadStream(this.path(sha256), { highWaterMark: 1 << 18 })

  /** One after the other, in the order in which they were asked for: verifying fills a core. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
