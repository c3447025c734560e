import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { dayOf } from '../../shared/calendar/beijing'
import { base64url } from '../../shared/crypto'
import {
  batchesFile,
  chainFile,
  files,
  type KeysFile,
  keyBytes,
  type PackedReceipt,
  type ProofLine,
  receiptsFile,
  ruleFile,
} from '../../shared/package/layout'
import { type HandInLine, type ReceiptLine, receiptHash } from '../../shared/record/batch'
import { type Canonical, canonical } from '../../shared/record/canonical'
import { type Entry, readEntry } from '../../shared/record/entry'
import type { Facts } from '../../shared/study/facts'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { entryLines } from '../ledger/line'
import type { ReceiptProof } from '../ledger/proofs'
import { batchLines, receiptLines } from '../ledger/read'
import type { ChainOfSeat } from '../study/load'

/** Path in the bag -> bytes. */
export type Files = Map<string, Uint8Array>

const encoder = new TextEncoder()
export const put = (to: Files, path: string, text: string): void => void to.set(path, encoder.encode(text))
export const putJson = (to: Files, path: string, value: Canonical): void => put(to, path, canonical(value))
const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('')

/** The chains of a class with batches, receipts and proofs, whole up to the last sealed receipt. Returns what credit reads of them: the entries of branch 0, chain by chain, and every receipt. */
export async function putChains(
  to: Files,
  deps: Deps,
  chains: readonly ChainOfSeat[],
  proofs: readonly ReceiptProof[],
): Promise<{ entries: Entry[][]; receipts: Facts['receipts'] }> {
  const { store } = deps
  const all: { entries: Entry[][]; receipts: Facts['receipts'] } = { entries: [], receipts: [] }
  const proofLines: ProofLine[] = []
  for (const chain of chains) {
    // Hand-ins are answered between two of them.
    await breath()
    const mine = proofs.filter((proof) => proof.chain === chain.id)
    for (const branch of [...new Set(mine.map((proof) => proof.branch))].sort((a, b) => a - b)) {
      const through = Math.max(...mine.filter((proof) => proof.branch === branch).map(({ to }) => to))
      const entries = await entryLines(deps.store, chain.id, { branch, through })
      if (branch === 0) all.entries.push(entries.map((line) => readEntry(nodeCrypto, line)))
      put(to, chainFile(chain.digest, branch), lines(entries))
      const receipts = (await receiptLines(store, chain.id, branch)).filter(({ body }) => body.to <= through)
      all.receipts.push(...receipts.map(factOf))
      put(to, receiptsFile(chain.digest, branch), lines(packed(receipts).map((line) => canonical(line))))
    }
    if (mine.length > 0) put(to, batchesFile(chain.digest), lines(await signedBy(deps, chain, mine)))
    proofLines.push(
      ...mine.map(({ branch, day, receipt, proof }) => ({
        chain: chain.digest,
        ...(branch > 0 && { branch }),
        day,
        receipt,
        index: proof.index,
        path: proof.path,
      })),
    )
  }
  put(to, files.proofs, lines(proofLines.map((line) => canonical(line))))
  return all
}

const factOf = ({ body }: ReceiptLine): Facts['receipts'][number] => {
  const { chain, branch, from, to, at } = body
  return { chain, ...(branch && { branch }), from, to, at, hash: receiptHash(nodeCrypto, body) }
}

/** What does not follow from the entries; the day's last one holds the signature. */
const packed = (receipts: readonly ReceiptLine[]): PackedReceipt[] =>
  receipts.map(({ body: { to, at }, key, signature }, i) => {
    const next = receipts[i + 1]
    return next && dayOf(next.body.at) === dayOf(at) ? { to, at } : { to, at, key, signature }
  })

/** The device's key, and its last signature in each branch: it covers everything before it. */
async function signedBy({ store }: Deps, chain: ChainOfSeat, proofs: readonly ReceiptProof[]): Promise<string[]> {
  const { t, read } = store
  const [row] = await read
    .select({ device: t.chain.device, key: t.chain.spki })
    .from(t.chain)
    .where(eq(t.chain.id, chain.id))
  if (!row) throw new Error('a chain without its row')
  const envelope: HandInLine = { v: 1, chain: chain.digest, ...row }
  const last: string[] = []
  for (const branch of [...new Set(proofs.map((proof) => proof.branch))].sort((a, b) => a - b)) {
    const through = Math.max(...proofs.filter((proof) => proof.branch === branch).map(({ to }) => to))
    const line = (await batchLines(store, chain.id, branch, through)).at(-1)
    if (line) last.push(canonical(line))
  }
  return [canonical(envelope), ...last]
}

/** The text of every rule that these entries name, of `texts` by hash; a rule that this server never had stays named by its hash alone. */
export function putRules(to: Files, chains: readonly (readonly Entry[])[], texts: ReadonlyMap<string, string>): void {
  for (const entry of chains.flat()) {
    const ref = entry.body.rule
    const hash = typeof ref === 'string' ? ref.split('#')[1] : undefined
    const text = hash && texts.get(hash)
    if (hash && text) put(to, ruleFile(hash), text)
  }
}

/** The package key, and the keys it vouches for. */
export async function putKeys(to: Files, { keys }: Deps, organisation: string): Promise<void> {
  const signer = await keys.package(organisation)
  const entries: KeysFile['keys'] = []
  for (const { purpose, public: key, createdAt: from } of await keys.inUse(organisation)) {
    entries.push({ key, purpose, from, signature: base64url(await signer.sign(keyBytes({ key, purpose, from }))) })
  }
  putJson(to, files.keys, { v: 1, keys: entries.sort((a, b) => (a.purpose + a.key < b.purpose + b.key ? -1 : 1)) })
}
