import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { OrganisationAnswer, SaveAccount, SaveOrganisation } from '../../../shared/api/plans'
import { readCreditCode } from '../../../shared/people/credit-code'
import { maskBankAccount, type OrganisationProfile, organisationProfile } from '../../../shared/plan/profile'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../evidence'

export interface OrganisationRow {
  name: string
  creditCode: string
  profile: OrganisationProfile
}
/** What the cipher text of the account is bound to. */
const accountRow = (organisation: string) => `account:${organisation}`

export async function organisationOf(q: Queries, { t }: Pick<Store, 't'>, id: string): Promise<OrganisationRow> {
  const [row] = await q.select().from(t.organisation).where(eq(t.organisation.id, id))
  if (!row) throw new Refused('not-found', '没有这个单位')
  return {
    name: row.name,
    creditCode: row.creditCode ?? '',
    profile: v.parse(organisationProfile, JSON.parse(row.profile)),
  }
}

/** The organisation's own papers, the account masked. */
export async function readOrganisation({ store }: Deps, actor: Actor): Promise<OrganisationAnswer> {
  const { name, creditCode, profile } = await organisationOf(store.read, store, actor.organisation)
  const { account, bureaus: _, licence, institution, ...rest } = profile
  const warning = creditCode === '' ? undefined : readCreditCode(creditCode).warning
  return {
    kind: actor.kind,
    name,
    creditCode,
    ...(warning !== undefined && { creditCodeWarning: warning }),
    ...rest,
    ...(licence !== undefined && { licence }),
    ...(institution && { institution }),
    ...(account && {
      account: {
        holder: account.holder,
        bank: account.bank,
        masked: account.masked,
        ...(account.proof !== undefined && { proof: account.proof }),
      },
    }),
  }
}

/** What the papers say of the organisation, but for its account. A credit code that looks wrong is kept with a warning. */
export async function saveOrganisation(
  { store, clock }: Deps,
  actor: Actor,
  { name, creditCode, ...papers }: SaveOrganisation,
): Promise<void> {
  requireRole(actor, 'hr')
  await store.tx(async (q) => {
    const before = await organisationOf(q, store, actor.organisation)
    for (const file of [papers.licence, papers.institution?.permitFile])
      await demandEvidence(q, store, actor.organisation, file)
    const { account, bureaus } = before.profile
    const profile = { ...papers, bureaus, ...(account && { account }) }
    const code = creditCode.trim() === '' ? null : readCreditCode(creditCode).code
    await q
      .update(store.t.organisation)
      .set({ name, creditCode: code, profile: JSON.stringify(profile) })
      .where(eq(store.t.organisation.id, actor.organisation))
    await recordAudit(q, store, clock, actor, 'organisation.save', actor.organisation, {
      ...(before.name !== name && { nameBefore: before.name, name }),
      ...(before.creditCode !== (code ?? '') && { creditCodeBefore: before.creditCode, creditCode: code ?? '' }),
    })
  })
}

/** Where subsidies are paid to. Only the organisation's manager changes it, with the bank's proof; who did and the last digits are in the audit. */
export async function saveAccount(
  { store, secrets, clock }: Deps,
  actor: Actor,
  { holder, bank, number: typed, proof }: SaveAccount,
): Promise<void> {
  requireRole(actor, 'manager')
  const number = typed.replaceAll(/[\s-]/g, '')
  await store.tx(async (q) => {
    await demandEvidence(q, store, actor.organisation, proof)
    const { profile } = await organisationOf(q, store, actor.organisation)
    const masked = maskBankAccount(number)
    const cipher = secrets.encrypt(number, accountRow(actor.organisation))
    const changed: OrganisationProfile = { ...profile, account: { holder, bank, masked, cipher, proof } }
    await q
      .update(store.t.organisation)
      .set({ profile: JSON.stringify(changed) })
      .where(eq(store.t.organisation.id, actor.organisation))
    await recordAudit(q, store, clock, actor, 'organisation.account', actor.organisation, {
      ...{ holder, bank, account: masked },
      ...(profile.account && { before: profile.account.masked, bankBefore: profile.account.bank }),
    })
  })
}

/** The whole number. Audited in the transaction of its read. Throws `not-found`. */
export async function showAccount({ store, secrets, clock }: Deps, actor: Actor): Promise<{ number: string }> {
  requireRole(actor, 'hr')
  return store.tx(async (q) => {
    const { profile } = await organisationOf(q, store, actor.organisation)
    if (!profile.account) throw new Refused('not-found', '还没有登记银行账户')
    await recordAudit(q, store, clock, actor, 'organisation.account-show', actor.organisation)
    return { number: accountNumber({ secrets }, actor.organisation, profile) ?? '' }
  })
}

/** For papers, whose making is audited by its caller. */
export const accountNumber = (
  { secrets }: Pick<Deps, 'secrets'>,
  organisation: string,
  { account }: OrganisationProfile,
): string | undefined => account && secrets.decrypt(account.cipher, accountRow(organisation))
