import { type CellValue, writeXlsxStream } from 'hucre'
import { type ListPage, MAX_PAGE_SIZE } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import type { Column } from './columns'

export interface Exported<Row> {
  /** Of the list, as the audit names it. */
  list: string
  /** Of the sheet and the file, in Chinese. */
  title: string
  /** A class, or the organisation. */
  subject: string
  columns: readonly Column<Row>[]
  /** Comma-separated ids of those that are shown, in their order; all where it is empty. */
  shown: string
  filter: string
  searched: boolean
  page: (page: number, size: number) => Promise<ListPage<Row>>
}

/**
 * Everything of a list as XLSX, with the columns, the filter and the order it is shown with; read and written page by page.
 * Audited before the first byte leaves, without what was searched for: that may be an ID number.
 */
export async function exported<Row>(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  { list, title, subject, columns, shown, filter, searched, page }: Exported<Row>,
): Promise<ReadableStream<Uint8Array>> {
  const wanted = shown === '' ? columns : shown.split(',').flatMap((id) => columns.find((one) => one.id === id) ?? [])
  const first = await page(1, MAX_PAGE_SIZE)
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'list.export', subject, { list, rows: first.total, filter, searched }),
  )
  return writeXlsxStream(rowsOf(first, page, wanted), {
    name: title,
    columns: wanted.map((one) => ({ header: one.title, width: one.width })),
    freezePane: { rows: 1 },
  })
}

async function* rowsOf<Row>(
  first: ListPage<Row>,
  page: Exported<Row>['page'],
  columns: readonly Column<Row>[],
): AsyncGenerator<CellValue[]> {
  let now = first
  for (;;) {
    for (const row of now.rows) yield columns.map(({ value }) => value(row))
    const next = now.page + 1
    if ((next - 1) * MAX_PAGE_SIZE >= now.total) return
    now = await page(next, MAX_PAGE_SIZE)
    if (now.page !== next) return
  }
}
