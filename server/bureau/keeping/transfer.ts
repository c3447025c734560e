import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { packageKindWords, type TransferAnswer, type TransferRequest } from '../../../shared/api/bureau-keeping'
import { dayOf, showTime } from '../../../shared/calendar/beijing'
import { transferLayout } from '../../../shared/forms/bureau'
import { textValue, wholeValue } from '../../../shared/forms/value'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { requireBureau } from '../bureau'
import { addEvent } from '../events'
import { namesOfMembers } from '../members'
import { type Paper, type PaperKind, paperOf } from '../paper'
import { firmOfBureau } from '../register/firms'
import { keptPackages, type StoredPackage } from './kept'

/**
 * A 单位 that closes handed its records over to the bureau: every claim of it says so from then on. Its packages came in by the intake like any
 * others and are kept as such. Throws `not-found`, `bad-request` for a day to come or evidence that was not uploaded. Audited.
 */
export async function recordTransfer(deps: Deps, actor: Actor, firm: string, input: TransferRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { day, who, what, reason, evidence } = input
  if (day > dayOf(clock.now())) throw new Refused('bad-request', '移交日期在今天以后，请核对')
  await store.tx(async (q) => {
    const { name } = await firmOfBureau(q, store, actor, firm)
    await demandEvidence(q, store, actor.organisation, evidence)
    await q.insert(t.bureauTransfer).values({
      ...{ id: randomUUID(), organisation: actor.organisation, firm, day, who, what, reason },
      ...{ evidence: evidence ?? null, by: actor.member, at: clock.now() },
    })
    const claims = await q
      .select()
      .from(t.bureauClaim)
      .where(and(eq(t.bureauClaim.organisation, actor.organisation), eq(t.bureauClaim.firm, firm)))
    for (const claim of claims) await addEvent(q, store, clock, actor, claim, 'transferred', { day, who, reason })
    await recordAudit(q, store, clock, actor, 'firm.transfer', firm, { name, date: day, reason })
  })
}

/** What the bureau has of a 单位, and what was handed over, the newest first. Throws `not-found`. */
export async function transferState({ store }: Deps, actor: Actor, firm: string): Promise<TransferAnswer> {
  requireBureau(actor, 'hr', 'auditor')
  await firmOfBureau(store.read, store, actor, firm)
  const nameOf = await namesOfMembers(store, actor.organisation)
  return {
    packages: (await packagesOfFirm(store, actor, firm)).length,
    transfers: (await transfersOf(store, firm)).map(({ day, who, what, reason, evidence, by, at }) => ({
      ...{ day, who, what, reason, at, by: nameOf(by), ...(evidence !== null && { evidence }) },
    })),
  }
}

/** 移交清单 of the newest transfer: every package with its SHA-256, to be signed by both. Throws `not-found` before there is one. Audited. */
export async function transferPaper(deps: Deps, actor: Actor, firm: string, kind: PaperKind): Promise<Paper> {
  requireBureau(actor, 'hr', 'auditor')
  const { store, clock } = deps
  const { name } = await firmOfBureau(store.read, store, actor, firm)
  const [newest] = await transfersOf(store, firm)
  if (!newest) throw new Refused('not-found', '还没有登记移交')
  const packages = await packagesOfFirm(store, actor, firm)
  await store.tx((q) => recordAudit(q, store, clock, actor, 'firm.transfer-paper', firm, { name, form: kind }))
  const values = {
    fields: {
      ...{ 单位: textValue(name), 接收单位: textValue(actor.organisationName), 移交日期: textValue(newest.day) },
      ...{ 移交人: textValue(newest.who), 原因: textValue(newest.reason), 其他材料: textValue(newest.what) },
      件数: wholeValue(packages.length),
    },
    lists: { 资料包: packages.map(packageValues) },
  }
  return paperOf(transferLayout, values, name, kind, clock.now())
}

const packageValues = ({ name, kind, number, at, sha256 }: StoredPackage, i: number) => ({
  ...{ 序号: wholeValue(i + 1), 文件名: textValue(name), 类型: textValue(packageKindWords[kind] ?? kind) },
  ...{ 受理号: textValue(number), 收件时间: textValue(showTime(at)), 摘要: textValue(sha256) },
})

const packagesOfFirm = async (store: Store, { organisation }: Actor, firm: string): Promise<StoredPackage[]> =>
  (await keptPackages(store, organisation)).filter((one) => one.firmId === firm)

const transfersOf = ({ t, read }: Store, firm: string) =>
  read.select().from(t.bureauTransfer).where(eq(t.bureauTransfer.firm, firm)).orderBy(desc(t.bureauTransfer.at))
