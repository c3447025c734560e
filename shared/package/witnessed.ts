import { showTime } from '../calendar/beijing'
import { type Crypto, fromHex, utf8 } from '../crypto'
import { readCheckpoint, readOrigin, verifyCheckpoint } from '../log/checkpoint'
import { cosignedBy, type WitnessKey } from '../log/cosignature'
import { verifyConsistency } from '../log/merkle'
import type { Milliseconds } from '../record/fields'
import { type Bag, textOf } from './bag'
import type { PackedKey } from './keys'
import { files, witnessedLine } from './layout'
import type { SealedLog } from './log'
import { bytesOf, linesOf, parseFile } from './parse'
import type { Checks } from './report'
import type { Certificate } from './timestamp/certificate'
import { readTimestamp } from './timestamp/read'

interface Context {
  crypto: Crypto
  bag: Bag
  /** Log keys that the signer vouches for. */
  keys: readonly PackedKey[]
  witnesses: readonly WitnessKey[]
  authorities: readonly Certificate[]
  checks: Checks
}

/** Somebody other than the institution said: at this time the log had this many leaves. */
interface Seen {
  size: number
  at: Milliseconds
  by: string
}

/** Receipts are sealed within 60 s; the rest is for clocks. */
const TOLERANCE: Milliseconds = 600_000

/**
 * What witnesses and time-stamping authorities say of the log: when the packaged checkpoint and earlier ones were seen.
 * A receipt that says it is older than a checkpoint which was seen without it is back-dated.
 */
export async function checkWitnessed(context: Context, { note, receipts }: SealedLog): Promise<void> {
  const { checks } = context
  const problems: string[] = []
  const unconfirmed = new Set<string>()
  const seen = await seenIn(context, note, undefined, problems, unconfirmed)
  const earlier = context.bag.has(files.witnessed) ? linesOf(textOf(context.bag, files.witnessed)) : []
  if (!earlier) problems.push(`${files.witnessed} 不完整`)
  for (const [i, line] of (earlier ?? []).entries()) {
    const parsed = parseFile(witnessedLine, line)
    const wrong = 'problem' in parsed ? parsed.problem : await problemWith(context, note, parsed.value)
    if ('problem' in parsed || wrong) problems.push(`第 ${i + 1} 个见证过的封存点${wrong}`)
    else seen.push(...(await seenIn(context, parsed.value.note, parsed.value.token, problems, unconfirmed)))
  }
  checks.add('真实性', '备查和时间戳与封存日志相符', problems)
  noteSeen(context, note, seen, unconfirmed)
  if (seen.length > 0) checkTimes(checks, note, receipts, seen)
}

/** An earlier checkpoint is of the same log and key, and the packaged one extends it. */
async function problemWith(
  { crypto, keys }: Context,
  packed: string,
  { note, path }: { note: string; path: string[] },
): Promise<string | undefined> {
  const signed = await Promise.all(keys.map(({ spki }) => verifyCheckpoint(crypto, note, spki)))
  if (!signed.some(Boolean)) return '不是日志密钥签的'
  const [before, now] = [readCheckpoint(note), readCheckpoint(packed)]
  const extended =
    before.origin === now.origin &&
    verifyConsistency(crypto, before.size, now.size, before.root, now.root, path.map(fromHex))
  return extended ? undefined : '与包内的封存点不相接：日志被改动过'
}

/** Who saw this checkpoint, by the verifier's own keys. A forged signature is a problem; what nobody here can check is named. */
async function seenIn(
  { crypto, witnesses, authorities }: Context,
  note: string,
  token: string | undefined,
  problems: string[],
  unconfirmed: Set<string>,
): Promise<Seen[]> {
  const { origin, size, text, signatures } = readCheckpoint(note)
  const seen: Seen[] = []
  for (const witness of witnesses) {
    const said = await cosignedBy(crypto, note, witness)
    if (said.state === 'forged') problems.push(`备查方 ${witness.name} 对 ${size} 条封存点的签名不符`)
    if (said.state === 'good') seen.push({ size, at: said.at, by: `备查方 ${witness.name}` })
  }
  const known = new Set([origin, ...witnesses.map(({ name }) => name)])
  for (const { name } of signatures) if (!known.has(name)) unconfirmed.add(`备查方 ${name}`)
  if (token !== undefined) {
    const stamp = await readTimestamp(bytesOf(token), utf8(text), authorities)
    if ('unread' in stamp) unconfirmed.add('时间戳')
    else if ('problem' in stamp) problems.push(`${size} 条封存点的时间戳：${stamp.problem}`)
    else if (stamp.confirmed) seen.push({ size, at: stamp.at, by: `时间戳机构 ${stamp.authority}` })
    else unconfirmed.add(`时间戳机构 ${stamp.authority}`)
  }
  return seen
}

function noteSeen(
  { checks, witnesses }: Context,
  note: string,
  seen: readonly Seen[],
  unconfirmed: ReadonlySet<string>,
) {
  const { size } = readCheckpoint(note)
  const [first] = seen.filter((one) => one.size === size).sort((a, b) => a.at - b.at)
  if (first) checks.note(`时间另由${first.by} 于 ${showTime(first.at)} 见证：包内回执在此之前都已封存`)
  else if (seen.length > 0)
    checks.note(`部分时间另由${[...new Set(seen.map(({ by }) => by))].join('、')} 见证，其余时间仅由该单位服务器证明`)
  else
    checks.note(
      witnesses.length > 0
        ? '没有您信任的备查方签名：时间仅由该单位服务器证明'
        : '没有第三方备查签名可以核对：时间仅由该单位服务器证明',
    )
  if (unconfirmed.size > 0)
    checks.note(`${[...unconfirmed].join('、')} 的见证没有核对：请给出备查公钥（--witness）或时间戳机构的证书（--tsa）`)
}

function checkTimes(checks: Checks, note: string, receipts: SealedLog['receipts'], seen: readonly Seen[]): void {
  const restored = (readOrigin(readCheckpoint(note).origin)?.generation ?? 0) > 0
  const backdated: string[] = []
  let prompt = 0
  let ahead = 0
  for (const { index, at, chain, day } of receipts) {
    const without = seen.filter(({ size }) => size <= index).sort((a, b) => b.at - a.at)[0]
    const first = seen.filter(({ size }) => size > index).sort((a, b) => a.at - b.at)[0]
    if (without && at < without.at - TOLERANCE)
      backdated.push(
        `${chain.slice(0, 16)}… ${day} 的回执自称 ${showTime(at)}，但${without.by} 于 ${showTime(without.at)} 见到的日志里还没有它`,
      )
    if (first && at > first.at + TOLERANCE) ahead++
    if (first && first.at - at <= 86_400_000) prompt++
  }
  // A receipt that a restored server got back from a device keeps its time and is sealed anew.
  if (restored) for (const one of backdated) checks.note(`${one}：日志自备份恢复过，可能由设备补交`)
  else checks.add('真实性', '回执的时间与备查见到的先后相符', backdated)
  checks.note(`${receipts.length} 个“每日末份回执”中，${prompt} 个在一天之内由第三方见证`)
  if (ahead > 0) checks.note(`有 ${ahead} 个回执的时间晚于第三方见到它的时间：服务器的时钟不准`)
}
