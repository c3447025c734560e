import type { PaperSheet } from '../../shared/package/papers-equal'
import { readWorkbook } from '../training/roster/read-workbook'

/** A paper of a package, with the refusals of an uploaded workbook. Throws `file-refused`. */
export const readPaper = async (bytes: Uint8Array): Promise<PaperSheet[]> =>
  (await readWorkbook(bytes)).map(({ sheet = '', rows }) => ({ sheet, rows }))
