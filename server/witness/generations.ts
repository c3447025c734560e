import * as v from 'valibot'
import { type Crypto, fromBase64url, fromHex, utf8 } from '../../shared/crypto'
import { type Checkpoint, readCheckpoint, verifyCheckpoint } from '../../shared/log/checkpoint'
import { leafHash, same, verifyInclusion } from '../../shared/log/merkle'
import { type OpeningAnswer, openingText } from '../../shared/log/served'
import { parseCanonical } from '../../shared/record/canonical'
import type { Asked, Judgement, Known } from './judge'

/**
 * A log whose database came back from a backup goes on in a new generation, and its leaf 0 names the checkpoint that was
 * lost. The witness follows it from the generation it knows to the newest, and accepts each only so; that it happened at
 * all is a finding. Throws NoAnswer.
 */
export async function acceptGenerations(
  { crypto, source, key }: Asked,
  known: Known,
  { server, generation: newest }: { server: string; generation: number },
): Promise<Judgement> {
  const findings: string[] = []
  let before = readCheckpoint(known.note)
  let note = known.note
  const first = Number(before.origin.slice(before.origin.lastIndexOf('/') + 1)) + 1
  for (let generation = first; generation <= newest; generation++) {
    const answer = await source.opening(generation)
    note = answer.note
    const lost = await lostIn(crypto, answer, key, `xueji/${server}/${generation}`)
    const wrong = lost ? problemWith(lost, before, known) : '它的开头没有可信的证明'
    if (!lost || wrong)
      return { verdict: 'refused', refusal: 'generation', note, sentence: `第 ${generation} 代日志不能接受：${wrong}` }
    findings.push(`日志自备份恢复，另起第 ${generation} 代：它承认丢失了 ${lost.origin} 的封存点（${lost.size} 条）`)
    if (lost.size < before.size)
      findings.push(`本方见过 ${before.origin} 的 ${before.size} 条，多于它承认丢失的 ${lost.size} 条：请查明差的部分`)
    if (lost.size > before.size && known.rootAt(lost.origin, lost.size) === undefined)
      findings.push(`它承认丢失的封存点（${lost.size} 条）晚于本方上次见到的 ${before.size} 条，本方没有见过`)
    if (lost.size < before.size && known.rootAt(lost.origin, lost.size) === undefined)
      findings.push(
        `本方没有见过 ${lost.origin} 的 ${lost.size} 条那一刻的封存点，无法核对其内容：请查明它是否原样保留`,
      )
    before = readCheckpoint(note)
  }
  return { verdict: 'good', note, findings }
}

/** What leaf 0 names as lost, proven to be leaf 0 of a checkpoint that the log key signed for this generation. */
async function lostIn(
  crypto: Crypto,
  { opening, note, path }: OpeningAnswer,
  key: Uint8Array,
  origin: string,
): Promise<Checkpoint | undefined> {
  if (!(await verifyCheckpoint(crypto, note, key))) return undefined
  const checkpoint = readCheckpoint(note)
  const included = verifyInclusion(
    crypto,
    leafHash(crypto, utf8(opening)),
    0,
    checkpoint.size,
    path.map(fromHex),
    checkpoint.root,
  )
  if (!included || checkpoint.origin !== origin) return undefined
  try {
    const { lost } = v.parse(openingText, parseCanonical(opening))
    return { ...lost, root: fromBase64url(lost.root) }
  } catch {
    return undefined
  }
}

function problemWith(lost: Checkpoint, before: Checkpoint, known: Known): string | undefined {
  if (lost.origin !== before.origin) return `它指的是 ${lost.origin}，不是本方见过的 ${before.origin}`
  const seen = lost.size === before.size ? before.root : known.rootAt(lost.origin, lost.size)
  if (seen && !same(seen, lost.root)) return `它指的 ${lost.size} 条的封存点，与本方见过的不是同一份`
  return undefined
}
