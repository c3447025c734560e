import { readTables } from '../training/roster/read-table'
import { FileRefused } from '../training/roster/refusals'
import { kindOf } from '../training/roster/sniff'
import type { Table } from '../training/roster/table'
import { readPdf } from './pdf-table'
import { instead } from './refusals'

/** The tables of an XLSX, a CSV or a PDF with text; what it is, is read from its bytes. Throws `file-refused` with reason and cure. */
export async function openTables(bytes: Uint8Array): Promise<Table[]> {
  if (kindOf(bytes) === 'pdf') return [await readPdf(bytes)]
  try {
    return await readTables(bytes)
  } catch (error) {
    const other = error instanceof FileRefused ? instead(error.what) : undefined
    throw other !== undefined && error instanceof FileRefused ? new FileRefused(error.what, other) : error
  }
}

/** What a kept file is called by when it is handed out again. */
export function typeOf(bytes: Uint8Array): string {
  const kind = kindOf(bytes)
  if (kind === 'pdf') return 'application/pdf'
  return kind === 'zip' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
}
