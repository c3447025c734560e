import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** So much stays free whatever is uploaded: the record lies on the same disk and must go on being written. */
export const RESERVE = 1024 ** 3

export interface Disk {
  /** Bytes that may still be written in a folder. */
  free(folder: string): Promise<number>
  open(path: string, flags: string): Promise<FileHandle>
}

export const realDisk: Disk = {
  async free(folder) {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
  open,
}

/** What came of writing: how much of the file is safe, and what went wrong where something did. */
export interface Appended {
  received: number
  problem?: unknown
}

/**
 * Files while they are being uploaded, hashed as they stream by. What `append` says is received is on the disk (fsync); beyond that
 * nothing counts, so a file goes on exactly there after a lost connection, a killed server or a power cut.
 */
export class Staging {
  /** Hashes under way, and up to which byte. A restart forgets them: they are made again from the file. */
  readonly #hashes = new Map<string, { hash: Hash; at: number }>()

  constructor(
    readonly folder: string,
    readonly disk: Disk = realDisk,
  ) {}

  path = (id: string): string => join(this.folder, id)

  /** Bytes that are free on its disk. */
  async free(): Promise<number> {
    await mkdir(this.folder, { recursive: true })
    return this.disk.free(this.folder)
  }

  /** Whether so many bytes more fit beside the reserve. */
  async fits(bytes: number): Promise<boolean> {
    return (await this.free()) - RESERVE >= bytes
  }

  /** Writes behind the first `from` bytes; what lay behind them is cut off. Never throws for what the stream or the disk does. */
  async append(id: string, from: number, chunks: AsyncIterable<Uint8Array>): Promise<Appended> {
    const { hash } = await this.#hashedTo(id, from)
    this.#hashes.delete(id)
    const file = await this.disk.open(this.path(id), from === 0 ? 'w' : 'r+')
    let at = from
    let problem: unknown
    try {
      await file.truncate(from)
      for await (const chunk of chunks) {
        await writeAll(file, chunk, at)
        hash.update(chunk)
        at += chunk.length
      }
    } catch (error) {
      problem = error
    }
    try {
      await file.sync()
    } catch (error) {
      return { received: from, problem: problem ?? error }
    } finally {
      await file.close()
    }
    this.#hashes.set(id, { hash, at })
    return { received: at, ...(problem !== undefined && { problem }) }
  }

  /** SHA-256 of the first `size` bytes, in hex. */
  async digest(id: string, size: number): Promise<string> {
    const { hash } = await this.#hashedTo(id, size)
    return hash.copy().digest('hex')
  }

  /** Bytes on the disk, or undefined where there is no such file. */
  async size(id: string): Promise<number | undefined> {
    return (await stat(this.path(id)).catch(() => undefined))?.size
  }

  async remove(id: string): Promise<void> {
    this.#hashes.delete(id)
    await rm(this.path(id), { force: true })
  }

  /** Ids of all files that lie here. */
  async all(): Promise<string[]> {
    return (await readdir(this.folder, { withFileTypes: true }).catch(() => []))
      .filter((one) => one.isFile())
      .map(({ name }) => name)
  }

  async #hashedTo(id: string, at: number): Promise<{ hash: Hash }> {
    await mkdir(this.folder, { recursive: true })
    const known = this.#hashes.get(id)
    if (known?.at === at) return known
    const there = (await this.size(id)) ?? 0
    if (there < at) throw new Error(`only ${there} of ${at} bytes are there`)
    const hash = createHash('sha256')
    if (at > 0) for await (const chunk of createReadStream(this.path(id), { end: at - 1 })) hash.update(chunk)
    return { hash }
  }
}

/** A write may take less than it was given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

/** Whether an error says that the disk, or what one may have of it, is full. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
