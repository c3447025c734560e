/** A column of a flat file: its title, and what the field dictionary says of it. */
export interface FlatColumn<Row> {
  title: string
  /** What stands there, with its unit and its code words. */
  means: string
  value: (row: Row) => string | number | null
}

/** A flat file of the auditor's export, read as it is written. */
export interface FlatFile {
  name: string
  /** What one line of it is. */
  about: string
  columns: readonly { title: string; means: string }[]
  lines: () => AsyncIterable<readonly (string | number)[]>
}

/** How many rows are read at once. */
const AT_ONCE = 1000

export const flatFile = <Row>(
  name: string,
  about: string,
  rows: () => AsyncIterable<Row>,
  columns: readonly FlatColumn<Row>[],
): FlatFile => ({
  ...{ name, about, columns },
  async *lines() {
    for await (const row of rows()) yield columns.map(({ value }) => value(row) ?? '')
  },
})

/** The same where rows are too many to be counted off: each page begins behind the last row of the one before. */
export const pagedAfter = <Row>(page: (limit: number, after: Row | undefined) => PromiseLike<readonly Row[]>) =>
  async function* rows(): AsyncGenerator<Row> {
    let after: Row | undefined
    for (;;) {
      const some = await page(AT_ONCE, after)
      yield* some
      after = some.at(-1)
      if (some.length < AT_ONCE) return
    }
  }

/** Rows page by page until there are no more. */
export const paged = <Row>(page: (limit: number, offset: number) => PromiseLike<readonly Row[]>) =>
  async function* rows(): AsyncGenerator<Row> {
    for (let offset = 0; ; offset += AT_ONCE) {
      const some = await page(AT_ONCE, offset)
      yield* some
      if (some.length < AT_ONCE) return
    }
  }
