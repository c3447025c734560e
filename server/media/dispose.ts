import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { AskDisposalRequest } from '../../shared/api/media'
import { isOver, type Retention } from '../../shared/media/retention'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import type { Media } from './media'
import { keyOf } from './object-store'
import { placed } from './place'
import { retentionsOf } from './retention-facts'

/** One person asks that files go whose retention is over. Audited. Throws `conflict` while one of them must be kept, and `not-found`. */
export async function askDisposal(deps: Deps, actor: Actor, { files, reason }: AskDisposalRequest): Promise<string> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  await store.tx(async (q) => {
    const asked = [...new Set(files)]
    await demandOver(q, deps, actor.organisation, asked)
    await q
      .insert(t.mediaDisposal)
      .values({ id, organisation: actor.organisation, reason, by: actor.member, at: clock.now() })
    await q.insert(t.mediaDisposalFile).values(asked.map((file) => ({ disposal: id, file })))
    await recordAudit(q, store, clock, actor, 'video.dispose-ask', id, { files: asked.length, reason })
  })
  return id
}

/**
 * Another person, who answers for the organisation, confirms, and the bytes go: from the folder or the object store, for good. What the file was (name, hash, length, lesson)
 * stays. What must be kept is looked at again: a hold or a longer rule may have come since. Audited. Throws `not-allowed` for who asked,
 * `conflict`, `not-found`.
 */
export async function confirmDisposal(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'manager')
  const { store, clock, media } = deps
  await store.tx(async (q) => {
    const { by } = await openDisposal(q, store, actor, id)
    if (by === actor.member) throw new Refused('not-allowed', '申请销毁的人不能自己确认，请另一位负责人或管理员确认')
    const files = await filesOf(q, store, id)
    await demandOver(q, deps, actor.organisation, files)
    await step(q, store, id, 'confirmed', actor.member, clock.now())
    for (const file of files) await placed(q, store, file, { place: 'gone', state: 'gone', checkedAt: clock.now() })
    await recordAudit(q, store, clock, actor, 'video.dispose', id, { files: files.length })
  })
  await finishDisposals(media)
}

/** Whoever could have asked may say no. Audited. Throws `conflict` once it is confirmed, `not-found`. */
export async function withdrawDisposal(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  await store.tx(async (q) => {
    await openDisposal(q, store, actor, id)
    await step(q, store, id, 'withdrawn', actor.member, clock.now())
    await recordAudit(q, store, clock, actor, 'video.dispose-withdraw', id)
  })
}

/** Deletes the bytes of what was confirmed and is not yet done: after a crash, or where the object store did not answer. */
export async function finishDisposals(media: Media): Promise<void> {
  const { store, clock } = media.options
  const { t, read } = store
  const steps = await read.select().from(t.mediaDisposalStep)
  const done = new Set(steps.filter((one) => one.step === 'done').map((one) => one.disposal))
  for (const { disposal, by } of steps.filter((one) => one.step === 'confirmed' && !done.has(one.disposal))) {
    const files = await read
      .select({ organisation: t.mediaFile.organisation, sha256: t.mediaFile.sha256, place: t.mediaPlace.place })
      .from(t.mediaDisposalFile)
      .innerJoin(t.mediaFile, eq(t.mediaFile.id, t.mediaDisposalFile.file))
      .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
      .where(eq(t.mediaDisposalFile.disposal, disposal))
    try {
      // One that was uploaded again since is another decision.
      for (const file of files.filter(({ place }) => place === 'gone')) {
        await media.folder.remove(keyOf(file))
        await media.remote?.remove(keyOf(file))
      }
      await store.tx((q) => step(q, store, disposal, 'done', by, clock.now()))
    } catch (error) {
      // Stays confirmed and is tried again: no bytes are said to be gone that are not.
      console.error('disposal:', error instanceof Error ? error.message : typeof error)
    }
  }
}

async function demandOver(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  organisation: string,
  files: readonly string[],
): Promise<void> {
  const { t } = store
  const rows = await q
    .select({ id: t.mediaFile.id, name: t.mediaFile.name, place: t.mediaPlace.place })
    .from(t.mediaFile)
    .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
    .where(and(eq(t.mediaFile.organisation, organisation), inArray(t.mediaFile.id, [...files])))
  if (rows.length < files.length) throw new Refused('not-found', '没有这个视频文件')
  const kept = await retentionsOf(q, store, organisation, files)
  for (const { id, name, place } of rows) {
    const retention = kept.get(id)
    if (!retention || !isOver(retention, clock.now()))
      throw new Refused('conflict', `“${name}”还在留存期内${whyKept(retention)}，不能销毁`)
    if (place === 'gone') throw new Refused('conflict', `“${name}”已经销毁`)
  }
}

const whyKept = (kept: Retention | undefined): string =>
  kept?.kind === 'until'
    ? `（${kept.rule.title}，留存至 ${kept.last}）`
    : kept?.why === 'hold'
      ? '（已依法暂停销毁）'
      : '（补贴还没有全部拨付或终局）'

async function openDisposal(q: Queries, { t }: Pick<Store, 't'>, actor: Actor, id: string): Promise<{ by: string }> {
  const [row] = await q
    .select({ by: t.mediaDisposal.by })
    .from(t.mediaDisposal)
    .where(and(eq(t.mediaDisposal.id, id), eq(t.mediaDisposal.organisation, actor.organisation)))
  if (!row) throw new Refused('not-found', '没有这个销毁申请')
  const steps = await q.select().from(t.mediaDisposalStep).where(eq(t.mediaDisposalStep.disposal, id))
  if (steps.length > 0) throw new Refused('conflict', '这个销毁申请已经办结')
  return row
}

const filesOf = async (q: Queries, { t }: Pick<Store, 't'>, id: string): Promise<string[]> =>
  (await q.select().from(t.mediaDisposalFile).where(eq(t.mediaDisposalFile.disposal, id))).map(({ file }) => file)

async function step(q: Queries, { t }: Pick<Store, 't'>, disposal: string, name: string, by: string, at: number) {
  await q.insert(t.mediaDisposalStep).values({ disposal, step: name, by, at })
}
