import type { RosterReport } from '../../../shared/api/roster'
import { maskAccount, maskId } from '../../../shared/people/mask'
import type { OpenedFile } from './open-file'
import type { Reading } from './read-people'
import { MAX_ROWS } from './read-workbook'
import { letterOf, type Place, RosterRefused, textOf } from './table'

const SAMPLES = 3

/** Where the people stand in a file, for somebody to see and to correct. What looks like a number of somebody is masked. */
export function describeFile({
  layout,
  sheets,
}: OpenedFile): Required<Pick<RosterReport, 'headerRow' | 'columns' | 'sheets'>> & Pick<RosterReport, 'sheet'> {
  const { table, headerRow, firstRow, headings } = layout
  return {
    ...(table.sheet !== undefined && { sheet: table.sheet }),
    sheets,
    headerRow: headerRow + 1,
    columns: headings.map(({ column, heading, field }) => ({
      column,
      letter: letterOf(column),
      heading,
      ...(field && { field }),
      sample: table.rows
        .slice(firstRow, firstRow + 50)
        .map((row) => textOf(row[column]))
        .filter((text) => text !== '')
        .slice(0, SAMPLES)
        .map(shown),
    })),
  }
}

function shown(text: string): string {
  const short = text.slice(0, 40)
  if (/^\d{14,17}[\dXx]$/.test(text)) return maskId(text)
  return /^\d{7,}$/.test(text) ? maskAccount(short) : short
}

/** A file that needs a choice of somebody: said by a dry run, refused by an import. */
export function undecided(opened: OpenedFile, dryRun: boolean): RosterReport {
  const { sheet } = opened.layout.table
  const message =
    opened.need === 'sheet'
      ? `文件里有 ${opened.sheets.length} 张表都像名册（${opened.sheets.join('、')}）。请选定读哪一张，或只留一张再上传`
      : '没有找到表头：需要有“姓名”和“身份证号”两列。请改表头（可下载名册模板对照），或在“列的对应”里选定'
  const place: Place = { ...(sheet !== undefined && { sheet }), message }
  if (!dryRun) throw new RosterRefused([place])
  const { notes, need } = opened
  return {
    added: 0,
    unchanged: 0,
    renamed: 0,
    errors: [place],
    warnings: [],
    ...describeFile(opened),
    notes,
    ...(need && { need }),
  }
}

/** Throws `roster-refused` where there is nobody, or too many. */
export function demandSize({ layout: { table } }: OpenedFile, { people, errors }: Reading): void {
  const { sheet } = table
  const place = (message: string) => new RosterRefused([{ ...(sheet !== undefined && { sheet }), message }])
  if (people.length + errors.length === 0) throw place('表头下面没有人员，请填好再上传')
  if (people.length > MAX_ROWS) throw place(`一次最多导入 ${MAX_ROWS} 人，请分成几个文件上传`)
}
