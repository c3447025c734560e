import type { InferOutput } from 'valibot'
import type { AbsenceRow, absencesQuery } from '../../shared/api/lessons'
import type { ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { absencesOf } from '../lessons/absences'
import { classOf } from '../training/class-of'
import { cut } from './cut'

/** Lessons that people of a class were not at or asked leave of, the newest first; `open`: held, and not made up. */
export async function listAbsences(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  actor: Actor,
  classId: string,
  query: InferOutput<typeof absencesQuery>,
): Promise<ListPage<AbsenceRow>> {
  requireRole(actor, 'teacher', 'auditor')
  await classOf(deps.store, classId, actor.organisation)
  const sort = query.sort ?? 'from'
  return cut(await absencesOf(deps, classId), query, {
    search: query.search,
    text: ({ number, name, content }) => `${number} ${name} ${content}`,
    keep: query.filter === '' ? undefined : kept[query.filter],
    by: sort === 'from' ? ({ from }) => from : ({ number }) => number,
    order: query.order ?? (sort === 'from' ? 'down' : 'up'),
  })
}

const kept = {
  open: ({ coming, madeUp }: AbsenceRow) => !coming && !madeUp,
  leave: ({ leave }: AbsenceRow) => leave !== undefined,
  'made-up': ({ madeUp }: AbsenceRow) => madeUp !== undefined,
}
