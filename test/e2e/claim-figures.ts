import { spawnSync } from 'node:child_process'
import { readXlsx } from 'hucre'
import { expect } from 'vitest'
import { readYuan } from '../../shared/claim/money'
import type { ClaimFile } from '../../shared/package/claim-layout'

/** What a claim says of one person: class hours as they are shown, and fen. */
export interface Figures {
  hours: string
  amount: number
}
export interface ClaimFigures {
  people: Record<string, Figures>
  total: number
  capitals: string
}

const fen = (text: string): number => readYuan(text.replace(/[,，元\s]/g, '')) ?? expect.fail(`no amount: ${text}`)
const hundredths = (text: string): string => Number(text).toFixed(2)
type Cells = readonly string[]

/** Every cell of the first sheet as text. */
async function cellsOf(bytes: Uint8Array): Promise<Cells[]> {
  const [sheet] = (await readXlsx(bytes)).sheets
  return (sheet?.rows ?? []).map((row) => row.map((cell) => String(cell ?? '')))
}

/** 补贴人员花名册: the figures of each by name, the ID numbers as they stand, and the sum under them. */
export async function figuresOfPeople(bytes: Uint8Array): Promise<ClaimFigures & { ids: Record<string, string> }> {
  const rows = await cellsOf(bytes)
  const head = rows.findIndex((row) => row.includes('身份证号'))
  const column = (title: string) => rows[head]?.indexOf(title) ?? expect.fail(`no column ${title}`)
  const cell = (row: Cells, title: string) => row[column(title)] ?? ''
  const listed = rows.slice(head + 1).filter((row) => /^\d{17}[\dX]$/.test(cell(row, '身份证号')))
  const sum = rows.slice(head + 1).find((row) => row.some((text) => text.startsWith('合计')))
  return {
    people: Object.fromEntries(
      listed.map((row) => [
        cell(row, '姓名'),
        { hours: hundredths(cell(row, '有效学时')), amount: fen(cell(row, '补贴金额（元）')) },
      ]),
    ),
    ids: Object.fromEntries(listed.map((row) => [cell(row, '姓名'), cell(row, '身份证号')])),
    total: fen(sum?.[column('补贴金额（元）')] ?? ''),
    capitals: capitalsIn(rows),
  }
}

/** What a form says in capitals. */
export const capitalsOfForm = async (bytes: Uint8Array): Promise<string> => capitalsIn(await cellsOf(bytes))

const capitalsIn = (rows: readonly Cells[]): string =>
  rows
    .flat()
    .map((text) => /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元[零壹贰叁肆伍陆柒捌玖角分整]+/.exec(text)?.[0])
    .find((text) => text !== undefined) ?? expect.fail('no capitals')

/** data/claim.json of a package, by the stock unzip; `names`: by participant number. */
export function figuresOfPackage(file: string, names: ReadonlyMap<string, string>): ClaimFigures {
  const { stdout } = spawnSync('unzip', ['-p', file, '*/data/claim.json'], { encoding: 'utf8' })
  const { people, total, capitals }: ClaimFile = JSON.parse(stdout)
  return {
    people: Object.fromEntries(
      people.map(({ number, hours, amount }) => [
        names.get(number) ?? number,
        { hours: hours.total, amount: amount.total },
      ]),
    ),
    total,
    capitals,
  }
}
