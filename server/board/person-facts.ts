import { inArray } from 'drizzle-orm'
import type { RosterRow } from '../../shared/api'
import type { OtherRecord, OtherResult, PersonFacts } from '../../shared/api/person'
import { dayOf } from '../../shared/calendar/beijing'
import type { Store } from '../db/store'
import type { Deps } from '../deps'
import { resultsOf } from '../exam/results'
import { Refused } from '../ledger/accept'
import { attendedOf } from '../lessons/attended'
import { importedOf, supersededBy } from '../study/standing'
import type { TrainingClass } from '../training/class-of'
import { hoursOf } from './board-rows'
import { fourColumns } from './four-columns'
import { paceOf } from './pace'

/** What the page of one person says besides the entries: four columns, hours by source, pace, and every record that no device of ours made. */
export async function personFacts(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  trained: TrainingClass,
  row: Pick<RosterRow, 'seat' | 'credited' | 'sources'>,
): Promise<PersonFacts> {
  const { t, read } = store
  const seats = [row.seat]
  const columns = (await fourColumns({ store }, trained, seats)).get(row.seat)
  if (!columns) throw new Refused('not-found', '没有这个人')
  const imported = await importedOf(read, t, seats, await supersededBy(read, t, seats))
  const attended = await attendedOf(read, t, seats)
  const results = await resultsOf(read, t, seats)
  const names = await namesOf(store, [...imported, ...attended, ...results])
  const title = (course: string) => trained.plan.courses.find(({ key }) => key === course)?.title ?? course
  const offline = attended.reduce((sum, { seconds }) => sum + seconds * 1000, 0)
  const hours = hoursOf(row.credited, row, offline)
  const pace = paceOf(trained.plan, hours.whole + hours.offline, dayOf(clock.now()))
  return {
    ...{ columns, hours, ...(pace && { pace }) },
    others: [
      ...imported.map(
        ({ source, start, seconds, course, lesson, by, at }): OtherRecord => ({
          ...{ source, seconds, course: title(course), by: names(by), at },
          ...(start !== undefined && { start }),
          ...(lesson !== undefined && { lesson }),
        }),
      ),
      ...attended.map(
        ({ start, seconds, course, by, at }): OtherRecord => ({
          ...{ source: 'offline', start, seconds, course: title(course), by: names(by), at },
        }),
      ),
    ].sort((a, b) => (a.start ?? a.at) - (b.start ?? b.at)),
    results: results.map(
      ({ part, course, value, max, pass, attempt, day, by }): OtherResult => ({
        ...{ part, pass, attempt, day, by: names(by) },
        ...(course !== undefined && { course: title(course) }),
        ...(value !== undefined && { value }),
        ...(max !== undefined && { max }),
      }),
    ),
  }
}

/** Names of the members who wrote; whoever is no member (a trainee at a code) stands as they are. */
async function namesOf({ t, read }: Store, rows: readonly { by: string }[]): Promise<(member: string) => string> {
  const ids = [...new Set(rows.map(({ by }) => by))]
  const found =
    ids.length === 0
      ? []
      : await read.select({ id: t.member.id, name: t.member.name }).from(t.member).where(inArray(t.member.id, ids))
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return (member) => names.get(member) ?? member
}
