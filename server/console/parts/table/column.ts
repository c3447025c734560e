import type { ComponentChildren } from 'preact'

/** A column of a table; `id` is also that of the export. */
export interface Column<Row> {
  id: string
  label: string
  cell: (row: Row) => ComponentChildren
  /** The server's word for it, where it sorts by it. */
  sort?: string
  number?: true
  /** Names its row for a screen reader; cannot be hidden. */
  head?: true
  help?: string
  /** Not shown until somebody chooses it. */
  spare?: true
  /** Stays on one line. */
  nowrap?: true
  /** Further columns of the export that this one shows. */
  also?: readonly string[]
}
