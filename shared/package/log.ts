import { dayOf } from '../calendar/beijing'
import { type Crypto, fromHex, utf8 } from '../crypto'
import { readCheckpoint, verifyCheckpoint } from '../log/checkpoint'
import { leafHash, verifyInclusion } from '../log/merkle'
import { canonical } from '../record/canonical'
import type { Milliseconds } from '../record/fields'
import { type Bag, textOf } from './bag'
import type { PackedBranch } from './chains'
import type { PackedKey } from './keys'
import { files, type ProofLine, proofLine } from './layout'
import { linesOf, parseFile } from './parse'
import type { Checks } from './report'

/** What the sealed log holds of the package: each proven receipt with its place. */
export interface SealedLog {
  note: string
  receipts: { index: number; at: Milliseconds; chain: string; day: string }[]
}

/** The last receipt of every chain and Beijing day is a leaf of the sealed log; the receipts before it follow by `before`. */
export async function checkLog(
  crypto: Crypto,
  bag: Bag,
  keys: readonly PackedKey[],
  branches: readonly PackedBranch[],
  checks: Checks,
): Promise<SealedLog | undefined> {
  const note = textOf(bag, files.checkpoint) ?? ''
  const signed = await Promise.all(keys.map(({ spki }) => verifyCheckpoint(crypto, note, spki)))
  const sealed = signed.some(Boolean)
  checks.add('真实性', '封存点由服务器的日志密钥签名', sealed ? [] : ['封存点的签名不符'])
  const { problems, receipts } = sealed
    ? readProofs(crypto, bag, note, branches)
    : { problems: ['没有可信的封存点，无法核对'], receipts: [] }
  checks.add('真实性', '回执已封存，封存后不能改动和倒填日期', problems)
  return sealed ? { note, receipts } : undefined
}

function readProofs(
  crypto: Crypto,
  bag: Bag,
  note: string,
  branches: readonly PackedBranch[],
): { problems: string[]; receipts: SealedLog['receipts'] } {
  const lines = linesOf(textOf(bag, files.proofs))
  if (!lines) return { problems: [`${files.proofs} 不完整`], receipts: [] }
  const { size, root } = readCheckpoint(note)
  const wanted = new Map<string, { leaf: Uint8Array; receipt: string; at: Milliseconds }>()
  for (const { chain, branch, receipts } of branches) {
    for (const { body, hash } of receipts) {
      wanted.set(placeOf({ chain, branch, day: dayOf(body.at) }), {
        leaf: leafHash(crypto, utf8(canonical(body))),
        receipt: hash,
        at: body.at,
      })
    }
  }
  const receipts: SealedLog['receipts'] = []
  const problems: string[] = []
  for (const [i, line] of lines.entries()) {
    const parsed = parseFile(proofLine, line)
    if ('problem' in parsed) {
      problems.push(`第 ${i + 1} 个封存证明${parsed.problem}`)
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
      receipts.push({ index: proof.index, at: one.at, chain: proof.chain, day: proof.day })
    } else problems.push(`第 ${i + 1} 个封存证明不成立（${proof.chain.slice(0, 16)}… ${proof.day}）`)
  }
  for (const place of wanted.keys()) problems.push(`缺少封存证明：${place.slice(0, 16)}… ${place.split('/')[2]}`)
  return { problems, receipts }
}

const placeOf = ({ chain, branch, day }: Pick<ProofLine, 'chain' | 'day'> & { branch?: number | undefined }) =>
  `${chain}/${branch ?? 0}/${day}`
