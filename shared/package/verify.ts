import * as v from 'valibot'
import { type Crypto, sha256Hex } from '../crypto'
import type { WitnessKey } from '../log/cosignature'
import { readKnown } from '../record/entry'
import type { CreditedDay } from '../study/credited'
import { facts as allFacts, type Facts } from '../study/facts'
import { type Policy, policy as policySchema } from '../study/policy'
import { type Bag, checkBag, infoOf, textOf } from './bag'
import { checkChains, type PackedBranch } from './chains'
import { figuresOf } from './figures'
import { findingsOf, type PackedFinding } from './findings'
import { checkKeys, type TrustedKey } from './keys'
import { type ClassFile, classFile, files, planFile, ruleFile, type StudyFile, studyFile } from './layout'
import { checkLog } from './log'
import { parseFile } from './parse'
import { Checks, type Report, type SeatFigures } from './report'
import { checkTimestamp, type ReadTimestamp } from './timestamp'
import { checkWitnessed } from './witnessed'

export interface VerifyOptions {
  /** The verifier's own key; without it the signer stays unconfirmed. */
  trusted?: TrustedKey | undefined
  /** Hashes of the site rules that this version ships with. */
  builtInRules: ReadonlySet<string>
  /** Witnesses (备查方) the verifier believes, by keys of its own. */
  witnesses?: readonly WitnessKey[] | undefined
  /** Reads RFC 3161 time stamps; a verifier without one refuses a package that holds them. */
  readTimestamp?: ReadTimestamp | undefined
  /** Versions of the extension that the verifier knows were published; without them none is asked after. */
  knownBuilds?: ReadonlySet<string> | undefined
}

/**
 * Verifies a package from its bytes alone: structure, signature, every chain, receipt and proof, and every credited second
 * computed again. Never throws on what a package holds; the same in a browser and in Node.
 */
export async function verifyPackage(
  crypto: Crypto,
  bag: Bag,
  { trusted, builtInRules, knownBuilds, witnesses = [], readTimestamp }: VerifyOptions,
): Promise<Report> {
  const checks = new Checks()
  checkBag(crypto, bag, checks)
  const keys = await checkKeys(crypto, bag, trusted, checks)
  const branches = await checkChains(crypto, bag, keys.service, checks)
  await checkTimestamp(bag, readTimestamp, checks)
  const sealed = await checkLog(crypto, bag, keys.log, branches, checks)
  if (sealed) await checkWitnessed({ crypto, bag, keys: keys.log, witnesses, readTimestamp, checks }, sealed)
  const about = readAbout(bag, checks)
  let seats: SeatFigures[] = []
  let findings: PackedFinding[] = []
  if (about) {
    checkBindings(branches, about, checks)
    noteRules(crypto, bag, branches, builtInRules, checks)
    const facts = { ...about.facts, receipts: receiptsOf(branches) }
    const own = checkFigures(crypto, branches, about, facts, checks)
    seats = own.seats
    findings = findingsOf(crypto, bag, { ...about, branches, facts, days: own.days, builtInRules, knownBuilds })
  }
  return {
    verdict: !checks.good ? 'bad' : keys.confirmed ? 'good' : 'unconfirmed',
    bag: infoOf(bag).get('External-Identifier') ?? '',
    content: sha256Hex(crypto, bag.get(files.tagManifest) ?? new Uint8Array()),
    title: about ? `${about.class.organisation.name} ${about.class.class.name}` : '',
    checks: checks.checks,
    notes: checks.notes,
    seats,
    findings,
  }
}

/** Receipts stand in their own signed files and are joined in on reading. */
const factsFile = v.omit(allFacts, ['receipts'])

interface About {
  class: ClassFile
  policy: Policy
  facts: Omit<Facts, 'receipts'>
  study: StudyFile
}

function readAbout(bag: Bag, checks: Checks): About | undefined {
  const problems: string[] = []
  const read = <T>(path: string, parsed: { value: T } | { problem: string }): T | undefined => {
    if ('value' in parsed) return parsed.value
    problems.push(`${path} ${parsed.problem}`)
    return undefined
  }
  const about = read(files.class, parseFile(classFile, textOf(bag, files.class)))
  const policy = read(files.policy, parseFile(policySchema, textOf(bag, files.policy)))
  const facts = read(files.facts, parseFile(factsFile, textOf(bag, files.facts)))
  const study = read(files.study, parseFile(studyFile, textOf(bag, files.study)))
  read(files.plan, parseFile(planFile, textOf(bag, files.plan)))
  if (about && facts && facts.class !== about.class.id) problems.push(`${files.facts} 不属于这个培训班`)
  checks.add('可用性', '培训班、方案、认定规则和各项事实都能读出', problems)
  if (!about || !policy || !facts || !study) return undefined
  if (about.class.status === 'open') checks.note('培训班尚未结束，这是阶段包')
  if (policy.status === 'to-be-confirmed') checks.note(`认定规则“${policy.title}”待人社局确认（${policy.source}）`)
  if (facts.elsewhere.length > 0)
    checks.note(`有 ${facts.elsewhere.length} 段时间按“同一时间已在其他班计入”扣除，另一班的记录不在本包内`)
  if (facts.corrections.length > 0) checks.note(`有 ${facts.corrections.length} 处人工更正`)
  if (facts.imported.length > 0) checks.note(`有 ${facts.imported.length} 条平台或人工补录的学时，不由学习记录证明`)
  return { class: about, policy, facts, study }
}

/** Whose record each chain is, and that it is of this class. */
function checkBindings(branches: readonly PackedBranch[], { class: about, facts }: About, checks: Checks): void {
  const seats = new Set(about.seats.map(({ seat }) => seat))
  const problems: string[] = []
  for (const { chain, entries } of branches.filter(({ branch }) => branch === 0)) {
    const first = entries[0] && readKnown(entries[0])
    const join = first?.kind === 'join' ? first.body : undefined
    const bound = facts.bindings.find(({ claim }) => claim === join?.claim)
    if (!join || join.class !== about.class.id) problems.push(`${chain.slice(0, 16)}… 不是本班的学习记录`)
    else if (!bound || !seats.has(bound.seat)) problems.push(`${chain.slice(0, 16)}… 没有对应的参训人员`)
  }
  checks.add('真实性', '每份学习记录都属于本班的一名参训人员', problems)
}

function noteRules(
  crypto: Crypto,
  bag: Bag,
  branches: readonly PackedBranch[],
  builtIn: ReadonlySet<string>,
  checks: Checks,
): void {
  const used = new Map<string, string>()
  for (const { entries } of branches) {
    for (const entry of entries) {
      const known = readKnown(entry)
      if (known && 'rule' in known.body)
        used.set(known.body.rule.slice(known.body.rule.indexOf('#') + 1), known.body.rule)
    }
  }
  for (const [hash, rule] of used) {
    const text = bag.get(ruleFile(hash))
    const name = rule.slice(0, rule.indexOf('#'))
    if (!text) checks.note(`网站规则 ${name} 的原文不在包内`)
    else if (!builtIn.has(hash)) checks.note(`网站规则 ${name} 是单位自定规则，请查看 ${ruleFile(hash)}`)
  }
  const altered = [...bag].filter(
    ([path, bytes]) => path.startsWith('data/rules/') && path !== ruleFile(sha256Hex(crypto, bytes)),
  )
  checks.add(
    '完整性',
    '网站规则与记录中的编号相符',
    altered.map(([path]) => `${path} 与编号不符`),
  )
}

/** Every credited second again, by the function the server used, against the forms' figures. */
function checkFigures(
  crypto: Crypto,
  branches: readonly PackedBranch[],
  { class: about, policy, study }: About,
  facts: Facts,
  checks: Checks,
): { seats: SeatFigures[]; days: readonly CreditedDay[] } {
  const chains = branches.filter(({ branch }) => branch === 0).map(({ entries }) => entries)
  const own = figuresOf(
    crypto,
    chains,
    policy,
    facts,
    about.seats.map(({ seat }) => seat),
  )
  const numbers = new Map(about.seats.map(({ seat, number }) => [seat, number]))
  const problems: string[] = []
  for (const seat of own.study.seats) {
    const stated = study.seats.find((one) => one.seat === seat.seat)
    if (stated && sameSeat(seat, stated)) continue
    const seconds = (ms: number | undefined) => (ms === undefined ? '没有' : `${Math.floor(ms / 1000)} 秒`)
    problems.push(
      `参训编号 ${numbers.get(seat.seat)}：表中 ${seconds(stated?.credited)}，复算 ${seconds(seat.credited)}，或逐日、逐项不符`,
    )
  }
  if (study.seats.length !== own.study.seats.length) problems.push('表中的人数与名册不符')
  checks.add('可用性', '有效时长、折算学时和不计入时长由学习记录复算，与表中一致', problems)
  noteCredited(branches, own.credited, checks)
  const seats = own.study.seats.map(({ seat, credited, hours, days }) => ({
    number: numbers.get(seat) ?? '',
    credited,
    hours,
    deductions: summed(days.map(({ deductions }) => deductions)),
  }))
  return { seats, days: own.credited.days }
}

const receiptsOf = (branches: readonly PackedBranch[]): Facts['receipts'] =>
  branches.flatMap(({ chain, branch, receipts }) =>
    receipts.map(({ body: { from, to, at }, hash }) => ({ chain, ...(branch > 0 && { branch }), from, to, at, hash })),
  )

function noteCredited(
  branches: readonly PackedBranch[],
  { unread }: ReturnType<typeof figuresOf>['credited'],
  checks: Checks,
): void {
  const forks = branches.filter(({ branch }) => branch > 0)
  for (const { chain, branch, entries } of forks)
    checks.note(`${chain.slice(0, 16)}… 有分支 ${branch}（${entries.length} 条，不计时长）：设备被复制或还原过`)
  if (unread.length > 0) checks.note(`有 ${unread.length} 条记录本版本不认识，不计时长`)
}

type Seat = StudyFile['seats'][number]

const sameSeat = (a: Seat, b: Seat): boolean =>
  a.credited === b.credited &&
  a.hours === b.hours &&
  a.days.length === b.days.length &&
  a.days.every((day, i) => {
    const other = b.days[i]
    return other?.day === day.day && other.credited === day.credited && sameFigures(day.deductions, other.deductions)
  })

function sameFigures(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

function summed(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const part of parts) for (const [key, ms] of Object.entries(part)) sum[key] = (sum[key] ?? 0) + ms
  return sum
}
