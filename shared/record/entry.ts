import * as v from 'valibot'
import { byteLength, type Crypto, sha256Hex } from '../crypto'
import { type Body, bodies, type Kind } from './bodies'
import { type Canonical, canonical, NotCanonical, parseCanonical } from './canonical'
import { MAX_INSTANT } from './fields'

/** An entry is at most 16 kB, a batch at most 500 entries or 1 MB. */
export const MAX_ENTRY_BYTES = 16_384
export const MAX_BATCH_ENTRIES = 500
export const MAX_BATCH_BYTES = 1_048_576
export const ENTRY_VERSION = 1

/** All that a receiver requires of an entry; the body is judged apart, by `readKnown`. */
export interface Envelope {
  v: number
  chain: string
  seq: number
  prev?: string
  at: number
  kind: string
  body: { readonly [key: string]: Canonical | undefined }
}

/** One link of a chain: the exact line, its hash, and what it says. */
export interface Entry extends Envelope {
  /** The exact JCS text, without the line feed. */
  line: string
  /** Lower-case hexadecimal SHA-256 of the line's bytes. */
  hash: string
}

/** An entry of a chain that was verified when it came: what it says, without the line it was read from. */
export type Verified = Omit<Entry, 'line' | 'prev'>

/** `known` entries carry a body that follows its schema; the rest is kept, receipted and listed as unread. */
export type Known = { [K in Kind]: Omit<Verified, 'kind' | 'body'> & { kind: K; body: Body<K> } }[Kind]

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
  if (byteLength(line) > MAX_ENTRY_BYTES) throw new NotCanonical('entry is too large')
  const entry = envelopeOf(parseCanonical(line))
  if (!entry) throw new NotCanonical('not an entry')
  if ((entry.seq === 0) !== (entry.prev === undefined)) throw new NotCanonical('only entry 0 has no prev')
  return { ...entry, line, hash: sha256Hex(crypto, line) }
}

/** By hand: a schema costs more here than all the rest of an entry's reading. */
function envelopeOf(value: Canonical): Envelope | undefined {
  if (!isObject(value)) return undefined
  const { v, chain, seq, prev, at, kind, body } = value
  const good =
    isCount(v) &&
    v > 0 &&
    isDigest(chain) &&
    isCount(seq) &&
    isCount(at) &&
    at <= MAX_INSTANT &&
    typeof kind === 'string' &&
    kind.length > 0 &&
    kind.length <= 32 &&
    isObject(body)
  if (!good) return undefined
  const members = Object.keys(value).length
  if (prev === undefined) return members === 6 ? { v, chain, seq, at, kind, body } : undefined
  return isDigest(prev) && members === 7 ? { v, chain, seq, prev, at, kind, body } : undefined
}

const isObject = (value: Canonical | undefined): value is { readonly [key: string]: Canonical | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: Canonical | undefined): value is number => typeof value === 'number' && value >= 0
const isDigest = (value: Canonical | undefined): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** Own names alone: every object has a `constructor`. */
const kinds = new Set<string>(Object.keys(bodies))
const isKind = (text: string): text is Kind => kinds.has(text)

/** The entry with its body checked, or undefined where version, kind or body is not known: the entry is then unread. */
export function readKnown(entry: Verified): Known | undefined {
  if (entry.v !== ENTRY_VERSION || !isKind(entry.kind)) return undefined
  const { kind } = entry
  const body = v.safeParse(bodies[kind], entry.body)
  return body.success ? ({ ...entry, kind, body: body.output } as Known) : undefined
}

/** Bodies that passed their schema hold only text, integers, booleans, lists and objects. */
const asCanonical = (body: object): { [key: string]: Canonical } => body as { [key: string]: Canonical }
