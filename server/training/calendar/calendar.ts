import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { CalendarAnswer } from '../../../shared/api/plans'
import { type Calendar, calendarWith } from '../../../shared/calendar/working-days'
import { type CalendarYear, calendarYear } from '../../../shared/calendar/year'
import { builtInYears } from '../../../shared/calendar/years'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'

/** The newest notice of each year that the organisation imported. */
async function importedYears(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<{ year: CalendarYear; by: string; at: number }[]> {
  const rows = await q
    .select({ row: t.calendarYear, name: t.member.name })
    .from(t.calendarYear)
    .leftJoin(t.member, eq(t.member.id, t.calendarYear.by))
    .where(eq(t.calendarYear.organisation, organisation))
    .orderBy(desc(t.calendarYear.at), desc(t.calendarYear.id))
  return rows
    .filter(({ row }, i) => rows.findIndex((other) => other.row.year === row.year) === i)
    .map(({ row, name }) => ({
      year: v.parse(calendarYear, JSON.parse(row.body)),
      by: name ?? row.by,
      at: row.at,
    }))
}

/** The working days that an organisation reckons with: built-in years and its imported ones. */
export async function calendarOf(q: Queries, store: Pick<Store, 't'>, organisation: string): Promise<Calendar> {
  return calendarWith((await importedYears(q, store, organisation)).map(({ year }) => year))
}

/** Every year with a notice, the newest first, and who imported which. */
export async function readCalendar({ store }: Deps, actor: Actor): Promise<CalendarAnswer> {
  const imported = await importedYears(store.read, store, actor.organisation)
  const years = [
    ...builtInYears.filter(({ year }) => !imported.some((one) => one.year.year === year)),
    ...imported.map(({ year, by, at }) => ({ ...year, imported: { by, at } })),
  ]
  return years.sort((a, b) => b.year - a.year)
}

/** Takes an official notice of holidays; the one before of the same year stays in the table and holds no more. Audited. */
export async function importCalendar({ store, clock }: Deps, actor: Actor, input: CalendarYear): Promise<void> {
  requireRole(actor, 'administrator')
  await store.tx(async (q) => {
    const id = randomUUID()
    await q.insert(store.t.calendarYear).values({
      ...{ id, organisation: actor.organisation, year: input.year, body: JSON.stringify(input) },
      ...{ by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'calendar.import', id, { year: input.year, notice: input.notice })
  })
}
