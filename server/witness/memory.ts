import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { sha256Hex } from '../../shared/crypto'
import { readCheckpoint, readOrigin } from '../../shared/log/checkpoint'
import { canonical, parseCanonical } from '../../shared/record/canonical'
import { instant } from '../../shared/record/fields'
import { nodeCrypto } from '../crypto'
import type { Known } from './judge'

const line = v.strictObject({
  v: v.literal(1),
  at: instant,
  /** SHA-256 of the line before. */
  before: v.optional(v.string()),
  /** `seen`: verified and cosigned. `refused`: kept as evidence, together with `known`; the log key signed both. */
  kind: v.picklist(['seen', 'refused']),
  /** With our own signature line where it was cosigned. */
  note: v.string(),
  known: v.optional(v.string()),
  sentence: v.optional(v.string()),
  findings: v.optional(v.array(v.string())),
})
export type Remembered = v.InferOutput<typeof line>

/** The file is not as this witness wrote it. */
export class MemoryBroken extends Error {
  override name = 'MemoryBroken'
}

/**
 * What a witness saw of one log: a file that only grows, one JCS line each, each naming the one before. A line is on disk
 * before the cosignature leaves the house, so a witness never signs two branches, whenever it is stopped.
 */
export class Memory {
  readonly #lines: Remembered[] = []
  #last: string | undefined

  /** `looks`: nothing is written, also not the end of a file that a crash cut short. Throws MemoryBroken. */
  constructor(
    readonly file: string,
    looks = false,
  ) {
    if (!existsSync(file)) return
    const bytes = readFileSync(file)
    const whole = bytes.lastIndexOf(0x0a) + 1
    // A line cut short by a crash was never acted upon.
    if (whole < bytes.length && !looks) truncateSync(file, whole)
    for (const text of bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)) this.#take(text)
  }

  /** The newest checkpoint that was cosigned, with every root seen. */
  get known(): Known | undefined {
    const seen = this.#lines.filter(({ kind }) => kind === 'seen')
    const newest = seen.at(-1)
    return (
      newest && {
        note: newest.note,
        rootAt: (origin, size) =>
          seen.map(({ note }) => readCheckpoint(note)).find((one) => one.origin === origin && one.size === size)?.root,
      }
    )
  }

  get lines(): readonly Remembered[] {
    return this.#lines
  }

  append(entry: Omit<Remembered, 'v' | 'before'>): void {
    const text = canonical({ v: 1, ...(this.#last !== undefined && { before: this.#last }), ...entry })
    mkdirSync(dirname(this.file), { recursive: true })
    appendFileSync(this.file, `${text}\n`)
    const handle = openSync(this.file, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    this.#take(text)
  }

  #take(text: string): void {
    const broken = () => new MemoryBroken(`备查记录 ${this.file} 第 ${this.#lines.length + 1} 行被改动过或已损坏`)
    let read: Remembered
    try {
      read = v.parse(line, parseCanonical(text))
      if (read.kind === 'seen' && !readOrigin(readCheckpoint(read.note).origin)) throw broken()
    } catch {
      throw broken()
    }
    if (read.before !== this.#last) throw broken()
    this.#lines.push(read)
    this.#last = sha256Hex(nodeCrypto, text)
  }
}

const looked = new Map<string, { stamp: string; lines: readonly Remembered[] }>()

/** What was seen of a log, for people to look at: a file that did not change is not read again. Throws MemoryBroken. */
export function remembered(file: string): readonly Remembered[] {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) return []
  const stamp = `${stat.ino} ${stat.size} ${stat.mtimeMs}`
  const known = looked.get(file)
  if (known?.stamp === stamp) return known.lines
  const { lines } = new Memory(file, true)
  looked.set(file, { stamp, lines })
  return lines
}
