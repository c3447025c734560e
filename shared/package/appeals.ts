import { appealBytes, appealWords } from '../appeals'
import { dayOf, showClock } from '../calendar/beijing'
import { type Crypto, sha256Hex } from '../crypto'
import { handInLine, verifySigned } from '../record/batch'
import type { Facts } from '../study/facts'
import { type PackageFiles, textIn } from './bag'
import { APPEALS, type AppealsFile, appealsFile, batchesFile, evidenceFile } from './layout'
import { bytesOf, linesOf, parseFile } from './parse'
import type { Checks } from './report'

type Packed = AppealsFile['appeals'][number]

/**
 * 申请复核 and corrections: each appeal from a device carries its trainee's signature, each correction that decides one
 * names it and is named by its last decision, and the files decisions rest on are the ones named. A reviewer is told of all.
 */
export async function checkAppeals(
  crypto: Crypto,
  from: PackageFiles,
  facts: Pick<Facts, 'corrections' | 'imported'>,
  numbers: ReadonlyMap<string, string>,
  checks: Checks,
): Promise<void> {
  const text = await textIn(from, APPEALS)
  const parsed = text === undefined ? { value: { v: 1 as const, appeals: [] } } : parseFile(appealsFile, text)
  const appeals = 'value' in parsed ? parsed.value.appeals : []
  const problems = 'value' in parsed ? [] : [`${APPEALS} ${parsed.problem}`]
  for (const one of appeals) {
    const signed = await signature(crypto, from, one)
    if (signed === 'wrong') problems.push(`申请复核 ${short(one)} 的签名不符`)
    if (signed === 'unknown') checks.note(`申请复核 ${short(one)} 来自的那份学习记录不在包内，签名没有核对`)
  }
  problems.push(...correctionProblems(facts.corrections, appeals), ...(await evidenceProblems(crypto, from)))
  if (text !== undefined || facts.corrections.length > 0 || problems.length > 0)
    checks.add('真实性', '申请复核由学员设备签名，更正与它的决定、依据文件相符', problems)
  noteAppeals(new Set(from.keys()), facts, appeals, numbers, checks)
}

/** What came from a phone bears none: the server alone says who wrote it. `unknown` where the chain that signed is not packed. */
async function signature(
  crypto: Crypto,
  from: PackageFiles,
  { appeal, signature, how }: Packed,
): Promise<'right' | 'wrong' | 'unknown'> {
  if (appeal.chain === undefined) return how === 'phone' && signature === undefined ? 'right' : 'wrong'
  const envelope = parseFile(handInLine, linesOf(await textIn(from, batchesFile(appeal.chain)))?.[0])
  if ('problem' in envelope) return signature === undefined ? 'wrong' : 'unknown'
  const signed = await verifySigned(crypto, bytesOf(envelope.value.key), signature ?? '', appealBytes(appeal))
  return signed ? 'right' : 'wrong'
}

function correctionProblems(corrections: Facts['corrections'], appeals: readonly Packed[]): string[] {
  return corrections.flatMap(({ id, seat, appeal }) => {
    if (appeal === undefined) return []
    const decided = appeals.find((one) => one.appeal.id === appeal)
    return decided?.seat === seat && decided.decisions.at(-1)?.correction === id
      ? []
      : [`更正 ${id.slice(0, 8)} 说是答复申请 ${appeal.slice(0, 8)}，但包内没有这个决定`]
  })
}

async function evidenceProblems(crypto: Crypto, from: PackageFiles): Promise<string[]> {
  const problems: string[] = []
  for (const path of from.keys()) {
    const bytes = path.startsWith('data/evidence/') ? await from.get(path) : undefined
    if (bytes && path !== evidenceFile(sha256Hex(crypto, bytes))) problems.push(`${path} 与编号不符`)
  }
  return problems
}

function noteAppeals(
  there: ReadonlySet<string>,
  { corrections, imported }: Pick<Facts, 'corrections' | 'imported'>,
  appeals: readonly Packed[],
  numbers: ReadonlyMap<string, string>,
  checks: Checks,
): void {
  if (appeals.length > 0) {
    const state = ({ decisions }: Packed) => decisions.at(-1)?.outcome ?? 'open'
    const counts = (['accepted', 'partly', 'rejected', 'open'] as const)
      .map((one) => ({ one, count: appeals.filter((appeal) => state(appeal) === one).length }))
      .filter(({ count }) => count > 0)
    checks.note(
      `申请复核 ${appeals.length} 件：${counts.map(({ one, count }) => `${appealWords[one]} ${count} 件`).join('，')}`,
    )
  }
  const evidence = (hash: string | undefined) =>
    hash === undefined ? '' : `；依据 ${hash.slice(0, 8)}${there.has(evidenceFile(hash)) ? '' : '（文件不在包内）'}`
  for (const { seat, effect, from, to, reason, evidence: hash, appeal } of corrections) {
    const when = `${dayOf(from)} ${showClock(from)} 至 ${dayOf(to) === dayOf(from) ? '' : `${dayOf(to)} `}${showClock(to)}`
    checks.note(
      `更正：参训编号 ${numbers.get(seat) ?? ''} ${when} ${effect === 'restore' ? '恢复计入' : '扣除'}，${appeal === undefined ? '单位自行更正' : `答复申请复核 ${appeal.slice(0, 8)}`}：${reason}${evidence(hash)}`,
    )
  }
  for (const { seat, source, course, seconds, evidence: hash } of imported)
    checks.note(
      `补录（${source}）：参训编号 ${numbers.get(seat) ?? ''} ${course} ${Math.floor(seconds / 60)} 分钟，不由学习记录证明${evidence(hash)}`,
    )
}

const short = ({ appeal }: Packed) => appeal.id.slice(0, 8)
