import type { BoardRow, Urge, UrgeKind } from '../../shared/api/board'
import { type ColumnKey, openColumns } from '../../shared/study/columns'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { boardRows } from './board-rows'

/** Who is to be urged, to what. Each person stands in the first group that fits of joining, studying and being in time; columns come beside. Throws `not-allowed`, `not-found`. */
export async function readUrge(deps: Pick<Deps, 'store' | 'clock'>, actor: Actor, classId: string): Promise<Urge> {
  requireRole(actor, 'teacher', 'auditor')
  const trained = await classOf(deps.store, classId, actor.organisation)
  const rows = await boardRows(deps, trained)
  return {
    organisation: trained.organisationName,
    className: trained.name,
    until: trained.plan.period.to,
    groups: urgedOf(rows),
  }
}

/** Groups that somebody is in, in the order in which they matter. Pure. */
export function urgedOf(rows: readonly BoardRow[]): Urge['groups'] {
  const open = (row: BoardRow, key: ColumnKey) => openColumns(row.columns).includes(key)
  const joined = (row: BoardRow) => row.state === 'joined' || row.hours.whole + row.hours.offline > 0
  const started = (row: BoardRow) => row.hours.whole + row.hours.offline > 0
  const groups: Record<UrgeKind, (row: BoardRow) => boolean> = {
    'not-joined': (row) => !joined(row) && row.state === 'waiting',
    silent: (row) => joined(row) && !started(row) && row.pace?.behind !== false,
    behind: (row) => started(row) && row.pace?.behind === true,
    signIn: (row) => started(row) && open(row, 'signIn'),
    answers: (row) => started(row) && open(row, 'answers'),
    tests: (row) => started(row) && open(row, 'tests'),
  }
  const kinds: UrgeKind[] = ['not-joined', 'silent', 'behind', 'signIn', 'answers', 'tests']
  return kinds.flatMap((kind) => {
    const names = namesOf(rows.filter(groups[kind]), rows)
    return names.length > 0 ? [{ kind, names }] : []
  })
}

/** Names alone: no ID number, no hours. Two of one name in the class are told apart by their number there. */
function namesOf(some: readonly BoardRow[], all: readonly BoardRow[]): string[] {
  const times = new Map<string, number>()
  for (const { name } of all) times.set(name, (times.get(name) ?? 0) + 1)
  return some.map(({ name, number }) => ((times.get(name) ?? 0) > 1 ? `${name}（${number}）` : name))
}
