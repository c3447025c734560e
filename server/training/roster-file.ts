import { type CellValue, readXlsx, writeXlsx } from 'hucre'
import type { PlatformAccount } from '../../shared/api'
import { readIdNumber } from '../../shared/people/id-number'
import { statedSize } from '../claim/read-zip'
import { Refused } from '../ledger/accept'
import { readAccounts, sharedAccounts } from './roster-accounts'

/** Where in a file the trouble is; rows and columns as a spreadsheet shows them. */
export interface Place {
  sheet?: string
  row?: number
  column?: string
  message: string
}

export class RosterRefused extends Refused {
  constructor(readonly places: Place[]) {
    super('roster-refused', `名册有 ${places.length} 处需要改正，一个人也没有导入。改好后请重新上传`)
  }
}

export interface RosterPerson {
  row: number
  name: string
  id: string
  /** As the column 平台账号 has them; empty where it says nothing. */
  accounts: PlatformAccount[]
}

/** Header texts that mean the same column, without spaces and brackets. */
const aliases = {
  name: ['姓名', '学员姓名', '员工姓名', '参训人员姓名', '人员姓名', 'aac003'],
  id: [
    '身份证号',
    '身份证号码',
    '身份证',
    '证件号码',
    '证件号',
    '公民身份号码',
    '社会保障号',
    '社会保障号码',
    'aac002',
  ],
  account: ['平台账号', '平台账户', '学习平台账号', '学习账号', '登录账号', '网站账号', '账号'],
} as const

const MAX_ROWS = 5000
/** Of the unpacked workbook, in bytes: 5000 people take about one MB. */
const MAX_UNPACKED = 32 << 20

/** The people of a roster file, every error in it at once. Throws RosterRefused, or `file-refused` when it is no XLSX. */
export async function readRoster(
  bytes: Uint8Array,
): Promise<{ people: RosterPerson[]; warnings: { row: number; column: string; message: string }[] }> {
  const { sheet, rows } = await firstSheet(bytes)
  const header = rows.findIndex((row) => columnOf(row, aliases.name) >= 0 && columnOf(row, aliases.id) >= 0)
  if (header < 0) {
    throw new RosterRefused([{ sheet, message: '没有找到表头：需要有“姓名”和“身份证号”两列，可下载名册模板对照' }])
  }
  const headerRow = rows[header] ?? []
  const nameAt = columnOf(headerRow, aliases.name)
  const idAt = columnOf(headerRow, aliases.id)
  const accountAt = columnOf(headerRow, aliases.account)
  const places: Place[] = []
  const warnings: { row: number; column: string; message: string }[] = []
  const people: RosterPerson[] = []
  const seen = new Map<string, number>()
  for (const [i, cells] of rows.slice(header + 1).entries()) {
    const row = header + i + 2
    if (cells.every((cell) => textOf(cell) === '')) continue
    const name = textOf(cells[nameAt]).replace(/\s+/g, '')
    if (name === '') places.push({ sheet, row, column: '姓名', message: '姓名是空的，请填写' })
    else if (name.length > 50) places.push({ sheet, row, column: '姓名', message: '姓名太长，请核对' })
    const checked = readIdNumber(rawId(cells[idAt]))
    if ('problem' in checked) {
      places.push({ sheet, row, column: '身份证号', message: checked.message })
      continue
    }
    for (const message of checked.warnings) warnings.push({ row, column: '身份证号', message })
    const earlier = seen.get(checked.id)
    if (earlier !== undefined)
      places.push({ sheet, row, column: '身份证号', message: `与第 ${earlier} 行重复，请删去一行` })
    seen.set(checked.id, earlier ?? row)
    const accounts = accountAt < 0 ? [] : readAccounts(textOf(cells[accountAt]))
    if (typeof accounts === 'string') {
      places.push({ sheet, row, column: '平台账号', message: accounts })
      continue
    }
    if (name !== '') people.push({ row, name, id: checked.id, accounts })
  }
  warnings.push(...sharedAccounts(people))
  if (places.length > 0) throw new RosterRefused(places)
  if (people.length === 0) throw new RosterRefused([{ sheet, message: '表头下面没有人员，请填好再上传' }])
  if (people.length > MAX_ROWS) throw new RosterRefused([{ sheet, message: `一次最多导入 ${MAX_ROWS} 人，请分开上传` }])
  return { people, warnings }
}

async function firstSheet(bytes: Uint8Array): Promise<{ sheet: string; rows: CellValue[][] }> {
  let workbook: Awaited<ReturnType<typeof readXlsx>>
  try {
    if ((await statedSize(bytes)) > MAX_UNPACKED)
      throw new Refused('file-refused', '文件解开后太大。请把姓名和身份证号两列复制到名册模板里，另存后再上传')
    workbook = await readXlsx(bytes)
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused('file-refused', '这不是能打开的 XLSX 文件。请用 WPS 或 Excel 另存为“.xlsx 工作簿”再上传')
  }
  const sheet = workbook.sheets.find((candidate) => candidate.rows.length > 0)
  if (!sheet) throw new Refused('file-refused', '文件里没有内容')
  return { sheet: sheet.name, rows: sheet.rows }
}

const columnOf = (row: readonly CellValue[], names: readonly string[]) =>
  row.findIndex((cell) =>
    names.includes(
      textOf(cell)
        .normalize('NFKC')
        .replace(/[\s*（）()：:]/g, '')
        .toLowerCase(),
    ),
  )

const textOf = (cell: CellValue | undefined): string => (cell === null || cell === undefined ? '' : String(cell).trim())

/** A number cell has lost its last digits already; it is shown as it stands so that the check can say so. */
const rawId = (cell: CellValue | undefined): string =>
  typeof cell === 'number'
    ? cell.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 0 })
    : textOf(cell)

/** An empty roster to fill in: ID numbers and accounts as text. 平台账号 may stay empty. */
export const rosterTemplate = (): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: '学员名册',
        rows: [
          ['序号', '姓名', '身份证号', '平台账号'],
          [1, '示例（请删去本行）', '', ''],
        ],
        columns: [{ width: 8 }, { width: 22 }, { width: 26, numFmt: '@' }, { width: 32, numFmt: '@' }],
      },
    ],
  })
