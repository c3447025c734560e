import { and, asc, desc, eq, inArray, ne, or } from 'drizzle-orm'
import * as v from 'valibot'
import { type ChangeForm, type ChangeSheet, type ClassChanges, changeForm } from '../../../shared/api/roster'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'
import { changeBody, isApproved } from './record-change'

const kindOf = (kind: string) => v.parse(changeForm.entries.lines.item.entries.kind, kind)

/** Every 名册变更 of a class, the newest first, also who came from another one; with what the form needs. */
export async function classChanges(deps: Deps, actor: Actor, classId: string): Promise<ClassChanges> {
  requireRole(actor, 'auditor')
  const { store } = deps
  const { t, read } = store
  const trained = await classOf(store, classId, actor.organisation)
  const seats = await read
    .select({
      seat: t.seat.id,
      number: t.seat.number,
      name: t.person.name,
      id: t.person.idMasked,
      leftAt: t.seat.leftAt,
    })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, classId))
    .orderBy(asc(t.seat.number))
  const classes = await read
    .select({ id: t.class.id, name: t.class.name })
    .from(t.class)
    .where(and(eq(t.class.organisation, actor.organisation), eq(t.class.status, 'open'), ne(t.class.id, classId)))
    .orderBy(desc(t.class.createdAt))
  const came = read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.class, classId))
  const forms = await read
    .selectDistinct({ form: t.rosterChange.form })
    .from(t.rosterChange)
    .where(or(eq(t.rosterChange.class, classId), inArray(t.rosterChange.otherSeat, came)))
  return {
    // What comes into an empty class is its roster, not a change of it.
    approved: seats.length > 0 && (await isApproved(read, store, trained.plan.id)),
    people: seats.filter(({ leftAt }) => leftAt === null).map(({ leftAt: _, ...shown }) => shown),
    classes,
    forms: (
      await formsOf(
        deps,
        read,
        forms.map(({ form }) => form),
        ({ masked }) => masked,
      )
    ).sort((a, b) => b.at - a.at),
  }
}

/** The 变更表 of one form with full ID numbers, to print. Audited. Throws `not-found`. */
export async function changeSheetOf(deps: Deps, actor: Actor, form: string): Promise<ChangeSheet> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const [row] = await store.read
    .select({ class: t.rosterChange.class })
    .from(t.rosterChange)
    .innerJoin(t.class, eq(t.class.id, t.rosterChange.class))
    .where(and(eq(t.rosterChange.form, form), eq(t.class.organisation, actor.organisation)))
  if (!row) throw new Refused('not-found', '没有这份名册变更')
  const trained = await classOf(store, row.class, actor.organisation)
  return store.tx(async (q) => {
    const [shown] = await formsOf(deps, q, [form], ({ person, cipher }) => secrets.decrypt(cipher, person))
    if (!shown) throw new Refused('not-found', '没有这份名册变更')
    await recordAudit(q, store, clock, actor, 'roster.change.show', form, { people: shown.lines.length })
    const { organisationName, name, plan } = trained
    const { title, occupation, level, period } = plan
    return { ...shown, organisation: organisationName, className: name, plan: title, occupation, level, period }
  })
}

type Shown = (person: { person: string; masked: string; cipher: string }) => string

async function formsOf(
  { store: { t }, secrets }: Deps,
  q: Queries,
  forms: readonly string[],
  show: Shown,
): Promise<ChangeForm[]> {
  if (forms.length === 0) return []
  const rows = await q
    .select({ change: t.rosterChange, by: t.member.name, className: t.class.name })
    .from(t.rosterChange)
    .innerJoin(t.class, eq(t.class.id, t.rosterChange.class))
    .leftJoin(t.member, eq(t.member.id, t.rosterChange.by))
    .where(inArray(t.rosterChange.form, [...forms]))
    .orderBy(asc(t.rosterChange.at))
  const notices = await q
    .select({ notice: t.rosterNotice, by: t.member.name })
    .from(t.rosterNotice)
    .leftJoin(t.member, eq(t.member.id, t.rosterNotice.by))
    .where(inArray(t.rosterNotice.form, [...forms]))
    .orderBy(asc(t.rosterNotice.at))
  const people = await peopleOf(
    t,
    q,
    rows.flatMap(({ change }) => [change.seat, change.otherSeat ?? []].flat()),
    show,
  )
  return forms.flatMap((form): ChangeForm[] => {
    const mine = rows.filter(({ change }) => change.form === form)
    const [first] = mine
    if (!first) return []
    const bodies = mine.map(({ change }) =>
      v.parse(changeBody, JSON.parse(secrets.decrypt(change.bodyCipher, change.id))),
    )
    const told = notices.filter(({ notice }) => notice.form === form).at(-1)
    return [
      {
        form,
        day: first.change.day,
        at: first.change.at,
        by: first.by ?? '',
        reason: bodies[0]?.reason ?? '',
        lines: mine.flatMap(({ change, className }, i) => {
          const person = people.get(change.seat)
          const other = change.otherSeat === null ? undefined : people.get(change.otherSeat)
          const changed = bodies[i]?.changed
          if (!person) return []
          return [
            {
              kind: kindOf(change.kind),
              person: person.shown,
              ...(other && { other: other.shown }),
              ...(change.kind === 'transfer' && other && { toClass: other.className, fromClass: className }),
              ...(changed !== undefined && { changed }),
            },
          ]
        }),
        ...(told && {
          notice: {
            number: told.notice.number,
            day: told.notice.day,
            by: told.by ?? '',
            at: told.notice.at,
            ...(told.notice.evidence !== null && { evidence: told.notice.evidence }),
          },
        }),
      },
    ]
  })
}

async function peopleOf(t: Deps['store']['t'], q: Queries, seats: readonly string[], show: Shown) {
  const people = new Map<string, { shown: ChangeForm['lines'][number]['person']; className: string }>()
  for (let i = 0; i < seats.length; i += 500) {
    const rows = await q
      .select({
        seat: t.seat.id,
        number: t.seat.number,
        name: t.person.name,
        person: t.person.id,
        masked: t.person.idMasked,
        cipher: t.person.idCipher,
        className: t.class.name,
      })
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .innerJoin(t.class, eq(t.class.id, t.seat.class))
      .where(inArray(t.seat.id, seats.slice(i, i + 500)))
    for (const { seat, number, name, className, ...row } of rows)
      people.set(seat, { shown: { seat, number, name, id: show(row) }, className })
  }
  return people
}
