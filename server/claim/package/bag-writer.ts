import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Encrypter } from 'age-encryption'
import yazl from 'yazl'
import { sha256Hex, utf8 } from '../../../shared/crypto'
import { BAGIT, files } from '../../../shared/package/layout'
import { manifestText } from '../../../shared/package/manifest'
import { type Canonical, canonical } from '../../../shared/record/canonical'
import { nodeCrypto } from '../../crypto'
import { asNodeStream, bytesOf } from '../../keep/container'

export type Content = Uint8Array | AsyncIterable<Uint8Array>

/** Where the files of a package go, by their path inside the bag. */
export interface Sink {
  /** Resolves when it is written down; each path once. `size` in bytes, where it may be over 4 GB. */
  add(path: string, content: Content, size?: number): Promise<void>
}

export const addText = (to: Sink, path: string, text: string): Promise<void> => to.add(path, utf8(text))
export const addJson = (to: Sink, path: string, value: Canonical): Promise<void> => addText(to, path, canonical(value))
export const addLines = (to: Sink, path: string, lines: readonly string[]): Promise<void> =>
  addText(to, path, lines.map((line) => `${line}\n`).join(''))

/** The same files in a folder of `data/`. */
export const inFolder = (to: Sink, folder: string): Sink => ({
  add: (path, content, size) => to.add(path.replace(/^data\//, `data/${folder}/`), content, size),
})

/** A second or third signature over the tag manifest, or a time stamp. */
export type Seal = (tagManifest: Uint8Array) => Promise<readonly (readonly [path: string, bytes: Uint8Array])[]>

export interface Written {
  /** Of the file as delivered. */
  bytes: number
  sha256: string
  /** Of the tag manifest. */
  content: string
}

/**
 * Writes one BagIt bag as a ZIP, file by file, hashing what goes through: it holds a chunk of one file and a line of every
 * file's hash, whatever the size of the whole. The same contents in the same order give the same bytes. With a recipient
 * nothing is ever on disk in clear.
 */
export class BagWriter implements Sink {
  readonly #zip = new yazl.ZipFile()
  readonly #out = new PassThrough()
  readonly #payload = new Map<string, string>()
  readonly #written: Promise<{ bytes: number; sha256: string }>
  #octets = 0

  constructor(
    readonly bag: string,
    readonly target: string,
    recipient?: string,
  ) {
    this.#zip.outputStream.pipe(this.#out)
    this.#written = this.#write(recipient)
    // Said by `add` and `close`; nobody waits for it in between.
    this.#written.catch(() => undefined)
  }

  /** What went through so far. */
  get octets(): number {
    return this.#octets
  }

  /** A file under `data/`. Throws what the disk says (ENOSPC), and what the content throws. */
  async add(path: string, content: Content, size?: number): Promise<void> {
    if (this.#payload.has(path)) throw new Error(`${path} is in the package already`)
    const hash = createHash('sha256')
    const look = (chunk: Uint8Array) => {
      hash.update(chunk)
      this.#octets += chunk.length
    }
    await this.#put(path, content, { look, ...(size !== undefined && { size }) })
    this.#payload.set(path, hash.digest('hex'))
  }

  /** Writes bag-info, manifests and signatures behind the payload and ends the file. */
  async close(info: Readonly<Record<string, string>>, seal: Seal): Promise<Written> {
    const lines = { ...info, 'Payload-Oxum': `${this.#octets}.${this.#payload.size}` }
    const tags = [
      [files.bagit, BAGIT],
      [files.info, Object.entries(lines).reduce((text, [label, value]) => `${text}${label}: ${oneLine(value)}\n`, '')],
      [files.manifest, manifestText(this.#payload)],
    ] as const
    for (const [path, text] of tags) await this.#put(path, utf8(text))
    const tagManifest = utf8(manifestText(new Map(tags.map(([path, text]) => [path, sha256Hex(nodeCrypto, text)]))))
    await this.#put(files.tagManifest, tagManifest)
    for (const [path, bytes] of await seal(tagManifest)) await this.#put(path, bytes)
    this.#zip.end()
    return { ...(await this.#written), content: sha256Hex(nodeCrypto, tagManifest) }
  }

  /** Ends it before its time; nothing stays. */
  async abort(): Promise<void> {
    this.#out.destroy(new Error('the package was given up'))
    await this.#written.catch(() => undefined)
    await rm(this.target, { force: true })
  }

  async #put(
    path: string,
    content: Content,
    { look = () => undefined, size }: { look?: (chunk: Uint8Array) => void; size?: number } = {},
  ): Promise<void> {
    // The archive keeps what it is given until its end: the content goes with the stream, so that it does not keep that.
    let waiting = content
    const through = new Promise<void>((resolve, reject) => {
      this.#zip.addReadStreamLazy(
        `${this.bag}/${path}`,
        {
          mtime: new Date(2020, 1, 20),
          mode: 0o100644,
          compressionLevel: /\.(xlsx|pdf|sig|sm2|tsr)$/.test(path) || path.startsWith('data/videos/') ? 0 : 6,
          forceDosTimestamp: true,
          ...(size !== undefined && { size, forceZip64Format: size >= 0xffffffff }),
        },
        (start) => {
          const stream = Readable.from(looked(waiting, look), { objectMode: false })
          waiting = new Uint8Array()
          stream.once('error', reject).once('end', resolve)
          start(null, stream)
        },
      )
    })
    // Where the disk is full nothing goes through any more.
    await Promise.race([through, this.#written])
  }

  async #write(recipient: string | undefined): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash('sha256')
    let bytes = 0
    const counted = new Transform({
      transform(chunk: Buffer, _, next) {
        hash.update(chunk)
        bytes += chunk.length
        next(null, chunk)
      },
    })
    const source = recipient === undefined ? this.#out : await sealed(this.#out, recipient)
    await pipeline(source, counted, createWriteStream(this.target, { mode: 0o600, flush: true }))
    return { bytes, sha256: hash.digest('hex') }
  }
}

/** What age (v1, X25519) makes of it for this recipient. Throws on a recipient that is none. */
async function sealed(plain: AsyncIterable<Uint8Array>, recipient: string): Promise<Readable> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return Readable.fromWeb(asNodeStream(await encrypter.encrypt(bytesOf(plain))))
}

async function* looked(content: Content, look: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    look(chunk)
    yield chunk
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
