import * as v from 'valibot'
import { type Crypto, fromBase64url, sha256Hex } from '../crypto'
import { canonical } from './canonical'
import { base64urlText, count, digest, instant, text } from './fields'
import { signedBytes } from './pae'

export { byteLength } from '../crypto'

/** What a batch signature covers: the chain up to `seq`, whose hash is `head`, and the last checkpoint the device saw. */
export const batch = v.strictObject({
  chain: digest,
  seq: count,
  head: digest,
  checkpoint: v.optional(v.strictObject({ origin: text(200), size: count, root: base64urlText })),
})
export const batchLine = v.strictObject({ batch, signature: base64urlText })

/** The server's countersignature: entries `from`..`to` of the chain, the last of hash `head`, were here at `at`; `before` = hash of the chain's previous receipt. */
export const receipt = v.strictObject({
  v: v.literal(1),
  chain: digest,
  /** Absent in the chain itself; n >= 1 where a fork was kept apart. */
  branch: v.optional(v.pipe(count, v.minValue(1))),
  from: count,
  to: count,
  head: digest,
  at: instant,
  before: v.optional(digest),
})

/** Everything the service key signs has this form. */
export const statementOf = <T extends 'receipt' | 'extract' | 'rules' | 'class', S extends v.GenericSchema>(
  type: T,
  body: S,
) => v.strictObject({ type: v.literal(type), body, key: digest, signature: base64urlText })
export const receiptLine = statementOf('receipt', receipt)

/** First line of each chain's part of a hand-in file. */
export const handInLine = v.strictObject({
  v: v.literal(1),
  device: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  chain: digest,
  key: base64urlText,
  code: v.optional(text(40)),
})

export type Batch = v.InferOutput<typeof batch>
export type BatchLine = v.InferOutput<typeof batchLine>
export type Receipt = v.InferOutput<typeof receipt>
export type ReceiptLine = v.InferOutput<typeof receiptLine>
export type HandInLine = v.InferOutput<typeof handInLine>

export const batchBytes = (value: Batch): Uint8Array => signedBytes('xueji/batch/1', value)
/** `body` is the request's body; the signature proves that the holder of the chain key sent it in answer to this challenge. */
export const syncBytes = (crypto: Crypto, chain: string, challenge: string, body: string): Uint8Array =>
  signedBytes('xueji/sync/1', { chain, challenge, body: sha256Hex(crypto, body) })
/** The old chain's key vouches for the key of the chain that replaces it. */
export const replaceBytes = (chain: string, claim: string, key: string): Uint8Array =>
  signedBytes('xueji/replace/1', { chain, claim, key })
export const receiptBytes = (value: Receipt): Uint8Array => signedBytes('xueji/receipt/1', value)
/** The leaf of the log and what `before` hashes: the receipt's JCS bytes. */
export const receiptHash = (crypto: Crypto, value: Receipt): string => sha256Hex(crypto, canonical(value))

export const verifyBatch = (crypto: Crypto, spki: Uint8Array, line: BatchLine): Promise<boolean> =>
  verifySigned(crypto, spki, line.signature, batchBytes(line.batch))
export const verifyReceipt = (crypto: Crypto, spki: Uint8Array, line: ReceiptLine): Promise<boolean> =>
  verifySigned(crypto, spki, line.signature, receiptBytes(line.body))

/** ECDSA P-256 over the bytes; a signature that is not base64url is `false`. */
export async function verifySigned(
  crypto: Crypto,
  spki: Uint8Array,
  signature: string,
  bytes: Uint8Array,
): Promise<boolean> {
  let raw: Uint8Array
  try {
    raw = fromBase64url(signature)
  } catch {
    return false
  }
  return crypto.verifyP256(spki, raw, bytes)
}

/** A chain's id, and a key's fingerprint: SHA-256 of the SPKI DER. */
export const fingerprint = (crypto: Crypto, spki: Uint8Array): string => sha256Hex(crypto, spki)
