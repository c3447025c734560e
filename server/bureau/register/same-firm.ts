import { and, eq, ne, sql } from 'drizzle-orm'
import { readCreditCode } from '../../../shared/people/credit-code'
import { plain } from '../../../shared/people/text'
import type { KeyHolder } from '../../../shared/register/key-file'
import type { Queries, Store } from '../../db/store'
import { keysInForce } from './keys-in-force'

export type Firm = Store['t']['bureauFirm']['$inferSelect']

/** A 单位 that is here already, and what says so: the id on its own server, its credit code, or its name. */
export interface SameFirm {
  firm: Firm
  by: 'server' | 'code' | 'name'
}

/**
 * Which 单位 of the bureau a key file speaks of. A server that was built anew has another id and the same credit code: it is the same 单位, whatever
 * server it names. Where one of the two has no code, one of that name with a key in force is the same, for a letter to say; and one that was
 * entered by hand without a code is not, until somebody joins the two.
 */
export async function sameFirm(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  { id, name, creditCode = '' }: KeyHolder,
  now: number,
): Promise<SameFirm | undefined> {
  const { bureauFirm: of } = store.t
  const mine = eq(of.organisation, organisation)
  const [own] = await q
    .select()
    .from(of)
    .where(and(mine, eq(of.their, id)))
  if (own) return { firm: own, by: 'server' }
  const code = readCreditCode(creditCode).code
  const held: Firm[] = []
  const coded = code === '' ? [] : await firmsOfCode(q, store, organisation, code)
  for (const firm of coded) if ((await keysInForce(q, store, firm.id, now)).length > 0) held.push(firm)
  const [first] = [...held, ...coded]
  if (first) return { firm: first, by: 'code' }
  const named = await q
    .select()
    .from(of)
    .where(and(mine, ne(of.their, ''), code === '' ? undefined : eq(of.creditCode, '')))
  for (const firm of named)
    if (plain(firm.name) === plain(name) && (await keysInForce(q, store, firm.id, now)).length > 0)
      return { firm, by: 'name' }
  return undefined
}

/** One that was entered by hand without a credit code under this name: whether it is the same, somebody has to say. */
export async function manualNamed(
  q: Queries,
  { t: { bureauFirm: of } }: Pick<Store, 't'>,
  organisation: string,
  name: string,
): Promise<Firm | undefined> {
  const rows = await q
    .select()
    .from(of)
    .where(and(eq(of.organisation, organisation), eq(of.their, ''), eq(of.creditCode, '')))
    .orderBy(of.createdAt, of.id)
  return rows.find((one) => plain(one.name) === plain(name))
}

/** Every 单位 of the bureau with this credit code, however it was typed. */
export const firmsOfCode = (
  q: Queries,
  { t: { bureauFirm: of } }: Pick<Store, 't'>,
  organisation: string,
  code: string,
): Promise<Firm[]> =>
  q
    .select()
    .from(of)
    .where(and(eq(of.organisation, organisation), eq(sql`upper(trim(${of.creditCode}))`, code)))
    .orderBy(of.createdAt, of.id)
