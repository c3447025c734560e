import { and, count, desc, eq, inArray, ne, sum } from 'drizzle-orm'
import type { DisposalRow, MediaState } from '../../shared/api/media'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { namedBy } from './by-name'
import { rulesOf } from './retention-facts'
import { RESERVE } from './staging'

/** Disposals that are shown: all that are open, and the newest. */
const SHOWN = 100

/** What the organisation keeps and by which rules, what is held, and what somebody asked to dispose of. */
export async function mediaState(deps: Deps, actor: Actor): Promise<MediaState> {
  requireRole(actor, 'teacher', 'auditor')
  const { store, media } = deps
  const { t, read } = store
  const { organisation } = actor
  const own = eq(t.mediaFile.organisation, organisation)
  const joined = () =>
    read
      .select({ n: count(), bytes: sum(t.mediaFile.bytes) })
      .from(t.mediaFile)
      .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
  const [kept] = await joined().where(and(own, ne(t.mediaPlace.place, 'gone')))
  const [faulty] = await joined().where(and(own, inArray(t.mediaPlace.state, ['missing', 'differs'])))
  const [waiting] = await joined().where(and(own, eq(t.mediaPlace.place, 'folder')))
  const free = await media.staging.free()
  return {
    place: media.remote ? 's3' : 'folder',
    ...{ files: Number(kept?.n ?? 0), bytes: Number(kept?.bytes ?? 0), faulty: Number(faulty?.n ?? 0) },
    free: Math.max(0, free - RESERVE),
    waiting: media.remote ? Number(waiting?.n ?? 0) : 0,
    rules: await rulesOf(read, store, organisation),
    holds: await holdsOf(deps, organisation),
    disposals: await disposalsOf(deps, actor),
  }
}

async function holdsOf({ store: { t, read } }: Deps, organisation: string): Promise<MediaState['holds']> {
  const rows = await read
    .select({ hold: t.mediaHold, end: t.mediaHoldEnd, className: t.class.name })
    .from(t.mediaHold)
    .leftJoin(t.mediaHoldEnd, eq(t.mediaHoldEnd.hold, t.mediaHold.id))
    .leftJoin(t.class, eq(t.class.id, t.mediaHold.class))
    .where(eq(t.mediaHold.organisation, organisation))
    .orderBy(desc(t.mediaHold.at))
    .limit(SHOWN)
  const called = await namedBy(
    { t, read },
    rows.flatMap(({ hold, end }) => [hold.by, ...(end ? [end.by] : [])]),
  )
  return rows.map(({ hold, end, className }) => ({
    ...{ id: hold.id, reason: hold.reason, by: called(hold.by), at: hold.at },
    ...(className !== null && { className }),
    ...(end !== null && { ended: { reason: end.reason, by: called(end.by), at: end.at } }),
  }))
}

async function disposalsOf({ store: { t, read } }: Deps, actor: Actor): Promise<DisposalRow[]> {
  const asked = await read
    .select()
    .from(t.mediaDisposal)
    .where(eq(t.mediaDisposal.organisation, actor.organisation))
    .orderBy(desc(t.mediaDisposal.at))
    .limit(SHOWN)
  if (asked.length === 0) return []
  const ids = asked.map(({ id }) => id)
  const steps = await read.select().from(t.mediaDisposalStep).where(inArray(t.mediaDisposalStep.disposal, ids))
  const files = await read
    .select({ disposal: t.mediaDisposalFile.disposal, file: t.mediaFile })
    .from(t.mediaDisposalFile)
    .innerJoin(t.mediaFile, eq(t.mediaFile.id, t.mediaDisposalFile.file))
    .where(inArray(t.mediaDisposalFile.disposal, ids))
  const called = await namedBy(
    { t, read },
    [...asked, ...steps].map(({ by }) => by),
  )
  return asked.map(({ id, reason, by, at }): DisposalRow => {
    const own = steps.filter(({ disposal }) => disposal === id)
    const decided = own.find(({ step }) => step !== 'done')
    return {
      ...{ id, reason, by: called(by), at, mine: by === actor.member },
      files: files
        .filter(({ disposal }) => disposal === id)
        .map(({ file }) => ({ id: file.id, name: file.name, bytes: file.bytes, sha256: file.sha256 })),
      state: own.some(({ step }) => step === 'done')
        ? 'done'
        : decided
          ? decided.step === 'withdrawn'
            ? 'withdrawn'
            : 'confirmed'
          : 'asked',
      ...(decided && { endedBy: called(decided.by), endedAt: decided.at }),
    }
  })
}
