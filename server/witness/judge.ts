import type { Crypto } from '../../shared/crypto'
import { fromHex } from '../../shared/crypto'
import { type Checkpoint, readCheckpoint, readOrigin, verifyCheckpoint } from '../../shared/log/checkpoint'
import { same, verifyConsistency } from '../../shared/log/merkle'
import { acceptGenerations } from './generations'
import type { LogSource } from './source'

export type Refusal =
  /** The log key did not sign it. */
  | 'signature'
  /** Another log under the same key. */
  | 'origin'
  /** Fewer leaves than were seen: receipts were removed, or the database came back from a backup. */
  | 'shrunk'
  /** As many or more leaves, but others. */
  | 'forked'
  /** A new generation that does not name what was seen. */
  | 'generation'

/** What a witness makes of what a log shows. `findings`: what somebody should look at though it may be cosigned. */
export type Judgement =
  | { verdict: 'good'; note: string; findings: string[] }
  | { verdict: 'refused'; refusal: Refusal; note: string; sentence: string }

/** What the witness saw before, from its own memory. */
export interface Known {
  /** The largest checkpoint of the newest generation it accepted. */
  note: string
  /** The root it saw at this size, if it saw one. */
  rootAt(origin: string, size: number): Uint8Array | undefined
}

export interface Asked {
  crypto: Crypto
  source: LogSource
  /** SPKI of the log key, as the witness's operator has it: never the log's own word. */
  key: Uint8Array
}

/**
 * Whether what the log shows extends everything known of it. Throws NoAnswer where the log does not answer, which proves
 * nothing.
 */
export async function judge(asked: Asked, known: Known | undefined): Promise<Judgement> {
  const { crypto, source, key } = asked
  const note = await source.checkpoint()
  const refused = (refusal: Refusal, sentence: string): Judgement => ({ verdict: 'refused', refusal, note, sentence })
  if (!(await verifyCheckpoint(crypto, note, key)))
    return refused('signature', '封存点不是用您指定的日志密钥签的，或内容被改动过')
  const shown = readCheckpoint(note)
  const place = readOrigin(shown.origin)
  if (!place) return refused('origin', `封存点的来源“${shown.origin}”不是学迹服务器`)
  if (!known) return { verdict: 'good', note, findings: [] }

  const before = readCheckpoint(known.note)
  const placeBefore = readOrigin(before.origin)
  if (place.server !== placeBefore?.server)
    return refused('origin', `同一把日志密钥换了服务器编号：原为 ${before.origin}，现为 ${shown.origin}`)
  if (place.generation > placeBefore.generation) return acceptGenerations(asked, known, place)
  if (place.generation < placeBefore.generation || shown.size < before.size)
    return refused('shrunk', `日志变短了：${sizes(before, shown)}。封存过的回执被删掉了，或者数据库恢复自旧的备份`)
  if (!(await extended(asked, before, shown, place.generation)))
    return refused('forked', `日志分叉了：${sizes(before, shown)}，但前面的内容已不是同一份。封存过的回执被改动过`)
  return { verdict: 'good', note, findings: [] }
}

const sizes = (before: Checkpoint, shown: Checkpoint) =>
  `上次见到 ${before.origin} 的 ${before.size} 条，现在出示的是 ${shown.origin} 的 ${shown.size} 条`

async function extended(
  { crypto, source }: Asked,
  before: Checkpoint,
  shown: Checkpoint,
  generation: number,
): Promise<boolean> {
  if (shown.size === before.size) return same(shown.root, before.root)
  const { path } = await source.consistency(generation, before.size, shown.size)
  return verifyConsistency(crypto, before.size, shown.size, before.root, shown.root, path.map(fromHex))
}
