import { plainYuan } from '../claim/money'
import { cellText } from '../people/cell-text'
import { type PackageFiles, textOf } from './bag'
import { type ClaimFile, type PeopleFile, peopleFile } from './claim-layout'
import { classFolder, files } from './layout'
import { parseFile } from './parse'
import type { Checks } from './report'
import type { VerifiedClass } from './verify-class'

/** A sheet of a workbook; its cells as the reader has them. */
export interface PaperSheet {
  sheet: string
  rows: readonly (readonly unknown[])[]
}

/** Reads an XLSX. Throws on what is none. */
export type ReadWorkbook = (bytes: Uint8Array) => Promise<readonly PaperSheet[]>

/** Whom a paper may speak of, and what each of its columns may say of them. */
export interface OnPaper {
  class: string
  className: string
  number: string
  idNumber?: string
  /** By the heading of the column. */
  says: ReadonlyMap<string, Says>
}
/** `one`: the cell is this text, or the same number. Of scores every number in the cell is one of theirs. */
type Says = { one: string } | { scores: readonly RecordedScore[] }
/** A score as the data have it, and which record that is. */
export interface RecordedScore {
  text: string
  record: string
}

const TITLE = '表格（XLSX）里的人员、学时、成绩和金额与数据一致'
/** Heading by which a table of teachers (授课师资) is known from one of trainees. */
const TEACHES = '承担课程'
/** Its figures are recomputed from the entries, and a thousand people fill a hundred thousand rows. */
const SKIPPED = 'study.xlsx'
/** So many scores are named beside one that is none of them. */
const NAMED = 5

/** Everybody of a class, from its own records and the claim. */
export function onPaper(claim: ClaimFile, people: PeopleFile | undefined, about: VerifiedClass): OnPaper[] {
  const { class: of, facts } = about
  const scores = scoresOf(about)
  const [asking, naming] = [firstBySeat(claim.people), firstBySeat(people?.people ?? [])]
  return of.seats.map(({ seat, number }) => {
    const [asked, named] = [asking.get(seat), naming.get(seat)]
    const certificates = (facts.certificates ?? []).filter((one) => one.seat === seat)
    const last = certificates.at(-1)
    const recorded = { scores: scores.get(seat) ?? [] }
    const says = new Map<string, Says>([
      ...['理论成绩', '实操成绩', '成绩'].map((title): [string, Says] => [title, recorded]),
      ['证书编号', { one: last?.number ?? '' }],
      ['发证日期', { one: last?.day ?? '' }],
    ])
    if (named) says.set('姓名', { one: named.name }).set('身份证号', { one: named.idNumber })
    if (asked) {
      const { hours, amount } = asked
      says.set('评定成绩', { one: asked.facts.passed ? '合格' : '不合格' })
      says.set('有效学时', { one: hours.total }).set('线下', { one: hours.offline })
      says.set('甲 本软件采集', { one: hours.own }).set('乙 平台记录', { one: hours.platform })
      says.set('丙 人工补录', { one: hours.byHand }).set('补贴金额（元）', { one: plainYuan(amount.total) })
    }
    const id = named && { idNumber: named.idNumber }
    return { class: of.class.id, className: of.class.name, number, ...id, says }
  })
}

const firstBySeat = <Row extends { seat: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map([...rows].reverse().map((row) => [row.seat, row]))

/** Scores by seat: from a page, of a test taken on the server, or from paper. */
function scoresOf({ branches, facts, seatsByClaim }: VerifiedClass): ReadonlyMap<string, RecordedScore[]> {
  const found = new Map<string, RecordedScore[]>()
  const add = (seat: string, record: string, value: string | undefined, max: string | undefined) => {
    const text = [value, max].filter((one) => one !== undefined && one !== '').join('/')
    found.set(seat, [...(found.get(seat) ?? []), { text, record }])
  }
  for (const { chain, join, scores } of branches) {
    const seat = seatsByClaim.get(join?.claim ?? '')
    if (seat !== undefined)
      for (const { value, max, seq } of scores) add(seat, `${chain.slice(0, 8)} 第 ${seq} 条`, value, max)
  }
  for (const { seat, value, max } of facts.results ?? []) add(seat, '登记的成绩', value, max)
  return found
}

/** What the papers of a claim say, cell by cell, against its data; of a verifier without a reader the report says so. */
export async function checkPapers(
  from: PackageFiles,
  read: ReadWorkbook | undefined,
  people: readonly OnPaper[],
  checks: Checks,
): Promise<void> {
  const papers = [...from.keys()].filter((path) => /\/forms\/[^/]+\.xlsx$/.test(path) && !path.endsWith(SKIPPED))
  if (papers.length === 0) return
  if (!read) {
    checks.note('本核验程序不读 XLSX：表格由签名保护，内容以本报告为准，没有逐格核对')
    return
  }
  const problems: string[] = []
  let cells = 0
  for (const path of papers) {
    const of = people.filter(
      (one) => !path.startsWith('data/classes/') || path.startsWith(`data/${classFolder(one.class)}/`),
    )
    try {
      for (const sheet of await read((await from.get(path)) ?? new Uint8Array())) {
        const compared = compareSheet(sheet, of)
        cells += compared.cells
        problems.push(...compared.problems.map((problem) => `${path} ${problem}`))
      }
    } catch {
      problems.push(`${path} 打不开，不是完整的 XLSX`)
    }
  }
  checks.add('可用性', TITLE, problems)
  checks.note(`表格与数据逐格核对了 ${cells} 格（不含签到考勤与学习记录，其学时由记录复算）`)
}

/** A table of trainees begins at a row that names 参训编号 or 身份证号; a row that names nobody ends nothing and says nothing. */
export function compareSheet(
  { sheet, rows }: PaperSheet,
  people: readonly OnPaper[],
): { cells: number; problems: string[] } {
  const problems: string[] = []
  let cells = 0
  let heads: readonly string[] | undefined
  for (const [r, row] of rows.entries()) {
    const texts = row.map(cellText)
    if (texts.includes('参训编号') || texts.includes('身份证号')) {
      // Who teaches has a name and an ID number as well.
      heads = texts.includes(TEACHES) ? undefined : texts
      continue
    }
    if (!heads) continue
    const at = (title: string) => texts[heads?.indexOf(title) ?? -1] ?? ''
    const number = at('参训编号')
    const id = at('身份证号')
    // A line of text below a table fills one cell.
    if ((number === '' && id === '') || texts.filter((text) => text !== '').length < 2) continue
    const of = at('培训班')
    const fitting = people.filter(
      (one) => (number === '' ? one.idNumber === id : one.number === number) && (of === '' || one.className === of),
    )
    const where = `“${sheet}”第 ${r + 1} 行`
    if (fitting.length === 0) {
      problems.push(`${where}：${number === '' ? '身份证号' : `参训编号 ${number}`} 不在资料包的人员里`)
      continue
    }
    const differing = fitting.map((one) => differences(heads ?? [], texts, one))
    cells += heads.filter((head) => fitting[0]?.says.has(head)).length
    const least = differing.sort((a, b) => a.length - b.length)[0] ?? []
    problems.push(...least.map((text) => `${where}${number === '' ? '' : ` 参训编号 ${number}`} ${text}`))
  }
  return { cells, problems }
}

const differences = (heads: readonly string[], texts: readonly string[], { says }: OnPaper): string[] =>
  heads.flatMap((head, i) => {
    const expected = says.get(head)
    const text = texts[i] ?? ''
    if (!expected || text === '') return []
    if ('scores' in expected) {
      const numbers = new Set(expected.scores.flatMap((one) => numbersIn(one.text)))
      return numbersIn(text).every((number) => numbers.has(number))
        ? []
        : [`${head}写 ${text}，${noneOf(expected.scores)}`]
    }
    return same(text, expected.one) ? [] : [`${head}写 ${text}，数据是 ${expected.one === '' ? '空' : expected.one}`]
  })

/** Which records say otherwise: somebody has to be able to look. */
function noneOf(scores: readonly RecordedScore[]): string {
  if (scores.length === 0) return '记录里没有这个成绩，也没有别的成绩'
  const named = scores.slice(0, NAMED).map(({ text, record }) => `${text}（${record}）`)
  return `记录里没有这个成绩，记录是 ${named.join('、')}${scores.length > NAMED ? `等 ${scores.length} 个` : ''}`
}

const numbersIn = (text: string): number[] => (text.match(/\d+(\.\d+)?/g) ?? []).map(Number)
const isNumber = (text: string) => /^-?[\d,]+(\.\d+)?$/.test(text)
const same = (a: string, b: string): boolean =>
  a === b ||
  (isNumber(a) && isNumber(b) && a.length < 15 && Number(a.replaceAll(',', '')) === Number(b.replaceAll(',', '')))

/** The roster for machines, where it can be read. */
export async function readPeople(from: PackageFiles): Promise<PeopleFile | undefined> {
  const bytes = await from.get(files.people)
  const parsed = bytes && parseFile(peopleFile, textOf(new Map([[files.people, bytes]]), files.people))
  return parsed && 'value' in parsed ? parsed.value : undefined
}
