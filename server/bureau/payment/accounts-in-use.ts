import { and, eq, inArray, ne, or } from 'drizzle-orm'
import type { ClaimState } from '../../../shared/api/bureau'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { accountIndex, accountNumberIndex, accountOf, type BankAccount } from '../account'

/** States in which a claim's account is about to be paid to; one that was paid stands on a line. */
const ON_THE_WAY: readonly ClaimState[] = ['agreed', 'published', 'cleared', 'batched']

/** Says whether another 单位 than `firm` uses an account: on a line of any table, or on a claim that is on its way to be paid. */
export async function accountsInUse(
  { store, secrets }: Pick<Deps, 'store' | 'secrets'>,
  q: Queries,
  { organisation }: Pick<Actor, 'organisation'>,
): Promise<(firm: string, account: BankAccount) => Promise<boolean>> {
  const { bureauClaim, bureauPaymentLine: line } = store.t
  const open = await q
    .select({ id: bureauClaim.id, firm: bureauClaim.firm, accountCipher: bureauClaim.accountCipher })
    .from(bureauClaim)
    .where(and(eq(bureauClaim.organisation, organisation), inArray(bureauClaim.status, [...ON_THE_WAY])))
  const firmsOf = new Map<string, Set<string>>()
  for (const claim of open) {
    const number = accountNumberIndex(secrets, accountOf(secrets, claim))
    firmsOf.set(number, (firmsOf.get(number) ?? new Set()).add(claim.firm))
  }
  return async (firm, account) => {
    const number = accountNumberIndex(secrets, account)
    if (number === '') return false
    if ([...(firmsOf.get(number) ?? [])].some((one) => one !== firm)) return true
    const [row] = await q
      .select({ id: line.id })
      .from(line)
      .innerJoin(bureauClaim, eq(bureauClaim.id, line.claim))
      .where(
        and(
          ...[eq(bureauClaim.organisation, organisation), ne(bureauClaim.firm, firm)],
          or(eq(line.accountNumber, number), eq(line.account, accountIndex(secrets, account))),
        ),
      )
      .limit(1)
    return row !== undefined
  }
}
