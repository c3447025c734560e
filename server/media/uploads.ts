import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { Upload, UploadRequest } from '../../shared/api/media'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { namedBy } from './by-name'
import { courseOfPlan } from './course-of-plan'

/** Files of one class that are under way at once. */
const MOST = 200
/** So long a finished upload is still listed, ms. */
const SHOWN = 3_600_000

/** A file is about to be sent: its place on the server. Audited. Throws `not-found`, `bad-request`, `storage-full`, `too-many-requests`. */
export async function beginUpload(deps: Deps, actor: Actor, request: UploadRequest): Promise<string> {
  requireRole(actor, 'hr')
  const { store, clock, media } = deps
  const { t, read } = store
  const trained = await classOf(store, request.class, actor.organisation)
  courseOfPlan(trained, request.course)
  const [open] = await read
    .select({ n: count() })
    .from(t.mediaUpload)
    .where(and(eq(t.mediaUpload.class, trained.id), isNull(t.mediaUpload.file), isNull(t.mediaUpload.refused)))
  if ((open?.n ?? 0) >= MOST)
    throw new Refused('too-many-requests', '未传完的视频太多，请先传完或取消一些', { retryAfter: 60 })
  if (!(await media.staging.fits(request.size))) throw noRoom()
  const id = randomUUID()
  const at = clock.now()
  await store.tx(async (q) => {
    await q.insert(t.mediaUpload).values({
      ...{ id, organisation: actor.organisation, class: trained.id, course: request.course },
      ...{ lesson: request.lesson?.key ?? null, lessonTitle: request.lesson?.title ?? null },
      ...{ name: request.filename, size: request.size, received: 0, by: actor.member, at, touchedAt: at },
    })
    await recordAudit(q, store, clock, actor, 'video.upload', trained.id, {
      name: request.filename,
      bytes: request.size,
    })
  })
  return id
}

/** An upload of the actor's organisation. Throws `not-found`. */
export async function uploadOf(deps: Pick<Deps, 'store'>, actor: Actor, id: string): Promise<Upload> {
  requireRole(actor, 'hr')
  const { t, read } = deps.store
  const [row] = await read
    .select()
    .from(t.mediaUpload)
    .where(and(eq(t.mediaUpload.id, id), eq(t.mediaUpload.organisation, actor.organisation)))
  if (!row) throw new Refused('not-found', '没有这个上传，可能已取消。请重新选择文件上传')
  return uploadRow(row)
}

/** What of a class is being uploaded or just was, the newest first. */
export async function uploadsOf({ store, clock }: Pick<Deps, 'store' | 'clock'>, classId: string): Promise<Upload[]> {
  const { t, read } = store
  const rows = await read
    .select()
    .from(t.mediaUpload)
    .where(eq(t.mediaUpload.class, classId))
    .orderBy(desc(t.mediaUpload.at))
    .limit(2 * MOST)
  const called = await namedBy(
    store,
    rows.map(({ by }) => by),
  )
  return rows
    .filter(({ file, touchedAt }) => file === null || touchedAt > clock.now() - SHOWN)
    .map((row) => ({ ...uploadRow(row), by: called(row.by) }))
}

/** Gives an upload up: nothing of it was kept yet. Audited. Throws `not-found`, and `conflict` for what is whole. */
export async function cancelUpload(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { store, clock, media } = deps
  const { t } = store
  const { name, done } = await uploadOf(deps, actor, id)
  if (done) throw new Refused('conflict', '这个视频已经传完并留存，不能取消。登记错了课节请在列表里更正')
  await store.tx(async (q) => {
    await q.delete(t.mediaUpload).where(and(eq(t.mediaUpload.id, id), isNull(t.mediaUpload.file)))
    await recordAudit(q, store, clock, actor, 'video.cancel', id, { name })
  })
  await media.staging.remove(id)
}

type Row = Deps['store']['t']['mediaUpload']['$inferSelect']

const uploadRow = ({ lesson, lessonTitle, file, refused, ...row }: Row): Upload => ({
  ...{ id: row.id, class: row.class, course: row.course, name: row.name, size: row.size, received: row.received },
  ...(lesson !== null && { lesson: { key: lesson, title: lessonTitle ?? lesson } }),
  ...{ by: row.by, at: row.at, touchedAt: row.touchedAt, done: file !== null },
  ...(refused !== null && { refused }),
})

export const noRoom = (): Refused =>
  new Refused(
    'storage-full',
    '服务器硬盘空间不够（要给学习记录留 1 GB）。已收到的部分还在；请管理员清理硬盘或换大硬盘，然后选择同一个文件继续',
  )
