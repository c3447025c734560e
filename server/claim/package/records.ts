import { randomUUID } from 'node:crypto'
import { desc, eq, max } from 'drizzle-orm'
import type { PackageRecord } from '../../../shared/api/jobs'
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
