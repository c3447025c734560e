import { readCsv } from './read-csv'
import { readWorkbook } from './read-workbook'
import { refuse } from './refusals'
import { kindOf } from './sniff'
import type { Table } from './table'

/** The tables of an uploaded file: of an XLSX its visible sheets, of a CSV the one. What it is, is read from its bytes. Throws `file-refused` with reason and cure. */
export async function readTables(bytes: Uint8Array): Promise<Table[]> {
  const kind = kindOf(bytes)
  if (kind === 'zip') return readWorkbook(bytes)
  if (kind === 'text') return [readCsv(bytes)]
  throw refuse(kind)
}
