import type { Board, BoardRow } from '../../shared/api/board'
import { type ColumnKey, openColumns } from '../../shared/study/columns'
import { type Actor, requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { classOf, type TrainingClass } from '../training/class-of'
import { healthOf } from '../training/health'
import { openFindings } from '../training/open-findings'
import { boardRows } from './board-rows'
import { snapshotOf } from './snapshot'

/** The class in figures, as of now. Throws `not-allowed`, `not-found`. */
export async function readBoard(deps: Deps, actor: Actor, classId: string): Promise<Board> {
  requireRole(actor, 'teacher', 'auditor')
  return boardOf(deps, await classOf(deps.store, classId, actor.organisation))
}

/** The same of a class that was looked up for whoever may see it. */
export async function boardOf(deps: Pick<Deps, 'store' | 'clock'>, trained: TrainingClass): Promise<Board> {
  const { store, clock } = deps
  const rows = await boardRows(deps, trained)
  const paced = rows.flatMap(({ pace }) => pace ?? [])
  return {
    live: await snapshotOf(store, trained.id, clock.now()),
    people: rows.length,
    columns: {
      signIn: statesIn(rows, 'signIn'),
      study: statesIn(rows, 'study'),
      answers: statesIn(rows, 'answers'),
      tests: statesIn(rows, 'tests'),
    },
    whole: rows.filter(({ columns }) => openColumns(columns).length === 0).length,
    ...(paced.length > 0 && { behind: paced.filter(({ behind }) => behind).length }),
    findings: (await openFindings(store, trained.id)).all,
    hours: {
      own: total(rows, 'own'),
      platform: total(rows, 'platform'),
      byHand: total(rows, 'byHand'),
      offline: total(rows, 'offline'),
      whole: total(rows, 'whole'),
    },
    sites: (await healthOf(deps, trained)).sites,
  }
}

/** Whether a row is in what a filter of the list names; a column's filter finds those of whom it is open. */
export function fits(row: BoardRow, filter: 'studying' | 'behind' | 'open' | ColumnKey | 'findings' | ''): boolean {
  switch (filter) {
    case '':
      return true
    case 'studying':
      return row.studying
    case 'behind':
      return row.pace?.behind === true
    case 'open':
      return openColumns(row.columns).length > 0
    case 'findings':
      return row.findings > 0
    default:
      return openColumns(row.columns).includes(filter)
  }
}

function statesIn(rows: readonly BoardRow[], key: ColumnKey): Board['columns'][ColumnKey] {
  const counts = { complete: 0, part: 0, none: 0, excepted: 0 }
  for (const { columns } of rows) counts[columns[key].state]++
  return counts
}

const total = (rows: readonly BoardRow[], source: keyof BoardRow['hours']) =>
  rows.reduce((sum, { hours }) => sum + hours[source], 0)
