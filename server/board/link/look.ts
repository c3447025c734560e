import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { ListPage } from '../../../shared/api/lists'
import type { Look, LookFinding, LookRow } from '../../../shared/api/look'
import { maskName } from '../../../shared/people/mask'
import { planDetails } from '../../../shared/plan/plan'
import { findingKinds, isFindingKind } from '../../../shared/study/finding'
import type { Store } from '../../db/store'
import type { Deps } from '../../deps'
import { typed } from '../../lists/search'
import type { TrainingClass } from '../../training/class-of'
import { isOpen, seatsOf, severityOf } from '../../training/open-findings'
import { agreementOf } from '../../training/plan/agreement'
import { boardOf } from '../board'
import { boardRows } from '../board-rows'
import { daysOf } from '../charts'
import { type BoardQuery, cutBoard } from '../people'
import type { Looking } from './enter'

/** The class of a link as its reader may see it: the board, without anybody's name. */
export async function look(deps: Pick<Deps, 'store' | 'clock'>, { link, trained }: Looking): Promise<Look> {
  const { store, clock } = deps
  const { live, ...figures } = await boardOf(deps, trained)
  return {
    ...{ at: clock.now(), reader: link.reader, until: link.until },
    ...{ organisation: trained.organisationName, className: trained.name, status: trained.status },
    plan: await planOf(store, trained),
    board: { ...figures, studyingNow: live.studyingNow, signedInToday: live.signedInToday },
    days: await daysOf(store, trained.id),
    findings: await findingsOf(store, trained.id),
  }
}

/** Its people, a page at a time, names masked. A search finds 参训编号 alone: a name that is typed may not be confirmed. */
export async function lookPeople(
  deps: Pick<Deps, 'store' | 'clock'>,
  { trained }: Looking,
  query: BoardQuery,
): Promise<ListPage<LookRow>> {
  const wanted = typed(query.search)
  // By masked name, or the order would tell what the mask hides.
  const masked = (await boardRows(deps, trained)).map((row) => ({ ...row, name: maskName(row.name) }))
  const { rows, ...page } = await cutBoard(masked, query, ({ number }) => wanted === '' || number.includes(wanted))
  return { ...page, rows: rows.map(({ seat: _, ...row }) => row) }
}

const withPlatforms = v.looseObject({ platforms: planDetails.entries.platforms })

async function planOf(store: Store, { plan }: TrainingClass): Promise<Look['plan']> {
  const { title, occupation, level, policy, period, courses, consentDate } = plan
  const { t, read } = store
  const [row] = await read.select({ details: t.plan.details }).from(t.plan).where(eq(t.plan.id, plan.id))
  const filed = v.parse(withPlatforms, JSON.parse(row?.details ?? '{}')).platforms
  const named = filed.map(({ name, url, site }) => [name || site, url].filter((part) => part !== '').join(' '))
  const agreement = await agreementOf(read, store, plan.id)
  return {
    ...{ title, occupation, level, policy, period },
    ...(agreement && { agreement: { number: agreement.number, date: agreement.date } }),
    ...(consentDate !== undefined && { consentDate }),
    platforms: named.length > 0 ? named : [...new Set(courses.map(({ site }) => site))],
    courses: courses.map(({ title: called, site, hours }) => ({
      ...{ title: called, site },
      ...(hours !== undefined && { hours }),
    })),
  }
}

const gravity = { serious: 0, check: 1, note: 2 }

/** By kind, without the words of any: those may name somebody. */
async function findingsOf({ t, read }: Store, classId: string): Promise<LookFinding[]> {
  const rows = await read
    .select({ code: t.finding.code, seat: t.finding.seat, seats: t.finding.seats, changedAt: t.finding.changedAt })
    .from(t.finding)
    .where(and(eq(t.finding.class, classId), isOpen(t)))
  const kinds = new Map<string, LookFinding & { who: Set<string> }>()
  for (const { code, seat, seats, changedAt } of rows) {
    const kind = kinds.get(code) ?? {
      ...{ code, label: isFindingKind(code) ? findingKinds[code].label : code, severity: severityOf(code) },
      ...{ count: 0, people: 0, changedAt: 0, who: new Set<string>() },
    }
    for (const one of seat === null ? seatsOf(seats) : [seat]) kind.who.add(one)
    kind.count++
    kind.changedAt = Math.max(kind.changedAt, changedAt)
    kinds.set(code, kind)
  }
  return [...kinds.values()]
    .map(({ who, ...kind }) => ({ ...kind, people: who.size }))
    .sort((a, b) => gravity[a.severity] - gravity[b.severity] || b.count - a.count)
}
