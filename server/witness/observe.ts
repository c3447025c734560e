import type { Crypto, Signer } from '../../shared/crypto'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { cosign } from '../../shared/log/cosignature'
import type { Milliseconds } from '../../shared/record/fields'
import type { Clock } from '../clock'
import { type Judgement, judge } from './judge'
import type { Memory } from './memory'
import type { LogSource } from './source'

/** Who witnesses. */
export interface Self {
  /** C2SP name, as it stands in signature lines. */
  name: string
  key: Signer
}

export type Observed =
  | { verdict: 'good'; cosigned: string; at: Milliseconds; findings: string[] }
  /** `known`: what the witness saw before, with its own signature line; with `note` it is the evidence. */
  | (Extract<Judgement, { verdict: 'refused' }> & { known: string | undefined })

/**
 * One look at a log: judge what it shows, keep it, then cosign. What is refused is kept too, beside what was known. Throws
 * NoAnswer and MemoryBroken; then nothing was signed.
 */
export async function observe(
  {
    crypto,
    clock,
    source,
    key,
    memory,
  }: { crypto: Crypto; clock: Clock; source: LogSource; key: Uint8Array; memory: Memory },
  self: Self,
): Promise<Observed> {
  const { known } = memory
  const judged = await judge({ crypto, source, key }, known)
  const at = clock.now()
  if (judged.verdict === 'refused') {
    const { note, sentence } = judged
    const last = memory.lines.at(-1)
    if (last?.kind !== 'refused' || last.note !== note || last.sentence !== sentence)
      memory.append({ at, kind: 'refused', note, sentence, ...(known && { known: known.note }) })
    return { ...judged, known: known?.note }
  }
  const own = ownSignature(judged.note)
  const cosigned = own + (await cosign(crypto, own, self.name, self.key, at))
  const { findings } = judged
  memory.append({ at, kind: 'seen', note: cosigned, ...(findings.length > 0 && { findings }) })
  return { verdict: 'good', cosigned, at, findings }
}

/** The note with the log's signature alone: what other witnesses signed is theirs to bring. */
function ownSignature(note: string): string {
  const { text, origin, signatures } = readCheckpoint(note)
  const mine = signatures.filter(({ name }) => name === origin)
  return `${text}\n${mine.map(({ line }) => line).join('')}`
}
