import { verdictWords } from '../api/bureau'
import { showDuration, showTime } from '../calendar/beijing'
import type { Milliseconds } from '../record/fields'
import { type Severity, severityWords } from '../study/finding'
import { type Reason, reasons } from '../study/reasons'
import type { PackedFinding } from './findings'
import { LIMITS } from './limits'
import { verdictOf } from './verdict'

/** The four properties of electronic records that DA/T 97-2023 names; every check speaks for one. */
export type Property = '真实性' | '完整性' | '可用性' | '安全性'
const properties: readonly Property[] = ['真实性', '完整性', '可用性', '安全性']

export interface Check {
  property: Property
  title: string
  /** Empty: the check is passed. */
  problems: string[]
}

export interface SeatFigures {
  /** Of a claim: which class. */
  class?: string | undefined
  number: string
  credited: Milliseconds
  hours: string
  deductions: Partial<Record<string, Milliseconds>>
}

export interface ClaimSummary {
  people: number
  total: string
  capitals: string
  /** Each person asked for: class, class hours of all sources together, amount in yuan, and why nothing where nothing is paid. */
  asked: { class: string; number: string; hours: string; amount: string; refused?: string | undefined }[]
}

export interface Report {
  /** `unconfirmed`: everything holds, but nobody the verifier trusts is known to have signed it. */
  verdict: 'good' | 'unconfirmed' | 'bad'
  bag: string
  /** SHA-256 of the tag manifest: tells packages apart. */
  content: string
  title: string
  /** Fingerprint of the key that signed, whoever's it is; undefined where nobody's did. */
  signer?: string | undefined
  /** When it was made, as the package says. */
  packedAt?: Milliseconds | undefined
  checks: Check[]
  /** What a reviewer should know; none of it is an error. */
  notes: string[]
  seats: SeatFigures[]
  /** What a claim asks for. */
  claim?: ClaimSummary | undefined
  /** What was found of a claim's videos, where their package was given beside it. */
  videos?: Check[] | undefined
  /** 疑点, the gravest first: for a reviewer to look at, none of it an error. */
  findings: PackedFinding[]
}

/** Of one check, and of notes: a report is read by people, and stored. */
const KEPT_PROBLEMS = 500
const KEPT_NOTES = 5000
const andMore = (more: number) => `另有 ${more} 处，不再一一列出`
const atMost = (kept: number, all: readonly string[]): string[] =>
  all.length <= kept ? [...all] : [...all.slice(0, kept), andMore(all.length - kept)]

/** Collects what the checks find. */
export class Checks {
  readonly #found: { check: Check; all: number }[] = []
  #notes: string[] = []

  add(property: Property, title: string, problems: readonly string[]): void {
    this.#found.push({ check: { property, title, problems: problems.slice(0, KEPT_PROBLEMS) }, all: problems.length })
  }

  note(...notes: string[]): void {
    this.#notes = this.#notes.concat(notes)
  }

  /** What was found of one class of a claim, under its name: one line a check, however many classes. */
  merge({ checks, notes }: Checks, label: string): void {
    for (const { property, title, problems } of checks) {
      const known = this.#found.find(({ check }) => check.title === title)
      const named = problems.map((problem) => `${label}：${problem}`)
      if (!known) this.add(property, title, named)
      else {
        known.all += named.length
        known.check.problems.push(...named.slice(0, KEPT_PROBLEMS - known.check.problems.length))
      }
    }
    this.note(...notes.map((note) => `${label}：${note}`))
  }

  get checks(): Check[] {
    return this.#found.map(({ check, all }) => {
      const more = all - check.problems.length
      return more > 0 ? { ...check, problems: [...check.problems, andMore(more)] } : check
    })
  }

  get notes(): string[] {
    return atMost(KEPT_NOTES, this.#notes)
  }

  get good(): boolean {
    return this.#found.every(({ all }) => all === 0)
  }
}

const verdicts: Record<Report['verdict'], string> = {
  good: '核验通过，',
  unconfirmed:
    '签名者未经确认：内容前后一致，但没有用您信任的密钥核对是谁签的。请向单位或人社局取得密钥指纹（--key），再核验一次',
  bad: '核验不通过，',
}
const SHOWN = 20

/** The report of a claim with what was found of its videos: one conclusion for both. */
export const withVideos = (report: Report, { checks, good }: Checks): Report => ({
  ...report,
  ...{ verdict: good ? report.verdict : 'bad', videos: checks },
})

/** The report in Chinese, for people; it ends with what it cannot say. */
export function reportText(report: Report): string {
  const { verdict, bag, content, title, signer, packedAt, checks, notes, seats, findings, claim, videos } = report
  const lines = [
    '学迹 申报资料包核验报告',
    `资料包：${bag}`,
    `内容编号：${content}`,
    `对象：${title}`,
    ...(packedAt === undefined ? [] : [`打包时间：${showTime(packedAt)}（包内所写）`]),
    ...(signer === undefined ? [] : [`签名密钥指纹：${signer}`]),
    `结论：${verdicts[verdict]}${verdict === 'unconfirmed' ? '' : verdictWords[verdictOf(report)]}`,
  ]
  for (const property of properties) {
    lines.push('', `【${property}】`)
    lines.push(...checkLines(checks.filter((one) => one.property === property)))
  }
  if (claim) lines.push('', '【补贴申请】由事实和补贴标准逐项复算', ...claimLines(claim))
  if (seats.length > 0) lines.push('', '【有效时长】由学习记录逐秒复算')
  for (const { class: of, number, credited, hours, deductions } of seats) {
    const not = Object.entries(deductions).map(([reason, ms]) => `${labelOf(reason)} ${showDuration(ms ?? 0)}`)
    lines.push(
      `${of === undefined ? '' : `${of} `}参训编号 ${number}：有效时长 ${showDuration(credited)}（${Math.floor(credited / 1000)} 秒），折算学时 ${hours}`,
    )
    if (not.length > 0) lines.push(`    不计入时长：${not.join('；')}`)
  }
  lines.push(...findingLines(findings))
  if (notes.length > 0) lines.push('', '【说明】', ...notes.map((note) => `· ${note}`))
  if (videos) lines.push('', '【授课视频资料包】', ...checkLines(videos))
  lines.push('', '【本核验不能说明的】', ...LIMITS.map((limit) => `· ${limit}`))
  return `${lines.join('\n')}\n`
}

const claimLines = ({ people, total, capitals, asked }: ClaimSummary): string[] => [
  `${people} 人次，合计 ${total}（${capitals}）`,
  ...asked.map(
    ({ class: of, number, hours, amount, refused }) =>
      `${of} 参训编号 ${number}：${hours} 学时，${amount}${refused === undefined ? '' : `（${refused}）`}`,
  ),
]

/** A line for each check, and below it every problem of it that was kept. */
const checkLines = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ title, problems }) => [
    `${problems.length === 0 ? '✓' : '✗'} ${title}`,
    ...problems.map((problem) => `    ${problem}`),
  ])

const grades: readonly Severity[] = ['serious', 'check', 'note']

/** What to look into, with the entries that show it and what may be honest about it. */
function findingLines(findings: readonly PackedFinding[]): string[] {
  if (findings.length === 0) return ['', '【疑点】未发现']
  const lines = ['', '【疑点】由学习记录自动比对得出，供核实；除“了解”外，都使结论为有疑点']
  for (const grade of grades) {
    for (const { class: of, label, numbers, detail, cause, entries } of findings.filter(
      ({ severity }) => severity === grade,
    )) {
      const who =
        numbers.length > 0
          ? `参训编号 ${numbers.slice(0, SHOWN).join('、')}${numbers.length > SHOWN ? ` 等 ${numbers.length} 人` : ''} `
          : ''
      lines.push(
        `[${severityWords[grade]}] ${of === undefined ? '' : `${of} `}${who}${label}：${detail}`,
        `    可能的正常原因：${cause}`,
      )
      const chains = new Map<string, number[]>()
      for (const { chain, seq } of entries) chains.set(chain, [...(chains.get(chain) ?? []), seq])
      for (const [chain, seqs] of chains) lines.push(`    记录：${chain.slice(0, 16)}… 第 ${seqs.join('、')} 条`)
    }
  }
  return lines
}

const isReason = (text: string): text is Reason => text in reasons
const labelOf = (reason: string): string => (isReason(reason) ? reasons[reason].label : reason)
