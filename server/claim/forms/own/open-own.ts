import { colToLetter, openXlsx, type Sheet } from 'hucre'
import { namesIn } from '../../../../shared/forms/placeholders'
import { namesFor } from '../../../../shared/forms/vocabulary'
import { refuse } from '../../../training/roster/refusals'
import { kindOf } from '../../../training/roster/sniff'
import { measuredEntries } from '../../../training/roster/unpack'

export type OpenedWorkbook = Awaited<ReturnType<typeof openXlsx>>

/** 2 MB: a form with a logo. */
export const MAX_OWN_FORM = 2 << 20
/** Beyond this a sheet is no form. */
const MAX_ROWS = 500
const MAX_COLUMNS = 60

/** Opens an uploaded workbook after looking at it from outside. Throws `file-refused` for whatever is no plain XLSX. */
export async function openOwn(bytes: Uint8Array): Promise<OpenedWorkbook> {
  const kind = kindOf(bytes)
  if (kind !== 'zip') throw refuse(kind === 'text' ? 'binary' : kind)
  const names = await measuredEntries(bytes)
  if (names.has('xl/vbaProject.bin')) throw refuse('macros')
  if (!names.has('xl/workbook.xml')) throw refuse(names.has('content.xml') ? 'ods' : 'document')
  try {
    return await openXlsx(bytes, { readStyles: true })
  } catch {
    throw refuse('broken')
  }
}

/** A row with placeholders of a list stands once for each of its rows. */
export interface RepeatedRow {
  row: number
  list: string
}

/** What was made of a workbook: where its rows repeat, and what keeps it from being used. */
export interface OwnReading {
  /** By sheet. */
  repeated: RepeatedRow[][]
  /** Plain Chinese, each with where it stands and what to do. */
  problems: string[]
  /** Placeholders found, each once. */
  names: string[]
}

/** Reads the placeholders of a workbook by the names that forms of this scope know. */
export function readOwn(workbook: OpenedWorkbook, of: 'claim' | 'class'): OwnReading {
  const reading: OwnReading = { repeated: [], problems: [], names: [] }
  for (const sheet of workbook.sheets) reading.repeated.push(readSheet(sheet, of, reading))
  reading.names = [...new Set(reading.names)]
  if (reading.names.length === 0)
    reading.problems.push('表里没有占位符。请在要填的格子里写上如 {{单位名称}} 的占位符，再上传')
  return reading
}

function readSheet(sheet: Sheet, of: 'claim' | 'class', to: OwnReading): RepeatedRow[] {
  const known = namesFor(of)
  const repeated: RepeatedRow[] = []
  if (sheet.rows.length > MAX_ROWS || sheet.rows.some((row) => row.length > MAX_COLUMNS)) {
    to.problems.push(`工作表“${sheet.name}”超过 ${MAX_ROWS} 行或 ${MAX_COLUMNS} 列，请只留表样本身`)
    return repeated
  }
  for (const [r, row] of sheet.rows.entries()) {
    const ofList: string[] = []
    for (const [c, value] of row.entries()) {
      const where = `工作表“${sheet.name}”${colToLetter(c)}${r + 1}`
      for (const name of typeof value === 'string' ? namesIn(value) : []) {
        to.names.push(name)
        if (Object.hasOwn(known.fields, name)) continue
        if (isListName(name, known.lists)) ofList.push(name)
        else to.problems.push(`${where} 的占位符“${name}”不认识，请对照下面的名称表改正`)
      }
    }
    if (ofList.length === 0) continue
    const list = listOf(ofList, known.lists)
    if (list === undefined)
      to.problems.push(
        `工作表“${sheet.name}”第 ${r + 1} 行的占位符（${ofList.join('、')}）不在同一张名单里，请分成几行，或写成“名单.名称”`,
      )
    else repeated.push({ row: r, list })
  }
  to.problems.push(...brokenBy(sheet, repeated))
  return repeated
}

/** What repeated rows would tear: cells merged over several rows, and formulas, which no longer mean what they said. */
function brokenBy({ name, merges = [], cells }: Sheet, repeated: readonly RepeatedRow[]): string[] {
  const torn = repeated.filter(({ row }) =>
    merges.some(({ startRow, endRow }) => startRow <= row && row <= endRow && startRow < endRow),
  )
  const formula = repeated.length > 0 ? [...(cells ?? [])].find(([, cell]) => cell.formula !== undefined) : undefined
  const [r = 0, c = 0] = formula?.[0].split(',').map(Number) ?? []
  return [
    ...torn.map(({ row }) => `工作表“${name}”第 ${row + 1} 行有跨行合并的单元格，名单行不能跨行合并，请拆开`),
    ...(formula
      ? [`工作表“${name}”${colToLetter(c)}${r + 1} 是公式，名单行数一变就会算错，请改用占位符（如 {{申请总金额}}）`]
      : []),
  ]
}

type Lists = ReturnType<typeof namesFor>['lists']

/** `名单.名称` or a name that some list has. */
const isListName = (name: string, lists: Lists): boolean => listOf([name], lists) !== undefined

/** The first list that has all these names. */
const listOf = (names: readonly string[], lists: Lists): string | undefined =>
  Object.entries(lists).find(([list, rows]) =>
    names.every((name) => {
      const [before, after] = name.split('.')
      return after === undefined ? Object.hasOwn(rows, name) : before === list && Object.hasOwn(rows, after)
    }),
  )?.[0]
