import { randomUUID } from 'node:crypto'
import { and, desc, eq, max } from 'drizzle-orm'
import type { PackageRecord } from '../../../shared/api/jobs'
import type { ClaimPackage } from '../../../shared/api/packages'
import { type Actor, requireRole } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { classOf } from '../../training/class-of'

type Build = Omit<Store['t']['packageBuild']['$inferInsert'], 'id' | 'number'>

/** Writes down that a package was built, with the next number of its class. In the transaction of its audit. */
export async function recordBuild(q: Queries, { t }: Pick<Store, 't'>, build: Build): Promise<void> {
  const [last] = await q
    .select({ number: max(t.packageBuild.number) })
    .from(t.packageBuild)
    .where(eq(t.packageBuild.class, build.class))
  await q.insert(t.packageBuild).values({ ...build, id: randomUUID(), number: (last?.number ?? 0) + 1 })
}

/** Every package that was built of a class, the newest first. */
export async function packageRecords(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  classId: string,
): Promise<PackageRecord[]> {
  requireRole(actor, 'finance')
  await classOf(store, classId, actor.organisation)
  const { t, read } = store
  const rows = await read
    .select({ build: t.packageBuild, by: t.member.name })
    .from(t.packageBuild)
    .innerJoin(t.member, eq(t.member.id, t.packageBuild.by))
    .where(eq(t.packageBuild.class, classId))
    .orderBy(desc(t.packageBuild.number))
  return rows.map(({ build: { id: _, class: __, ...rest }, by }) => ({ ...rest, by }))
}

type ClaimBuild = Omit<Store['t']['claimPackage']['$inferInsert'], 'id' | 'number'>

/** Writes down that a package of a claim was built, with the next number of its claim. In the transaction of its audit. */
export async function recordClaimBuild(q: Queries, { t }: Pick<Store, 't'>, build: ClaimBuild): Promise<void> {
  const [last] = await q
    .select({ number: max(t.claimPackage.number) })
    .from(t.claimPackage)
    .where(eq(t.claimPackage.claim, build.claim))
  await q.insert(t.claimPackage).values({ ...build, id: randomUUID(), number: (last?.number ?? 0) + 1 })
}

/** Every package that was built of a claim, the newest first; nothing of a claim of somebody else. */
export async function claimPackages(
  { store: { t, read } }: Pick<Deps, 'store'>,
  actor: Actor,
  claim: string,
): Promise<ClaimPackage[]> {
  requireRole(actor, 'finance')
  const rows = await read
    .select({ build: t.claimPackage, by: t.member.name })
    .from(t.claimPackage)
    .innerJoin(t.member, eq(t.member.id, t.claimPackage.by))
    .where(and(eq(t.claimPackage.claim, claim), eq(t.claimPackage.organisation, actor.organisation)))
    .orderBy(desc(t.claimPackage.number))
  return rows.map(
    ({ build: { id: _, organisation: __, claim: ___, version: ____, recipient, kind, ...rest }, by }) => ({
      ...rest,
      kind: kind === 'videos' ? 'videos' : 'claim',
      ...(recipient !== null && { recipient }),
      by,
    }),
  )
}
