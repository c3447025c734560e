import { base64url, type Crypto, sha256Hex, type Signer } from '../../shared/crypto'
import { fingerprint, type Receipt, type ReceiptLine, receiptBytes } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import type { ReceiptRow } from '../db/store'

/** Signs a receipt with the organisation's service key. */
export async function signReceipt(crypto: Crypto, key: Signer, body: Receipt): Promise<ReceiptLine> {
  const signature = base64url(await key.sign(receiptBytes(body)))
  return { type: 'receipt', body, key: fingerprint(crypto, key.publicKey), signature }
}

export const receiptRow = (crypto: Crypto, chain: number, line: ReceiptLine): ReceiptRow => ({
  chain,
  branch: line.body.branch ?? 0,
  from: line.body.from,
  to: line.body.to,
  at: line.body.at,
  hash: sha256Hex(crypto, canonical(line.body)),
  line: canonical(line),
})
