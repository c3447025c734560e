import { base64url, type Crypto, type Signer } from '../../shared/crypto'
import { fingerprint, type Receipt, type ReceiptLine, receiptBytes, receiptHash } from '../../shared/record/batch'
import type { ReceiptRow } from '../db/store'

/** Signs a receipt with the organisation's service key. */
export async function signReceipt(crypto: Crypto, key: Signer, body: Receipt): Promise<ReceiptLine> {
  const signature = base64url(await key.sign(receiptBytes(body)))
  return { type: 'receipt', body, key: fingerprint(crypto, key.publicKey), signature }
}

/** What is stored of a receipt; `chain` is the surrogate id. */
export const receiptRow = (crypto: Crypto, chain: number, { body, key, signature }: ReceiptLine): ReceiptRow => ({
  chain,
  branch: body.branch ?? 0,
  from: body.from,
  to: body.to,
  at: body.at,
  head: body.head,
  hash: receiptHash(crypto, body),
  key,
  signature,
})

/** The receipt as it was signed; `chain` is the chain's digest, `before` the hash of the branch's receipt before. */
export const receiptOf = (
  chain: string,
  { branch, from, to, head, at, key, signature }: Omit<ReceiptRow, 'chain' | 'hash'>,
  before: string | null | undefined,
): ReceiptLine => ({
  type: 'receipt',
  body: { v: 1, chain, ...(branch > 0 && { branch }), from, to, head, at, ...(before && { before }) },
  key,
  signature,
})
