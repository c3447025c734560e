import { and, asc, eq, or } from 'drizzle-orm'
import type * as v from 'valibot'
import { verdicts } from '../../shared/api/bureau'
import type { IntakeRow, intakeQuery } from '../../shared/api/bureau-intake'
import type { ListPage } from '../../shared/api/lists'
import type { Actor } from '../access/actor'
import { requireBureau } from '../bureau/bureau'
import { sendersOf } from '../bureau/counter/senders'
import { intakeRowOf } from '../bureau/intake/read-intake'
import type { Deps } from '../deps'
import { namedBy } from '../media/by-name'
import { countAll, pageOf, sorted } from './page'
import { foundIn } from './search'

export type IntakeQuery = v.InferOutput<typeof intakeQuery>

/** Files that came in at the bureau, the newest first; found by file, 单位 and title. */
export async function listIntake(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  query: IntakeQuery,
): Promise<ListPage<IntakeRow>> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const { bureauIntake } = t
  const where = and(
    eq(bureauIntake.organisation, actor.organisation),
    filtered(t, query.filter),
    foundIn(query.search, bureauIntake.name, bureauIntake.firmName, bureauIntake.title),
  )
  const by = {
    at: bureauIntake.at,
    name: bureauIntake.name,
    firm: bureauIntake.firmName,
    verdict: bureauIntake.verdict,
  }
  const order = sorted(query, by, 'at', 'at')
  const page = await pageOf(query, read.select(countAll).from(bureauIntake).where(where), (limit, offset) =>
    read.select().from(bureauIntake).where(where).orderBy(order, asc(bureauIntake.id)).limit(limit).offset(offset),
  )
  const called = await namedBy(
    store,
    page.rows.map((row) => row.by),
  )
  const senders = await sendersOf(
    store,
    page.rows.map((row) => row.id),
  )
  return { ...page, rows: page.rows.map((row) => intakeRowOf(row, called(row.by), senders.get(row.id))) }
}

function filtered({ bureauIntake }: Deps['store']['t'], filter: IntakeQuery['filter']) {
  if (filter === '') return undefined
  if (filter === 'claim') return or(eq(bureauIntake.outcome, 'claim'), eq(bureauIntake.outcome, 'newer'))
  return verdicts.some((one) => one === filter) ? eq(bureauIntake.verdict, filter) : eq(bureauIntake.outcome, filter)
}
