import type { ExamPart, ResultsChoices } from '../../shared/api/results'
import { readDay } from '../../shared/people/days'
import { normaliseNumber, plain } from '../../shared/people/text'
import { type OpenSheet, openSheet, type SheetColumn, type SheetRow } from './sheet'

export type ResultsField =
  | 'number'
  | 'name'
  | 'id'
  | 'theory'
  | 'practice'
  | 'rating'
  | 'day'
  | 'certificate'
  | 'certifiedOn'
  | 'issuer'

/** 学员考核 as bureaus' systems and schools head it (domain.md 1.7: acc009, acc010, acc011, bcc012, bcc013). */
export const resultsColumns: readonly SheetColumn<ResultsField>[] = [
  { field: 'number', title: '参训编号', aliases: ['编号', '学员编号'] },
  { field: 'name', title: '姓名', aliases: ['学员姓名', '考生姓名'] },
  { field: 'id', title: '身份证号', aliases: ['身份证号码', '社会保障号', '证件号码', '公民身份号码'] },
  { field: 'theory', title: '理论成绩', aliases: ['理论考试成绩', '理论知识', '理论', 'acc009'] },
  { field: 'practice', title: '实操成绩', aliases: ['实践成绩', '技能成绩', '操作技能', '实操', '实践', 'acc010'] },
  { field: 'rating', title: '评定结果', aliases: ['评定成绩', '评定', '考核结果', '是否合格', '结果', 'acc011'] },
  { field: 'day', title: '考试日期', aliases: ['考核日期', '考试时间', '考核时间'] },
  { field: 'certificate', title: '证书编号', aliases: ['证书号', '证书号码', 'bcc012'] },
  { field: 'certifiedOn', title: '发证日期', aliases: ['发证时间', 'bcc013'] },
  { field: 'issuer', title: '发证单位', aliases: ['发证机关', '发证机构'] },
]

/** Somebody of the class, as a row is matched to them. */
export interface Classmate {
  seat: string
  number: string
  name: string
  /** Blind index of the ID number. */
  idIndex: string
  left: boolean
}

export interface ReadResult {
  seat: string
  part: ExamPart
  value?: string
  pass: boolean
  day: string
}
export interface ReadCertificate {
  seat: string
  number: string
  day: string
  issuer: string
  /** Where its number stands. */
  wrong: (message: string) => void
}

export interface ReadResults {
  results: ReadResult[]
  certificates: ReadCertificate[]
  /** How many people it names. */
  people: number
}

/** Throws `file-refused`. */
export const openResults = (bytes: Uint8Array): Promise<OpenSheet<ResultsField>> =>
  openSheet(bytes, resultsColumns, ['name'])

/** What a file of results says of the people of a class; what is wrong is added to the errors of the sheet. */
export function readResults(
  sheet: OpenSheet<ResultsField>,
  by: {
    people: readonly Classmate[]
    /** The blind index of an ID number. */
    index: (id: string) => string
    /** Seats that have an overall result: their next one is written too. */
    rated: ReadonlySet<string>
    choices: ResultsChoices
  },
): ReadResults {
  const results: ReadResult[] = []
  const certificates: ReadCertificate[] = []
  const seen = new Set<string>()
  for (const row of sheet.rows) {
    if (isNobody(row)) continue
    const person = personOf(row, by.people, by.index)
    if (!person) continue
    seen.add(person.seat)
    results.push(...resultsOfRow(row, person.seat, by.rated, by.choices))
    const certificate = certificateOfRow(row, person.seat, by.choices)
    if (certificate) certificates.push(certificate)
  }
  return { results, certificates, people: seen.size }
}

type Row = SheetRow<ResultsField>

/** 合计, 制表人 and the like below the people, and names that nobody filled anything in for. */
const isNobody = (row: Row): boolean =>
  /^(合计|总计|制表|填表|审核|备注|说明)/.test(plain(row.text('name'))) ||
  (['theory', 'practice', 'rating', 'certificate'] as const).every((field) => row.text(field) === '')

function personOf(row: Row, people: readonly Classmate[], index: (id: string) => string): Classmate | undefined {
  const [number, name, id] = [row.text('number'), plain(row.text('name')), normaliseNumber(row.text('id'))]
  const whole = /^(\d{17}[\dX]|\d{15})$/.test(id)
  if (number === '' && !whole) {
    row.wrong('number', '参训编号和身份证号都没有填，不能确定是谁。请至少填一项')
    return undefined
  }
  const found = people.filter(
    (one) => (number === '' || one.number === number) && (!whole || one.idIndex === index(id)),
  )
  const [person] = found
  if (!person || found.length > 1) {
    row.wrong(number === '' ? 'id' : 'number', '本班名册里没有这个人，请核对参训编号和身份证号')
    return undefined
  }
  if (plain(person.name) !== name) {
    row.wrong('name', `名册上 ${person.number} 的姓名与这里不同，请核对是不是同一个人`)
    return undefined
  }
  if (person.left) {
    row.wrong('name', '这个人已不在本班名册上，不再登记成绩')
    return undefined
  }
  return person
}

const ratings: Readonly<Record<string, boolean>> = {
  ...{ 合格: true, 通过: true, 及格: true, 是: true, '1': true },
  ...{ 不合格: false, 未通过: false, 不及格: false, 否: false, '2': false },
}

/** A row's results: each part that has a score, and 评定 as a result of its own where it says more than the one score does. */
function resultsOfRow(row: Row, seat: string, rated: ReadonlySet<string>, choices: ResultsChoices): ReadResult[] {
  const parts = (['theory', 'practice'] as const).flatMap((part) => {
    const value = scoreIn(row, part)
    return value === undefined ? [] : [{ part, value }]
  })
  const written = plain(row.text('rating'))
  const rating = ratings[written]
  if (written !== '' && rating === undefined) row.wrong('rating', '评定结果请填“合格”或“不合格”')
  if (parts.length === 0 && rating === undefined) return []
  const below = parts.some(({ value }) => choices.passMark !== undefined && Number(value) < Number(choices.passMark))
  if (rating === true && below) row.wrong('rating', `评定为合格，成绩却低于合格分数 ${choices.passMark}，请核对`)
  const day = dayOf(row, 'day', choices.day)
  if (day === undefined) return []
  const results: ReadResult[] = []
  for (const { part, value } of parts) {
    const pass =
      choices.passMark !== undefined
        ? Number(value) >= Number(choices.passMark)
        : rating === true || parts.length === 1
          ? rating
          : undefined
    if (pass === undefined) row.wrong(part, '看不出这一项是否合格：请填评定结果，或在导入时填合格分数')
    else results.push({ seat, part, value, pass, day })
  }
  if (rating !== undefined && (parts.length !== 1 || rated.has(seat)))
    results.push({ seat, part: 'overall', pass: rating, day })
  return results
}

function scoreIn(row: Row, part: 'theory' | 'practice'): string | undefined {
  const text = row.text(part).normalize('NFKC')
  if (text === '') return undefined
  if (/^\d{1,4}(\.\d{1,2})?$/.test(text)) return text
  row.wrong(part, '成绩请填数字；缺考的留空')
  return undefined
}

function dayOf(row: Row, field: 'day' | 'certifiedOn', otherwise: string | undefined): string | undefined {
  const text = row.text(field)
  const day = text === '' ? otherwise : readDay(text)
  if (day === undefined) row.wrong(field, text === '' ? '日期没有填' : '看不懂这个日期，请写成 2026-11-22')
  return day
}

function certificateOfRow(row: Row, seat: string, { day }: ResultsChoices): ReadCertificate | undefined {
  const number = row.text('certificate').normalize('NFKC')
  if (number === '') return undefined
  if (/^\d(\.\d+)?E\+?\d+$/i.test(number) || number.length > 60) {
    row.wrong('certificate', '证书编号不完整（可能被 Excel 变成了数字），请把该列设为文本格式后重填')
    return undefined
  }
  const certifiedOn = dayOf(row, 'certifiedOn', readDay(row.text('day')) ?? day)
  if (certifiedOn === undefined) return undefined
  return {
    ...{ seat, number, day: certifiedOn, issuer: row.text('issuer').slice(0, 100) },
    wrong: (message) => row.wrong('certificate', message),
  }
}
