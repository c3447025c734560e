import { type Cell, type CellValue, type MergeRange, type RowDef, writeXlsx } from 'hucre'
import { Refused } from '../../ledger/accept'

/** The words of a refusal. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return 'nothing was refused'
}

interface Sheet {
  name?: string
  rows: CellValue[][]
  hidden?: boolean
  merges?: MergeRange[]
  rowDefs?: Map<number, RowDef>
  cells?: Map<string, Partial<Cell>>
}

export const book = (...sheets: Sheet[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: sheets.map(({ name = 'Sheet1', ...rest }) => ({ name, ...rest })) })
export const text = (content: string): Uint8Array => new TextEncoder().encode(content)
