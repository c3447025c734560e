import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { ChangeRequest } from '../../../shared/api/roster'
import { dayOf } from '../../../shared/calendar/beijing'
import { titleOf } from '../../../shared/people/roster-columns'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf, demandOpen, type TrainingClass } from '../class-of'
import { checkPerson } from './check-person'
import { detailsOf } from './details'
import { readDocument } from './document'
import { type Known, knownOf } from './known'
import { readName } from './name'
import type { RosterPerson } from './read-people'
import { effectiveAt, recordChange } from './record-change'
import { rosterRulesOf } from './rules'
import { addSeats, endSeat, reopenSeat } from './seats'
import { RosterRefused } from './table'

type Person = Pick<RosterPerson, 'name' | 'id' | 'born' | 'sex' | 'accounts' | 'details'>

/**
 * 名册变更: somebody leaves, is replaced, comes later, goes to another class, or is corrected. What they studied stays with
 * their seat; from the change on it earns nothing. Audited, and never changed afterwards. Returns its form.
 */
export async function changeRoster(deps: Deps, actor: Actor, classId: string, request: ChangeRequest): Promise<string> {
  requireRole(actor, 'hr')
  const { store, deriver } = deps
  const trained = await classOf(store, classId, actor.organisation)
  // A name is still put right: the papers of the claim need it.
  if (request.kind !== 'correct') demandOpen(trained)
  const at = effectiveAt(deps, trained, request.day)
  const { reason, day, notice } = request
  const form = await store.tx(async (q) => {
    const line = await carriedOut(deps, q, actor, trained, request, at)
    return recordChange(deps, q, actor, trained, { reason, day, ...(notice && { notice }) }, at, [line])
  })
  deriver.wake()
  return form
}

async function carriedOut(
  deps: Deps,
  q: Queries,
  actor: Actor,
  trained: TrainingClass,
  request: ChangeRequest,
  at: number,
) {
  const id = randomUUID()
  if (request.kind === 'add')
    return { id, kind: request.kind, seat: await seated(deps, q, actor, trained, personOf(request.person)) }
  const leaving = await seatIn(deps, q, trained.id, request.seat)
  switch (request.kind) {
    case 'correct':
      return {
        id,
        kind: request.kind,
        seat: leaving.seat,
        changed: await renamed(deps, q, actor, leaving, request.name),
      }
    case 'leave':
      await endSeat(deps, q, leaving.seat, id, at)
      return { id, kind: request.kind, seat: leaving.seat }
    case 'replace': {
      await endSeat(deps, q, leaving.seat, id, at)
      const other = await seated(deps, q, actor, trained, personOf(request.person))
      return { id, kind: request.kind, seat: leaving.seat, other }
    }
    case 'transfer': {
      const target = await classOf(deps.store, request.class, actor.organisation)
      if (target.id === trained.id || target.status === 'closed')
        throw new Refused('bad-request', '请选另一个还没有结班的培训班')
      await endSeat(deps, q, leaving.seat, id, at)
      const { name, accounts, details } = leaving
      const person = { name, id: leaving.idNumber, accounts, details }
      return { id, kind: request.kind, seat: leaving.seat, other: await seated(deps, q, actor, target, person) }
    }
  }
}

/** Somebody who is in the class now. Throws `not-found` and `conflict`. */
async function seatIn({ store: { t }, secrets }: Deps, q: Queries, classId: string, seat: string) {
  const [row] = await q
    .select({ seat: t.seat, person: t.person })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(and(eq(t.seat.id, seat), eq(t.seat.class, classId)))
  if (!row) throw new Refused('not-found', '本班没有这个人')
  if (row.seat.leftAt !== null) throw new Refused('conflict', `${row.person.name} 已经离开本班，请刷新页面`)
  return {
    seat,
    person: row.person.id,
    name: row.person.name,
    idNumber: secrets.decrypt(row.person.idCipher, row.person.id),
    accounts: [],
    details: detailsOf({ secrets }, { id: seat, cipher: row.seat.detailsCipher }),
  }
}

/** A person as a form names them, read like a row of a roster. Throws `roster-refused`. */
function personOf({
  name: written,
  id: number,
  details = {},
}: {
  name: string
  id: string
  details?: Person['details'] | undefined
}): Person {
  const name = readName(written)
  const document = readDocument(details.idType ?? '居民身份证', number, false)
  if ('problem' in name) throw new RosterRefused([{ column: titleOf('name'), message: name.problem }])
  if ('problem' in document) throw new RosterRefused([{ column: titleOf('id'), message: document.problem }])
  const { id, born, sex } = document
  return { name: name.name, id, accounts: [], details, ...(born && { born }), ...(sex && { sex }) }
}

/** Their seat in the class: a new one, or the one they left before. Throws `roster-refused`, `conflict`. */
async function seated(deps: Deps, q: Queries, actor: Actor, trained: TrainingClass, person: Person): Promise<string> {
  const { store, secrets, clock } = deps
  const index = secrets.index('id', person.id)
  const known: Known = (await knownOf(deps, q, trained, [index])).get(index) ?? { others: [], hits: [] }
  if (known.here && !known.here.left) throw new Refused('conflict', `${person.name} 已经在“${trained.name}”的名册里`)
  if (known.person && known.person.name !== person.name)
    throw new RosterRefused([
      {
        column: titleOf('name'),
        message: `这个身份证号登记的姓名是“${known.person.name}”，与“${person.name}”不同。请核对；要改姓名请先办更正`,
      },
    ])
  const rules = await rosterRulesOf(q, store, actor.organisation)
  const context = { trained, kind: actor.kind, rules, today: dayOf(clock.now()) }
  const blocking = checkPerson(person, known, context).filter(({ blocks }) => blocks)
  if (blocking.length > 0)
    throw new RosterRefused(blocking.map(({ field, message }) => ({ column: titleOf(field), message })))
  if (known.here) {
    await reopenSeat(deps, q, known.here.seat)
    return known.here.seat
  }
  const [seat] = await addSeats(deps, q, actor.organisation, trained.id, [{ person, index, known: known.person?.id }])
  if (!seat) throw new Error('a seat was not made')
  return seat
}

/** Another name for the same ID number. Returns what changed, in words. */
async function renamed(
  { store, clock }: Deps,
  q: Queries,
  actor: Actor,
  { person, name }: { person: string; name: string },
  written: string,
): Promise<string> {
  const to = readName(written)
  if ('problem' in to) throw new RosterRefused([{ column: titleOf('name'), message: to.problem }])
  if (to.name === name) throw new Refused('bad-request', '姓名没有变化，不需要更正')
  await q.update(store.t.person).set({ name: to.name }).where(eq(store.t.person.id, person))
  await recordAudit(q, store, clock, actor, 'person.rename', person, { from: name, to: to.name })
  return `姓名：${name} → ${to.name}`
}
