import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { count } from 'drizzle-orm'
import * as v from 'valibot'
import type { Store } from '../db/store'

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** Rows that a restored database must have again. */
export const rowCounts = v.strictObject({
  organisations: whole,
  classes: whole,
  seats: whole,
  chains: whole,
  entries: whole,
  receipts: whole,
  leaves: whole,
})
export type RowCounts = v.InferOutput<typeof rowCounts>

/** `manifest.json`, the first file inside: what the backup holds, and of which state. */
export const manifest = v.strictObject({
  /** 2: received packages belong to it, named in packages.txt. */
  xuejiBackup: v.picklist([1, 2]),
  /** ms */
  at: whole,
  server: v.string(),
  address: v.string(),
  program: v.string(),
  database: v.picklist(['sqlite', 'postgres']),
  /** Names of the migrations the database went through: a program that lacks one cannot read it. */
  migrations: v.array(v.string()),
  counts: rowCounts,
  /** The newest checkpoint as a signed note; absent before the first receipt is sealed. */
  checkpoint: v.optional(v.string()),
  /** By path, with `/`. */
  files: v.record(v.string(), v.strictObject({ bytes: whole, sha256: digest })),
})
export type Manifest = v.InferOutput<typeof manifest>

export async function countsOf({ t, read }: Pick<Store, 't' | 'read'>): Promise<RowCounts> {
  const of = async (table: Parameters<ReturnType<typeof read.select>['from']>[0]) =>
    (await read.select({ n: count() }).from(table))[0]?.n ?? 0
  return {
    organisations: await of(t.organisation),
    classes: await of(t.class),
    seats: await of(t.seat),
    chains: await of(t.chain),
    entries: await of(t.entry),
    receipts: await of(t.receipt),
    leaves: await of(t.leaf),
  }
}

/** Every file under a folder with size and SHA-256, sorted by path. */
export async function filesIn(folder: string): Promise<Manifest['files']> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort()
  const files: Manifest['files'] = {}
  for (const name of names) {
    const file = join(folder, name)
    const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (isFile) files[name] = { bytes: size, sha256: await sha256Of(file) }
  }
  return files
}

/** Hexadecimal; reads the file once, in pieces. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
