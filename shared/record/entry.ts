import * as v from 'valibot'
import { type Crypto, sha256Hex, utf8 } from '../crypto'
import { type Body, bodies, type Kind } from './bodies'
import { type Canonical, canonical, NotCanonical, parseCanonical } from './canonical'
import { count, digest, instant, integer, text } from './fields'

/** An entry is at most 16 kB, a batch at most 500 entries or 1 MB. */
export const MAX_ENTRY_BYTES = 16_384
export const MAX_BATCH_ENTRIES = 500
export const MAX_BATCH_BYTES = 1_048_576
export const ENTRY_VERSION = 1

/** The envelope; all of it that a receiver requires. `body` is judged apart, by `readBody`. */
const envelope = v.strictObject({
  v: v.pipe(integer, v.minValue(1)),
  chain: digest,
  seq: count,
  prev: v.optional(digest),
  at: instant,
  kind: text(32),
  body: v.custom<{ [key: string]: Canonical }>((body) => typeof body === 'object' && body !== null && !Array.isArray(body)),
})

export type Envelope = v.InferOutput<typeof envelope>

/** One link of a chain: the exact line, its hash, and what it says. */
export interface Entry extends Envelope {
  /** The exact JCS text, without the line feed. */
  line: string
  /** Lower-case hexadecimal SHA-256 of the line's bytes. */
  hash: string
}

/** `known` entries carry a body that follows its schema; the rest is kept, receipted and listed as unread. */
export type Known = { [K in Kind]: Omit<Entry, 'kind' | 'body'> & { kind: K; body: Body<K> } }[Kind]

/** Writes the next entry of a chain. Throws NotCanonical or valibot's error when the body breaks its schema or the entry is too large. */
export function writeEntry<K extends Kind>(
  crypto: Crypto,
  entry: { chain: string; seq: number; prev?: string | undefined; at: number; kind: K; body: Body<K> },
): Entry {
  const body = asCanonical(v.parse(bodies[entry.kind], entry.body))
  const line = canonical({ ...entry, v: ENTRY_VERSION, body })
  return readEntry(crypto, line)
}

/** Reads a line. Throws NotCanonical on a broken envelope: too large, not canonical, or not of the entry's shape. */
export function readEntry(crypto: Crypto, line: string): Entry {
  const bytes = utf8(line)
  if (bytes.length > MAX_ENTRY_BYTES) throw new NotCanonical(`entry of ${bytes.length} bytes`)
  const parsed = v.safeParse(envelope, parseCanonical(line))
  if (!parsed.success) throw new NotCanonical('not an entry')
  const entry = parsed.output
  if ((entry.seq === 0) !== (entry.prev === undefined)) throw new NotCanonical('only entry 0 has no prev')
  return { ...entry, line, hash: sha256Hex(crypto, bytes) }
}

/** The entry with its body checked, or undefined where version, kind or body is not known: the entry is then unread. */
export function readKnown(entry: Entry): Known | undefined {
  if (entry.v !== ENTRY_VERSION || !(entry.kind in bodies)) return undefined
  const kind = entry.kind as Kind
  const body = v.safeParse(bodies[kind], entry.body)
  return body.success ? ({ ...entry, kind, body: body.output } as Known) : undefined
}

/** Bodies that passed their schema hold only text, integers, booleans, lists and objects. */
const asCanonical = (body: object): { [key: string]: Canonical } => body as { [key: string]: Canonical }
