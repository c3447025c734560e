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
/** `numbers`: every number in the cell is one of these; `one`: the cell is this text, or the same number. */
type Says = { one: string } | { numbers: ReadonlySet<number> }

const TITLE = '表格（XLSX）里的人员、学时、成绩和金额与数据一致'
/** Heading by which a table of teachers (授课师资) is known from one of trainees. */
const TEACHES = '承担课程'
/** Its figures are recomputed from the entries, and a thousand people fill a hundred thousand rows. */
const SKIPPED = 'study.xlsx'

/** Everybody of a class, from its own records and the claim. */
export function onPaper(claim: ClaimFile, people: PeopleFile | undefined, about: VerifiedClass): OnPaper[] {
  const { class: of, facts } = about
  const scores = scoresOf(about)
  const [asking, naming] = [firstBySeat(claim.people), firstBySeat(people?.people ?? [])]
  return of.seats.map(({ seat, number }) => {
    const [asked, named] = [asking.get(seat), naming.get(seat)]
    const certificates = (facts.certificates ?? []).filter((one) => one.seat === seat)
    const last = certificates.at(-1)
    const numbers = scores.get(seat) ?? new Set<number>()
    const says = new Map<string, Says>([
      ...['理论成绩', '实操成绩', '成绩'].map((title): [string, Says] => [title, { numbers }]),
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

/** Every number that a score of a seat has, on a page, in a test taken on the server, or on paper. */
function scoresOf({ branches, facts, seatsByClaim }: VerifiedClass): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  const add = (seat: string, ...texts: (string | undefined)[]) => {
    const numbers = found.get(seat) ?? new Set()
    for (const text of texts) for (const number of numbersIn(text ?? '')) numbers.add(number)
    found.set(seat, numbers)
  }
  for (const { join, scores } of branches) {
    const seat = seatsByClaim.get(join?.claim ?? '')
    if (seat !== undefined) for (const { value, max } of scores) add(seat, value, max)
  }
  for (const { seat, value, max } of facts.results ?? []) add(seat, value, max)
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
    if ('numbers' in expected)
      return numbersIn(text).every((number) => expected.numbers.has(number))
        ? []
        : [`${head}写 ${text}，记录里没有这个成绩`]
    return same(text, expected.one) ? [] : [`${head}写 ${text}，数据是 ${expected.one === '' ? '空' : expected.one}`]
  })

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
