import { and, eq, inArray, isNull, like, ne, sql } from 'drizzle-orm'
import type * as v from 'valibot'
import type { FileRow, filesPage, filesQuery } from '../../shared/api/media'
import { isOver } from '../../shared/media/retention'
import { type Actor, requireRole } from '../access/actor'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { countAll, ordered, pageOf } from '../lists/page'
import { placeOf, stateOf } from './place'
import { retentionShown, retentionsOf } from './retention-facts'

/** The organisation's video files page by page, those that were disposed of as well, each with how long it is kept. */
export async function listFiles(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  query: v.InferOutput<typeof filesQuery>,
): Promise<v.InferOutput<typeof filesPage>> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = store
  const { organisation } = actor
  const columns = { at: t.mediaFile.at, name: t.mediaFile.name, bytes: t.mediaFile.bytes, length: t.mediaFile.length }
  const by = query.sort ?? 'at'
  const where = and(
    eq(t.mediaFile.organisation, organisation),
    query.search === '' ? undefined : like(t.mediaFile.name, `%${query.search.replaceAll(/[%_]/g, '')}%`),
    query.filter === '' ? undefined : await filtered({ store, clock }, organisation, query.filter),
  )
  const page = await pageOf(
    query,
    read.select(countAll).from(t.mediaFile).innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id)).where(where),
    (limit, offset) =>
      read
        .select({ file: t.mediaFile, place: t.mediaPlace })
        .from(t.mediaFile)
        .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
        .where(where)
        .orderBy(ordered(columns[by], query.order, by === 'name' ? 'up' : 'down'), t.mediaFile.id)
        .limit(limit)
        .offset(offset),
  )
  const ids = page.rows.map(({ file }) => file.id)
  const classes = await classesOf(read, store, ids)
  const kept = await retentionsOf(read, store, organisation, ids)
  const asked = new Set(await askedFor(read, store, ids))
  const rows = page.rows.map(({ file, place }): FileRow => {
    const retention = kept.get(file.id) ?? { kind: 'open', why: 'not-settled' }
    const { state, last, rule } = retentionShown(retention, isOver(retention, clock.now()))
    return {
      ...{ id: file.id, name: file.name, bytes: file.bytes, length: file.length, format: file.format },
      ...{ sha256: file.sha256, at: file.at, classes: classes.get(file.id) ?? [] },
      ...{ place: placeOf(place.place), state: stateOf(place.state), checkedAt: place.checkedAt },
      ...{ retention: state, ...(last !== undefined && { last }), ...(rule !== undefined && { rule }) },
      asked: asked.has(file.id),
    }
  })
  return { ...page, rows }
}

async function filtered(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  organisation: string,
  filter: 'over' | 'faulty' | 'gone',
) {
  const { t, read } = store
  if (filter === 'gone') return eq(t.mediaPlace.place, 'gone')
  if (filter === 'faulty') return inArray(t.mediaPlace.state, ['missing', 'differs'])
  // Whether it is over follows from rules and dates, not from a column: all files that are there are asked.
  const all = await read
    .select({ id: t.mediaFile.id })
    .from(t.mediaFile)
    .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
    .where(and(eq(t.mediaFile.organisation, organisation), ne(t.mediaPlace.place, 'gone')))
  const kept = await retentionsOf(
    read,
    store,
    organisation,
    all.map(({ id }) => id),
  )
  const over = [...kept].filter(([, retention]) => isOver(retention, clock.now())).map(([id]) => id)
  return over.length === 0 ? sql`1 = 0` : inArray(t.mediaFile.id, over)
}

async function classesOf(q: Queries, { t }: Pick<Store, 't'>, files: readonly string[]) {
  const found = new Map<string, { id: string; name: string }[]>()
  if (files.length === 0) return found
  const rows = await q
    .selectDistinct({ file: t.lessonVideo.file, id: t.class.id, name: t.class.name })
    .from(t.lessonVideo)
    .innerJoin(t.class, eq(t.class.id, t.lessonVideo.class))
    .where(inArray(t.lessonVideo.file, [...files]))
  for (const { file, id, name } of rows) found.set(file ?? '', [...(found.get(file ?? '') ?? []), { id, name }])
  return found
}

/** Files of these whose disposal somebody asked for and nobody has decided. */
async function askedFor(q: Queries, { t }: Pick<Store, 't'>, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return []
  const rows = await q
    .select({ file: t.mediaDisposalFile.file })
    .from(t.mediaDisposalFile)
    .leftJoin(t.mediaDisposalStep, eq(t.mediaDisposalStep.disposal, t.mediaDisposalFile.disposal))
    .where(and(inArray(t.mediaDisposalFile.file, [...files]), isNull(t.mediaDisposalStep.disposal)))
  return rows.map(({ file }) => file)
}
