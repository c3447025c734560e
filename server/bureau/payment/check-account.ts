import { and, desc, eq, gte } from 'drizzle-orm'
import type { AccountFinding, Payable } from '../../../shared/api/bureau-payments'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { accountIndex, accountOf, type BankAccount, maskedAccount } from '../account'
import { type ReceivedClaim, receivedClaim, requireBureau } from '../bureau'
import { demandFree } from '../held-back'
import { accountsInUse } from './accounts-in-use'
import { isPaid } from './payment'

/** A cleared claim as it would stand on a table. */
export interface CheckedClaim {
  claim: ReceivedClaim
  firm: string
  people: number
  amount: number
  publicity: { id: string; number: string }
  account: BankAccount
  index: string
  findings: AccountFinding[]
  failed?: { day: string; reason: string }
}

/** Looks at the accounts of cleared claims before they are put on a table; changes nothing. Throws `conflict` of one that is not cleared. */
export async function checkPayment(deps: Deps, actor: Actor, claims: readonly string[]): Promise<Payable[]> {
  requireBureau(actor, 'hr')
  return (await checkedClaims(deps, deps.store.read, actor, claims)).map(asPayable)
}

const asPayable = ({ claim, firm, people, amount, publicity, account, findings, failed }: CheckedClaim): Payable => ({
  ...{ claim: claim.id, number: claim.number, title: claim.title, firm, account: maskedAccount(account) },
  ...{ people, amount, findings, publicity: publicity.number },
  ...(failed && { failed }),
})

/** Each claim once, as it would stand on a table. People and amount are those that were put up for the public and cleared, never others. */
export async function checkedClaims(
  deps: Deps,
  q: Queries,
  actor: Actor,
  claims: Iterable<string>,
): Promise<CheckedClaim[]> {
  const usedByAnother = await accountsInUse(deps, q, actor)
  const checked: CheckedClaim[] = []
  for (const id of new Set(claims)) checked.push(await checkedClaim(deps, q, actor, id, usedByAnother))
  return checked
}

async function checkedClaim(
  deps: Deps,
  q: Queries,
  actor: Actor,
  id: string,
  usedByAnother: Awaited<ReturnType<typeof accountsInUse>>,
): Promise<CheckedClaim> {
  const { store, secrets } = deps
  const { t } = store
  const claim = await receivedClaim(q, store, actor, id)
  if (claim.status !== 'cleared') throw new Refused('conflict', `${claim.number} 不是“公示无异议”，不能列入拨付`)
  await demandFree(q, store, claim)
  const [put] = await q
    .select({ put: t.bureauPublicityClaim, number: t.bureauPublicity.number, at: t.bureauPublicity.at })
    .from(t.bureauPublicityClaim)
    .innerJoin(t.bureauPublicity, eq(t.bureauPublicity.id, t.bureauPublicityClaim.publicity))
    .where(and(eq(t.bureauPublicityClaim.claim, id), eq(t.bureauPublicityClaim.version, claim.version)))
    .orderBy(desc(t.bureauPublicity.at))
    .limit(1)
  if (!put) throw new Refused('conflict', `${claim.number} 的这一版没有公示过，不能拨付`)
  const [firm] = await q.select().from(t.bureauFirm).where(eq(t.bureauFirm.id, claim.firm))
  const account = accountOf(secrets, claim)
  const index = accountIndex(secrets, account)
  const earlier = await q
    .select({
      line: t.bureauPaymentLine,
      firm: t.bureauClaim.firm,
      result: t.bureauPaymentResult,
      returned: t.bureauPaymentReturn,
    })
    .from(t.bureauPaymentLine)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauPaymentLine.claim))
    .innerJoin(t.bureauPaymentResult, eq(t.bureauPaymentResult.line, t.bureauPaymentLine.id))
    .leftJoin(t.bureauPaymentReturn, eq(t.bureauPaymentReturn.line, t.bureauPaymentLine.id))
    .where(eq(t.bureauClaim.firm, claim.firm))
    .orderBy(desc(t.bureauPaymentResult.at))
  const last = earlier.find(isPaid)
  const failed = earlier.find((one) => one.line.claim === id && !isPaid(one))
  const [corrected] = await q
    .select({ id: t.bureauAccountChange.id })
    .from(t.bureauAccountChange)
    .where(and(eq(t.bureauAccountChange.claim, id), gte(t.bureauAccountChange.at, put.at)))
    .limit(1)
  const found: Readonly<Record<AccountFinding, boolean>> = {
    'account-missing': account.number === '',
    'account-changed': put.put.account !== index || corrected !== undefined,
    'holder-differs': plain(account.name) !== plain(firm?.name ?? ''),
    'account-new': last !== undefined && last.line.account !== index,
    'account-shared': await usedByAnother(claim.firm, account),
  }
  return {
    ...{ claim, firm: firm?.name ?? '', people: put.put.people, amount: put.put.amount, account, index },
    publicity: { id: put.put.publicity, number: put.number },
    findings: order.filter((code) => found[code]),
    ...(failed && { failed: reasonOf(failed.returned ?? failed.result) }),
  }
}

const reasonOf = ({ day, reason }: { day: string; reason: string }) => ({ day, reason })

const order: readonly AccountFinding[] = [
  'account-missing',
  'account-changed',
  'holder-differs',
  'account-new',
  'account-shared',
]
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s()]/g, '')
