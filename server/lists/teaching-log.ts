import type { InferOutput } from 'valibot'
import type { taughtQuery, taughtRow } from '../../shared/api/lessons'
import type { ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { teachingLog } from '../lessons/teaching-log'
import { classOf } from '../training/class-of'
import { cut } from './cut'

/** 授课记录 of a class, in order of time. */
export async function listTeachingLog(
  deps: Deps,
  actor: Actor,
  classId: string,
  query: InferOutput<typeof taughtQuery>,
): Promise<ListPage<InferOutput<typeof taughtRow>>> {
  requireRole(actor, 'teacher', 'auditor')
  const trained = await classOf(deps.store, classId, actor.organisation)
  const rows = (await teachingLog(deps, trained)).map((row) => ({
    ...row,
    absent: row.absent.map((one) => ({ ...one })),
  }))
  return cut(rows, query, {
    search: query.search,
    text: ({ course, content, teacher, place }) => `${course} ${content} ${teacher} ${place}`,
    keep: query.filter === '' ? undefined : ({ form }) => form === query.filter,
    by: ({ from, hours }) => `${from} ${hours}`,
    order: query.order ?? 'up',
  })
}
