import type { InferOutput } from 'valibot'
import type { RetrainingRow, retrainingQuery } from '../../shared/api/lessons'
import type { ListPage } from '../../shared/api/lists'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { retrainingIn } from '../lessons/retraining'
import { classOf } from '../training/class-of'
import { cut } from './cut'

/** People of a class with other trainings that speak against this one, the same occupation and level first. */
export async function listRetraining(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  classId: string,
  query: InferOutput<typeof retrainingQuery>,
): Promise<ListPage<RetrainingRow>> {
  requireRole(actor, 'teacher', 'auditor')
  const trained = await classOf(deps.store, classId, actor.organisation)
  const weight = { same: 0, higher: 1, year: 2 }
  return cut(await retrainingIn(deps.store, trained), query, {
    search: query.search,
    text: ({ number, name, className }) => `${number} ${name} ${className}`,
    keep: query.filter === '' ? undefined : ({ kind }) => kind === query.filter,
    by: query.sort === 'number' ? ({ number }) => number : ({ kind, number }) => `${weight[kind]} ${number}`,
    order: query.order ?? 'up',
  })
}
