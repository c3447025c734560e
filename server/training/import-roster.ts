import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { RosterReport } from '../../shared/api'
import { maskId } from '../../shared/people/mask'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { classOf } from './class-of'
import { makePersonalCode } from './codes'
import { type RosterPerson, readRoster } from './roster-file'

/** Puts the people of a roster file into a class, all or none. A dry run writes nothing. Who is in the class already stays as is. */
export async function importRoster(
  deps: Deps,
  actor: Actor,
  input: { class: string; file: Uint8Array; dryRun: boolean },
): Promise<RosterReport> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  await classOf(store, input.class, actor.organisation)
  const { people, warnings } = await readRoster(input.file)
  return store.tx(async (q) => {
    const taken = await q
      .select({ number: store.t.seat.number })
      .from(store.t.seat)
      .where(eq(store.t.seat.class, input.class))
    let added = 0
    for (const person of people) {
      const known = await personOf(deps, q, actor.organisation, person)
      if (known && (await hasSeat(deps, q, input.class, known))) continue
      added++
      if (input.dryRun) continue
      const personId = known ?? (await addPerson(deps, q, actor.organisation, person))
      await addSeat(deps, q, input.class, personId, String(taken.length + added).padStart(3, '0'))
    }
    if (!input.dryRun)
      await recordAudit(q, store, clock, actor, 'roster.import', input.class, {
        added,
        unchanged: people.length - added,
      })
    return { added, unchanged: people.length - added, warnings }
  })
}

async function personOf(
  { store: { t }, secrets }: Deps,
  q: Queries,
  organisation: string,
  person: RosterPerson,
): Promise<string | undefined> {
  const [row] = await q
    .select({ id: t.person.id })
    .from(t.person)
    .where(and(eq(t.person.organisation, organisation), eq(t.person.idIndex, secrets.index('id', person.id))))
  return row?.id
}

async function hasSeat({ store: { t } }: Deps, q: Queries, classId: string, person: string): Promise<boolean> {
  const rows = await q
    .select({ id: t.seat.id })
    .from(t.seat)
    .where(and(eq(t.seat.class, classId), eq(t.seat.person, person)))
  return rows.length > 0
}

async function addPerson(
  { store: { t }, secrets, clock }: Deps,
  q: Queries,
  organisation: string,
  { name, id: number }: RosterPerson,
): Promise<string> {
  const id = randomUUID()
  await q.insert(t.person).values({
    id,
    organisation,
    name,
    idCipher: secrets.encrypt(number, id),
    idIndex: secrets.index('id', number),
    idMasked: maskId(number),
    createdAt: clock.now(),
  })
  return id
}

async function addSeat(
  { store: { t }, secrets, clock }: Deps,
  q: Queries,
  classId: string,
  person: string,
  number: string,
): Promise<void> {
  const id = randomUUID()
  const code = makePersonalCode()
  const now = clock.now()
  await q.insert(t.seat).values({
    id,
    class: classId,
    person,
    number,
    codeCipher: secrets.encrypt(code, id),
    codeIndex: secrets.index('code', code),
    codeIssuedAt: now,
    createdAt: now,
  })
}
