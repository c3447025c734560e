import { eq, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { normaliseNumber } from '../../shared/people/text'
import type { Store } from '../db/store'
import type { Deps } from '../deps'

const WHOLE_ID = /^(\d{17}[\dX]|\d{15})$/

/** Whether a column holds the text somewhere, or at its end; letters of either case. */
export function holds(column: SQLWrapper, text: string, at: 'anywhere' | 'end' = 'anywhere'): SQL {
  const literal = text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  const pattern = at === 'end' ? `%${literal}` : `%${literal}%`
  return sql`lower(${column}) LIKE ${pattern} ESCAPE '\\'`
}

/** As typed: full-width signs become half-width, spaces around it go. Empty: nothing is searched. */
export const typed = (search: string): string => search.normalize('NFKC').trim()

/**
 * People by name, the last signs of their ID number, or the whole of it. The whole number is looked up by its blind index:
 * nothing is decrypted and nothing is shown that was not on the screen before, so it is not audited.
 */
export function personSearch(
  { secrets }: Pick<Deps, 'secrets'>,
  t: Store['t'],
  search: string,
  ...also: SQLWrapper[]
): SQL | undefined {
  const text = typed(search)
  if (text === '') return undefined
  const number = normaliseNumber(text)
  if (WHOLE_ID.test(number)) return eq(t.person.idIndex, secrets.index('id', number))
  const tail = /^\d{3,4}[\dX]?$/.test(number) ? holds(t.person.idMasked, number, 'end') : undefined
  return or(holds(t.person.name, text), tail, ...also.map((column) => holds(column, text)))
}

/** A list that finds by these columns alone; nothing where nothing was typed. */
export const foundIn = (search: string, ...columns: readonly Parameters<typeof holds>[0][]): SQL | undefined => {
  const text = typed(search)
  return text === '' ? undefined : or(...columns.map((column) => holds(column, text)))
}
