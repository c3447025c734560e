import { readXlsx } from 'hucre/xlsx'
import type { PaperSheet } from '../../shared/package/papers-equal'

/** A paper has hundreds of rows; whatever has more is none. */
const MAX_ROWS = 21_000

/** A paper of a package, as `xueji verify` reads it: what is hidden says nothing. Throws on what is no workbook. */
export async function readPaper(bytes: Uint8Array): Promise<PaperSheet[]> {
  const { sheets } = await readXlsx(bytes, {
    maxRows: MAX_ROWS,
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
  })
  return sheets.map(({ name, rows }) => ({ sheet: name, rows }))
}
