import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { DisposePackages, HoldPackages } from '../../../shared/api/bureau-keeping'
import type { ActThing } from '../../../shared/claim/bureau-act'
import { isOver } from '../../../shared/media/retention'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { deciding } from '../acts/act'
import { receivedClaim, requireBureau } from '../bureau'
import { keptPackages, packageRetentions, type StoredPackage } from './kept'
import { filesOfDisposal, keptFiles } from './kept-workbooks'

/** 暂停销毁 of a claim's packages, or of all. Throws `not-found`. Audited. */
export async function holdPackages(deps: Deps, actor: Actor, { number, reason }: HoldPackages): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  await deciding(deps, actor, async (q, acts) => {
    const own = and(eq(t.bureauClaim.organisation, actor.organisation), eq(t.bureauClaim.number, number))
    const [claim] = number === '' ? [] : await q.select().from(t.bureauClaim).where(own)
    if (number !== '' && !claim) throw new Refused('not-found', `没有受理号为 ${number} 的补贴申请`)
    await q.insert(t.bureauHold).values({
      ...{ id, organisation: actor.organisation, claim: claim?.id ?? null, reason, by: actor.member, at: clock.now() },
    })
    const thing: ActThing = { type: 'hold', id, number }
    if (claim) await acts.onClaim('held', claim, { decided: { reason }, detail: { reason }, under: thing })
    else await acts.onThing('held', thing, { reason })
    await recordAudit(q, store, clock, actor, 'package.hold', claim?.id ?? actor.organisation, { number, reason })
  })
}

/** Throws `not-found` where no such hold lies. Audited. */
export async function endPackageHold(deps: Deps, actor: Actor, hold: string, reason: string): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  await deciding(deps, actor, async (q, acts) => {
    const [row] = await q
      .select({ id: t.bureauHold.id, claim: t.bureauHold.claim, ended: t.bureauHoldEnd.hold })
      .from(t.bureauHold)
      .leftJoin(t.bureauHoldEnd, eq(t.bureauHoldEnd.hold, t.bureauHold.id))
      .where(and(eq(t.bureauHold.id, hold), eq(t.bureauHold.organisation, actor.organisation)))
    if (!row || row.ended !== null) throw new Refused('not-found', '没有这条暂停销毁，或者已经解除')
    await q.insert(t.bureauHoldEnd).values({ hold, reason, by: actor.member, at: clock.now() })
    const claim = row.claim === null ? undefined : await receivedClaim(q, store, actor, row.claim)
    const thing: ActThing = { type: 'hold', id: hold, number: claim?.number ?? '' }
    if (claim) await acts.onClaim('hold-ended', claim, { decided: { reason }, detail: { reason }, under: thing })
    else await acts.onThing('hold-ended', thing, { reason })
    await recordAudit(q, store, clock, actor, 'package.hold-end', hold, { reason })
  })
}

/** One asks that packages, and workbooks of claims by hand, go whose retention is over. Throws `conflict` while one must be kept, `not-found`. Audited. */
export async function askPackageDisposal(deps: Deps, actor: Actor, input: DisposePackages): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { reason } = input
  const id = randomUUID()
  await store.tx(async (q) => {
    const packages = [...new Set(input.packages)]
    const going = await demandOver(q, deps, actor.organisation, packages)
    await q
      .insert(t.bureauDisposal)
      .values({ id, organisation: actor.organisation, reason, by: actor.member, at: clock.now() })
    for (const { id: one, kind, last, rule } of going)
      if (kind === 'workbook')
        await q.insert(t.bureauDisposalWorkbook).values({ disposal: id, manual: one, last, rule })
      else await q.insert(t.bureauDisposalPackage).values({ disposal: id, package: one, last, rule })
    await recordAudit(q, store, clock, actor, 'package.dispose-ask', id, { files: packages.length, reason })
  })
  return id
}

/**
 * Another person, who answers for the bureau, confirms, and the bytes go for good; what the package was stays in the database. What must be kept is
 * looked at again: a hold or a longer rule may have come since. Throws `not-allowed` for who asked, `conflict`, `not-found`. Audited.
 */
export async function confirmPackageDisposal(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireBureau(actor, 'manager')
  const { store, clock } = deps
  const { t } = store
  await deciding(deps, actor, async (q, acts) => {
    const { by, reason } = await openDisposal(q, deps, actor, id)
    if (by === actor.member) throw new Refused('not-allowed', '申请销毁的人不能自己确认，请另一位负责人确认')
    const packages = (await filesOfDisposal(store, q, id)).map((one) => one.id)
    const going = await demandOver(q, deps, actor.organisation, packages)
    await q.insert(t.bureauDisposalStep).values({ disposal: id, step: 'confirmed', by: actor.member, at: clock.now() })
    const thing: ActThing = { type: 'disposal', id, number: '' }
    for (const claim of new Set(going.flatMap((one) => one.claim ?? []))) {
      const of = { files: going.filter((one) => one.claim === claim).length }
      const received = await receivedClaim(q, store, actor, claim)
      await acts.onClaim('disposed', received, { decided: of, detail: of, under: thing })
    }
    await acts.onThing('disposed', thing, { files: packages.length, reason })
    await recordAudit(q, store, clock, actor, 'package.dispose', id, { files: packages.length })
  })
  await finishPackageDisposals(deps)
}

/** Whoever could have asked may say no. Throws `conflict` once it is confirmed, `not-found`. Audited. */
export async function withdrawPackageDisposal(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  await deciding(deps, actor, async (q, acts) => {
    await openDisposal(q, deps, actor, id)
    await q
      .insert(store.t.bureauDisposalStep)
      .values({ disposal: id, step: 'withdrawn', by: actor.member, at: clock.now() })
    await acts.onThing('disposal-withdrawn', { type: 'disposal', id, number: '' }, {})
    await recordAudit(q, store, clock, actor, 'package.dispose-withdraw', id)
  })
}

/** Deletes the bytes of what was confirmed and is not yet done, also after a crash. A file that another bureau of this server keeps stays. */
export async function finishPackageDisposals({
  store,
  clock,
  packages,
}: Pick<Deps, 'store' | 'clock' | 'packages'>): Promise<void> {
  const { t, read } = store
  const steps = await read.select().from(t.bureauDisposalStep)
  const done = new Set(steps.filter(({ step }) => step === 'done').map(({ disposal }) => disposal))
  const bureaus = await read
    .select({ id: t.organisation.id })
    .from(t.organisation)
    .where(eq(t.organisation.kind, 'bureau'))
  for (const { disposal, by } of steps.filter(({ step, disposal }) => step === 'confirmed' && !done.has(disposal))) {
    const files = await filesOfDisposal(store, read, disposal)
    const workbooks = files.flatMap(({ id, kind }) => (kind === 'workbook' ? [id] : []))
    const still = new Set<string>()
    for (const { id } of bureaus) for (const { sha256 } of await keptPackages(store, id)) still.add(sha256)
    for (const { sha256, kind } of files) if (kind !== 'workbook' && !still.has(sha256)) await packages.remove(sha256)
    await store.tx(async (q) => {
      await q.delete(t.bureauWorkbook).where(inArray(t.bureauWorkbook.manual, workbooks))
      await q.insert(t.bureauDisposalStep).values({ disposal, step: 'done', by, at: clock.now() })
    })
  }
}

async function openDisposal(q: Queries, { store: { t } }: Pick<Deps, 'store'>, { organisation }: Actor, id: string) {
  const [row] = await q
    .select()
    .from(t.bureauDisposal)
    .where(and(eq(t.bureauDisposal.id, id), eq(t.bureauDisposal.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这条销毁申请')
  const steps = await q
    .select()
    .from(t.bureauDisposalStep)
    .where(and(eq(t.bureauDisposalStep.disposal, id), inArray(t.bureauDisposalStep.step, ['confirmed', 'withdrawn'])))
  if (steps.length > 0) throw new Refused('conflict', '这条销毁申请已经确认或撤回')
  return row
}

async function demandOver(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  organisation: string,
  packages: readonly string[],
): Promise<(StoredPackage & { last: string; rule: string })[]> {
  const kept = (await keptFiles(store, organisation, q)).filter(({ id }) => packages.includes(id))
  if (kept.length < packages.length) throw new Refused('not-found', '没有其中的资料包，或者已经销毁')
  const retentions = await packageRetentions(q, store, organisation, kept)
  return kept.map((one) => {
    const retention = retentions.get(one.id)
    if (retention?.kind === 'until' && isOver(retention, clock.now()))
      return { ...one, last: retention.last, rule: retention.rule.title }
    const why =
      retention?.kind === 'until' ? `留存到 ${retention.last}` : retention?.why === 'hold' ? '暂停销毁' : '补贴未办结'
    throw new Refused('conflict', `${one.name} 还不能销毁：${why}`)
  })
}
