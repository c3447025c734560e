import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../access/audit'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { keyOf } from './object-store'
import { placed } from './place'
import { type Probed, probe } from './probe'

/** What taking in needs of the server. */
export type TakeInDeps = Pick<Deps, 'store' | 'clock' | 'media'>
type Row = Deps['store']['t']['mediaUpload']['$inferSelect']

/**
 * An upload whose last byte has come becomes a kept file of its lesson: hashed, its length read, moved where files lie, written down.
 * Each step may be the last before a crash; asked again it goes on from there. Audited. Throws `file-refused` for what is no video,
 * and says so again to whoever asks.
 */
export function takeIn(deps: TakeInDeps, id: string): Promise<void> {
  const { takingIn } = deps.media
  const running = takingIn.get(id) ?? taken(deps, id).finally(() => takingIn.delete(id))
  takingIn.set(id, running)
  return running
}

async function taken(deps: TakeInDeps, id: string): Promise<void> {
  const { store, media } = deps
  const { t, read, tx } = store
  const [row] = await read.select().from(t.mediaUpload).where(eq(t.mediaUpload.id, id))
  if (!row || row.file !== null) return
  if (row.refused !== null) throw new Refused('file-refused', row.refused)
  const sha256 = row.sha256 ?? (await media.staging.digest(id, row.size))
  // Written before the file moves: after a crash in between it is found by its hash.
  await tx((q) => q.update(t.mediaUpload).set({ sha256 }).where(eq(t.mediaUpload.id, id)))
  const key = keyOf({ organisation: row.organisation, sha256 })
  const staged = (await media.staging.size(id)) !== undefined
  const probed = await probe(staged ? media.staging.path(id) : media.folder.path(key)).catch((error: unknown) =>
    refuseUpload(deps, id, error),
  )
  const known = await knownFile(deps, row.organisation, sha256)
  const there = known !== undefined && known.state === 'ok' && known.place !== 'gone'
  if (staged && !there) await media.folder.put(key, media.staging.path(id))
  await tx((q) => writeDown(q, deps, row, { sha256, probed, known: known?.id, there }))
  await media.staging.remove(id)
  media.wake()
}

async function writeDown(
  q: Queries,
  { store, clock }: TakeInDeps,
  row: Row,
  { sha256, probed, known, there }: { sha256: string; probed: Probed; known: string | undefined; there: boolean },
): Promise<void> {
  const { t } = store
  const at = clock.now()
  const { organisation, by } = row
  const file = known ?? randomUUID()
  if (known === undefined)
    await q.insert(t.mediaFile).values({
      ...{ id: file, organisation, sha256, bytes: row.size, name: row.name },
      ...{ format: probed.format, length: probed.length, by, at },
    })
  if (!there) await placed(q, store, file, { place: 'folder', state: 'ok', checkedAt: at })
  if (!(await isStated(q, store, row, file)))
    await q.insert(t.lessonVideo).values({
      ...{ id: randomUUID(), class: row.class, course: row.course, lesson: row.lesson, lessonTitle: row.lessonTitle },
      ...{ how: 'file', file, evidence: null, reference: null, by, at },
    })
  await q
    .update(t.mediaUpload)
    .set({ file, touchedAt: at })
    .where(and(eq(t.mediaUpload.id, row.id), isNull(t.mediaUpload.file)))
  const detail = { name: row.name, bytes: row.size, content: sha256 }
  await recordAudit(q, store, clock, { member: by, organisation }, 'video.keep', row.class, detail)
}

/** Whether the file stands for this lesson already: sent again, it heals what was lost and says nothing twice. */
async function isStated(q: Queries, { t }: Pick<Deps['store'], 't'>, row: Row, file: string): Promise<boolean> {
  const stated = await q
    .select({ course: t.lessonVideo.course, lesson: t.lessonVideo.lesson })
    .from(t.lessonVideo)
    .leftJoin(t.lessonVideoEnd, eq(t.lessonVideoEnd.video, t.lessonVideo.id))
    .where(and(eq(t.lessonVideo.class, row.class), eq(t.lessonVideo.file, file), isNull(t.lessonVideoEnd.video)))
  return stated.some(({ course, lesson }) => course === row.course && lesson === row.lesson)
}

async function knownFile({ store: { t, read } }: TakeInDeps, organisation: string, sha256: string) {
  const [row] = await read
    .select({ id: t.mediaFile.id, place: t.mediaPlace.place, state: t.mediaPlace.state })
    .from(t.mediaFile)
    .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
    .where(and(eq(t.mediaFile.organisation, organisation), eq(t.mediaFile.sha256, sha256)))
  return row
}

/** What is no video is not kept; why stands with the upload until somebody puts it away. Throws what it was given. */
export async function refuseUpload({ store, clock, media }: TakeInDeps, id: string, error: unknown): Promise<never> {
  if (!(error instanceof Refused)) throw error
  const { t } = store
  await store.tx((q) =>
    q.update(t.mediaUpload).set({ refused: error.message, touchedAt: clock.now() }).where(eq(t.mediaUpload.id, id)),
  )
  await media.staging.remove(id)
  throw error
}
