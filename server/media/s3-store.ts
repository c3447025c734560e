import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { S3mini } from 's3mini'
import { Refused } from '../ledger/accept'
import type { ObjectStore, Range } from './object-store'

export interface S3Settings {
  /** With the bucket: `https://bucket.oss-cn-beijing.aliyuncs.com`, or `https://minio.example.cn/bucket`. */
  endpoint: string
  accessKeyId: string
  secretAccessKey: string
  region: string
}

/** Of one request; 10,000 parts of it are 160 GB, and one at a time is all the memory that a file takes. */
const PART = 16 * 1024 ** 2

/** Files in a bucket of an S3-compatible store (MinIO, Aliyun OSS, Tencent COS, Huawei OBS). */
export class S3Store implements ObjectStore {
  readonly name = 's3'
  readonly #bucket: S3mini

  constructor({ endpoint, accessKeyId, secretAccessKey, region }: S3Settings) {
    this.#bucket = new S3mini({ endpoint, accessKeyId, secretAccessKey, region })
  }

  async size(key: string): Promise<number | undefined> {
    const there = await this.#bucket.objectExists(key)
    return there ? this.#bucket.getContentLength(key) : undefined
  }

  async read(key: string, range?: Range): Promise<Readable> {
    const response = range
      ? // The end is exclusive to s3mini.
        await this.#bucket.getObjectRaw(key, false, range.from, range.to + 1)
      : await this.#bucket.getObjectResponse(key)
    if (!response?.ok || !response.body) throw new Refused('not-found', '对象存储里没有这个视频文件，请联系管理员')
    return Readable.fromWeb(asNode(response.body))
  }

  /** Sends the file part by part, then reads it back: a store that answers well may still have lost a part. */
  async put(key: string, path: string): Promise<void> {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size <= PART) await this.#bucket.putObject(key, await partOf(file, 0, size))
      else await this.#putParts(key, file, size)
    } finally {
      await file.close()
    }
    const hash = createHash('sha256')
    for await (const chunk of await this.read(key)) hash.update(chunk)
    if (hash.digest('hex') !== key.split('/').at(-1))
      throw new Error('what the object store gives back is not what it was given')
  }

  async remove(key: string): Promise<void> {
    await this.#bucket.deleteObject(key)
  }

  async #putParts(key: string, file: FileHandle, size: number): Promise<void> {
    const upload = await this.#bucket.getMultipartUploadId(key)
    try {
      const parts = []
      for (let at = 0; at < size; at += PART)
        parts.push(await this.#bucket.uploadPart(key, upload, await partOf(file, at, size), parts.length + 1))
      await this.#bucket.completeMultipartUpload(key, upload, parts)
    } catch (error) {
      // Parts that nobody completes are paid for.
      await this.#bucket.abortMultipartUpload(key, upload).catch(() => undefined)
      throw error
    }
  }
}

async function partOf(file: FileHandle, at: number, size: number): Promise<Uint8Array> {
  const part = new Uint8Array(Math.min(PART, size - at))
  for (let done = 0; done < part.length; ) {
    const { bytesRead } = await file.read(part, done, part.length - done, at + done)
    if (bytesRead === 0) throw new Error('the file became shorter while it was sent')
    done += bytesRead
  }
  return part
}

/** The same stream: fetch is typed by the DOM, Node's streams by Node. */
const asNode = (body: globalThis.ReadableStream<Uint8Array>): ReadableStream => body as ReadableStream
