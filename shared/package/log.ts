import { type Crypto, fromHex } from '../crypto'
import { readCheckpoint, verifyCheckpoint } from '../log/checkpoint'
import { verifyInclusion } from '../log/merkle'
import type { Milliseconds } from '../record/fields'
import { type PackageFiles, textIn } from './bag'
import type { KeptBranch, Sealing } from './kept-branch'
import type { PackedKey } from './keys'
import { files, type ProofLine, proofLine } from './layout'
import { eachLineOf, parseFile } from './parse'
import type { Checks } from './report'

/** What the sealed log holds of the package: each proven receipt with its place. */
export interface SealedLog {
  note: string
  receipts: { index: number; at: Milliseconds; chain: string; day: string }[]
}

/** The last receipt of every chain and Beijing day is a leaf of the sealed log; the receipts before it follow by `before`. */
export async function checkLog(
  crypto: Crypto,
  from: PackageFiles,
  keys: readonly PackedKey[],
  branches: readonly KeptBranch[],
  checks: Checks,
): Promise<SealedLog | undefined> {
  const note = (await textIn(from, files.checkpoint)) ?? ''
  const signed = await Promise.all(keys.map(({ spki }) => verifyCheckpoint(crypto, note, spki)))
  const sealed = signed.some(Boolean)
  checks.add('真实性', '封存点由服务器的日志密钥签名', sealed ? [] : ['封存点的签名不符'])
  const { problems, receipts } = sealed
    ? readProofs(crypto, await textIn(from, files.proofs), note, branches)
    : { problems: ['没有可信的封存点，无法核对'], receipts: [] }
  checks.add('真实性', '回执已封存，封存后不能改动和倒填日期', problems)
  return sealed ? { note, receipts } : undefined
}

function readProofs(
  crypto: Crypto,
  text: string | undefined,
  note: string,
  branches: readonly KeptBranch[],
): { problems: string[]; receipts: SealedLog['receipts'] } {
  const lines = eachLineOf(text)
  if (!lines) return { problems: [`${files.proofs} 不完整`], receipts: [] }
  const { size, root } = readCheckpoint(note)
  const wanted = new Map<string, Sealing & { chain: string }>()
  for (const { chain, branch, sealings } of branches)
    for (const sealing of sealings) wanted.set(placeOf({ chain, branch, day: sealing.day }), { ...sealing, chain })
  const receipts: SealedLog['receipts'] = []
  const problems: string[] = []
  let number = 0
  for (const line of lines) {
    number++
    const parsed = parseFile(proofLine, line)
    if ('problem' in parsed) {
      problems.push(`第 ${number} 个封存证明${parsed.problem}`)
      continue
    }
    const proof = parsed.value
    const place = placeOf(proof)
    const one = wanted.get(place)
    const holds =
      one?.receipt === proof.receipt &&
      verifyInclusion(crypto, one.leaf, proof.index, size, proof.path.map(fromHex), root)
    if (holds) {
      wanted.delete(place)
      receipts.push({ index: proof.index, at: one.at, chain: one.chain, day: one.day })
    } else problems.push(`第 ${number} 个封存证明不成立（${proof.chain.slice(0, 16)}… ${proof.day}）`)
  }
  for (const place of wanted.keys()) problems.push(`缺少封存证明：${place.slice(0, 16)}… ${place.split('/')[2]}`)
  return { problems, receipts }
}

const placeOf = ({ chain, branch, day }: Pick<ProofLine, 'chain' | 'day'> & { branch?: number | undefined }) =>
  `${chain}/${branch ?? 0}/${day}`
