import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type ExtractBody, platformAccount } from '../../shared/api'
import type { Deps } from '../deps'
import { answersOf } from './appeals'

const accounts = v.array(platformAccount)

/** Answers that go along with every sync. */
const NEWEST = 50

/** What a trainee's device is told besides figures: answers to appeals, and the 平台账号 of the roster. */
export async function personalOf(deps: Deps, seat: string): Promise<Pick<ExtractBody, 'appeals' | 'accounts'>> {
  const { t, read } = deps.store
  const answers = (await answersOf(read, t, seat)).slice(0, NEWEST)
  const known = await accountsOf(deps, seat)
  return { ...(answers.length > 0 && { appeals: answers }), ...(known.length > 0 && { accounts: known }) }
}

/** The 平台账号 of a seat's person as the newest roster has them; empty where it has none. */
export async function accountsOf(
  { store: { t, read }, secrets }: Pick<Deps, 'store' | 'secrets'>,
  seat: string,
): Promise<v.InferOutput<typeof accounts>> {
  const [row] = await read
    .select({ id: t.person.id, cipher: t.person.accountsCipher })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.id, seat))
  return row?.cipher ? v.parse(accounts, JSON.parse(secrets.decrypt(row.cipher, accountsRow(row.id)))) : []
}

/** Bound to the row and the column, so that neither cipher text passes for the other. */
export const accountsRow = (person: string): string => `${person}/accounts`
