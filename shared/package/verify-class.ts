import * as v from 'valibot'
import { showDuration } from '../calendar/beijing'
import { type Crypto, sha256Hex } from '../crypto'
import { readKnown } from '../record/entry'
import type { Credited } from '../study/credited'
import { facts as allFacts, type Facts } from '../study/facts'
import { type Policy, policy as policySchema } from '../study/policy'
import { checkAppeals } from './appeals'
import { checkAttendance } from './attendance'
import { type Bag, textOf } from './bag'
import { checkChains, type PackedBranch } from './chains'
import { figuresOf, sameSeat, summed } from './figures'
import { findingsOf, type PackedFinding } from './findings'
import type { Keys } from './keys'
import {
  type ClassFile,
  classFile,
  files,
  type PlanFile,
  planFile,
  ruleFile,
  type StudyFile,
  studyFile,
} from './layout'
import { checkLog, type SealedLog } from './log'
import { parseFile } from './parse'
import type { Checks, SeatFigures } from './report'
import { checkTestPapers } from './test-papers'

export interface ClassOptions {
  /** Hashes of the site rules that this version ships with. */
  builtInRules: ReadonlySet<string>
  /** Versions of the extension that the verifier knows were published; without them none is asked after. */
  knownBuilds?: ReadonlySet<string> | undefined
}

/** What a class's own records give. */
export interface VerifiedClass {
  class: ClassFile
  plan: PlanFile
  policy: Policy
  /** With the receipts joined in. */
  facts: Facts
  branches: readonly PackedBranch[]
  credited: Credited
  seats: SeatFigures[]
  findings: PackedFinding[]
}

/**
 * Verifies the record of one class, in the layout of version 1: every chain, receipt and proof, and every credited second computed
 * again. `about` is undefined where that could not be read; `sealed` where no trusted checkpoint stands over it.
 */
export async function checkClass(
  crypto: Crypto,
  bag: Bag,
  keys: Keys,
  { builtInRules, knownBuilds }: ClassOptions,
  checks: Checks,
): Promise<{ sealed: SealedLog | undefined; about: VerifiedClass | undefined }> {
  const branches = await checkChains(crypto, bag, keys.service, checks)
  const sealed = await checkLog(crypto, bag, keys.log, branches, checks)
  const about = readAbout(bag, checks)
  if (!about) return { sealed, about: undefined }
  checkBindings(branches, about, checks)
  noteRules(crypto, bag, branches, builtInRules, checks)
  const facts = { ...about.facts, receipts: receiptsOf(branches) }
  const { seats, credited } = checkFigures(crypto, branches, about, facts, checks)
  const numbers = new Map(about.class.seats.map(({ seat, number }) => [seat, number]))
  checkTestPapers(bag, branches, checks)
  checkAttendance(branches, about.facts, numbers, checks)
  await checkAppeals(crypto, bag, about.facts, numbers, checks)
  const from = { ...about, branches, facts, days: credited.days, builtInRules, knownBuilds }
  const findings = findingsOf(crypto, bag, from)
  return { sealed, about: { ...about, facts, branches, credited, seats, findings } }
}

/** Receipts stand in their own signed files and are joined in on reading. */
const factsFile = v.omit(allFacts, ['receipts'])

interface About {
  class: ClassFile
  plan: PlanFile
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
  const plan = read(files.plan, parseFile(planFile, textOf(bag, files.plan)))
  if (about && facts && facts.class !== about.class.id) problems.push(`${files.facts} 不属于这个培训班`)
  checks.add('可用性', '培训班、方案、认定规则和各项事实都能读出', problems)
  if (!about || !plan || !policy || !facts || !study) return undefined
  if (policy.status === 'to-be-confirmed') checks.note(`认定规则“${policy.title}”待人社局确认（${policy.source}）`)
  if (facts.elsewhere.length > 0)
    checks.note(`有 ${facts.elsewhere.length} 段时间按“同一时间已在其他班计入”扣除，另一班的记录不在本包内`)
  return { class: about, plan, policy, facts, study }
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
      // Most entries are `watch`, which name none and cost most to read.
      const known = entry.kind === 'watch' ? undefined : readKnown(entry)
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
): { seats: SeatFigures[]; credited: Credited } {
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
  noteCredited(branches, own.credited, numbers, checks)
  const seats = own.study.seats.map(({ seat, credited, hours, days }) => ({
    number: numbers.get(seat) ?? '',
    credited,
    hours,
    deductions: summed(days.map(({ deductions }) => deductions)),
  }))
  return { seats, credited: own.credited }
}

const receiptsOf = (branches: readonly PackedBranch[]): Facts['receipts'] =>
  branches.flatMap(({ chain, branch, receipts }) =>
    receipts.map(({ body: { from, to, at }, hash }) => ({ chain, ...(branch > 0 && { branch }), from, to, at, hash })),
  )

function noteCredited(
  branches: readonly PackedBranch[],
  { unread, sources }: ReturnType<typeof figuresOf>['credited'],
  numbers: ReadonlyMap<string, string>,
  checks: Checks,
): void {
  const forks = branches.filter(({ branch }) => branch > 0)
  for (const { chain, branch, entries } of forks)
    checks.note(`${chain.slice(0, 16)}… 有分支 ${branch}（${entries.length} 条，不计时长）：设备被复制或还原过`)
  for (const { seat, 甲, 乙, 丙, whole } of sources) {
    const others = [
      `乙 ${showDuration(乙.counted)}/${showDuration(乙.stated)}`,
      `丙 ${showDuration(丙.counted)}/${showDuration(丙.stated)}`,
    ]
    checks.note(
      `参训编号 ${numbers.get(seat)} 各来源（计入/所载）：甲 ${showDuration(甲)}，${others.join('，')}，合计 ${showDuration(whole)}`,
    )
  }
  if (unread.length > 0) checks.note(`有 ${unread.length} 条记录本版本不认识，不计时长`)
}
