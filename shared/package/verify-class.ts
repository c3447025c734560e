import { showDuration } from '../calendar/beijing'
import type { Crypto } from '../crypto'
import type { Milliseconds } from '../record/fields'
import { type AboutClass, noteAbout, readAbout } from './about-class'
import { checkAppeals } from './appeals'
import { checkAttendance } from './attendance'
import type { ClassFiles } from './class-files'
import type { PackedFinding } from './findings'
import { FoldedClass, type FoldedSeat, secondsOf } from './fold-class'
import type { KeptBranch } from './kept-branch'
import type { Keys } from './keys'
import { checkLog, type SealedLog } from './log'
import { addChainChecks, type CheckedChain, eachPerson } from './people'
import type { Checks, SeatFigures } from './report'
import { checkRules, ownRulesIn } from './rules-named'
import { checkTestPapers } from './test-papers'
import { newestOf } from './validity'

export interface ClassOptions {
  /** Hashes of the site rules that this version ships with. */
  builtInRules: ReadonlySet<string>
  /** Versions of the extension that the verifier knows were published; without them none is asked after. */
  knownBuilds?: ReadonlySet<string> | undefined
}

/** What a class's own records give. */
export interface VerifiedClass extends AboutClass {
  /** Seats by claim. */
  seatsByClaim: ReadonlyMap<string, string>
  /** What was kept of each branch, by chain. */
  branches: readonly KeptBranch[]
  seats: SeatFigures[]
  findings: PackedFinding[]
  /** `at` of the newest receipt. */
  newest: Milliseconds | undefined
}

/**
 * Verifies the record of one class, in the layout of version 1: every chain, receipt and proof, and every credited second computed
 * again. One person's records are held at a time; `onSeat` is shown each seat meanwhile. `about` is undefined where that could not be
 * read; `sealed` where no trusted checkpoint stands over it. Throws TooLarge.
 */
export async function checkClass(
  crypto: Crypto,
  from: ClassFiles,
  keys: Keys,
  { builtInRules, knownBuilds }: ClassOptions,
  checks: Checks,
  onSeat: (seat: FoldedSeat, about: AboutClass) => void = () => undefined,
): Promise<{ sealed: SealedLog | undefined; about: VerifiedClass | undefined }> {
  const { about, problems } = await readAbout(from)
  const known = { crypto, builtInRules, knownBuilds, ownRules: ownRulesIn(from) }
  const folded = about && new FoldedClass(about, known, (seat) => onSeat(seat, about))
  const chains: CheckedChain[] = []
  const context = { crypto, from, service: keys.service }
  for await (const person of eachPerson(context, folded?.facts.seats ?? new Map(), (one) => chains.push(one)))
    folded?.add(person)
  folded?.finish()
  chains.sort((a, b) => (a.chain < b.chain ? -1 : 1))
  addChainChecks(from, chains, checks)
  const branches = chains.flatMap((one) => one.branches)
  const sealed = await checkLog(crypto, from, keys.log, branches, checks)
  checks.add('可用性', '培训班、方案、认定规则和各项事实都能读出', problems)
  if (!about || !folded) return { sealed, about: undefined }
  noteAbout(about, checks)
  checkBindings(branches, about, folded, checks)
  await checkRules(crypto, from, branches, builtInRules, checks)
  const numbers = new Map(about.class.seats.map(({ seat, number }) => [seat, number]))
  const seats = checkFigures(about, folded, numbers, checks)
  noteCredited(branches, folded, numbers, checks)
  await checkTestPapers(from, branches, checks)
  const seatsByClaim = folded.facts.seats
  checkAttendance(branches, about.facts, seatsByClaim, numbers, checks)
  await checkAppeals(crypto, from, about.facts, numbers, checks)
  const newest = newestOf(branches.map((one) => one.newest))
  return { sealed, about: { ...about, seatsByClaim, branches, seats, findings: folded.findings(), newest } }
}

/** Whose record each chain is, and that it is of this class. */
function checkBindings(
  branches: readonly KeptBranch[],
  { class: of }: AboutClass,
  { facts }: FoldedClass,
  checks: Checks,
): void {
  const roster = new Set(of.seats.map(({ seat }) => seat))
  const problems: string[] = []
  for (const { chain, join } of branches.filter(({ branch }) => branch === 0)) {
    if (!join || join.class !== of.class.id) problems.push(`${chain.slice(0, 16)}… 不是本班的学习记录`)
    else if (!roster.has(facts.seats.get(join.claim) ?? '')) problems.push(`${chain.slice(0, 16)}… 没有对应的参训人员`)
  }
  checks.add('真实性', '每份学习记录都属于本班的一名参训人员', problems)
}

/** Every credited second again, by the function the server used, against the forms' figures. */
function checkFigures(
  { class: of, study }: AboutClass,
  { figures }: FoldedClass,
  numbers: ReadonlyMap<string, string>,
  checks: Checks,
): SeatFigures[] {
  const problems: string[] = []
  const seats = of.seats.map(({ seat }): SeatFigures => {
    const { credited = 0, hours = '', deductions = {}, stated } = figures.get(seat) ?? {}
    const number = numbers.get(seat) ?? ''
    if (stated)
      problems.push(
        `参训编号 ${number}：表中 ${secondsOf(stated.credited)}，复算 ${secondsOf(credited)}，或逐日、逐项不符`,
      )
    return { number, credited, hours, deductions }
  })
  if (study.seats.length !== seats.length) problems.push('表中的人数与名册不符')
  checks.add('可用性', '有效时长、折算学时和不计入时长由学习记录复算，与表中一致', problems)
  return seats
}

function noteCredited(
  branches: readonly KeptBranch[],
  { unread, sources }: FoldedClass,
  numbers: ReadonlyMap<string, string>,
  checks: Checks,
): void {
  for (const { chain, branch, count } of branches.filter((one) => one.branch > 0))
    checks.note(`${chain.slice(0, 16)}… 有分支 ${branch}（${count} 条，不计时长）：设备被复制或还原过`)
  for (const { seat, 甲, 乙, 丙, whole } of sources) {
    const others = [
      `乙 ${showDuration(乙.counted)}/${showDuration(乙.stated)}`,
      `丙 ${showDuration(丙.counted)}/${showDuration(丙.stated)}`,
    ]
    checks.note(
      `参训编号 ${numbers.get(seat)} 各来源（计入/所载）：甲 ${showDuration(甲)}，${others.join('，')}，合计 ${showDuration(whole)}`,
    )
  }
  if (unread > 0) checks.note(`有 ${unread} 条记录本版本不认识，不计时长`)
}
