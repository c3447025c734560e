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
import { accountsRow } from './personal'
import { type RosterPerson, readRoster } from './roster-file'

/** Puts the people of a roster file into a class, all or none. A dry run writes nothing. Who is in the class already stays, but for a corrected name. */
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
    let renamed = 0
    let accounts = 0
    for (const person of people) {
      const known = await personOf(deps, q, actor.organisation, person)
      if (known && known.name !== person.name) {
        renamed++
        warnings.push({ row: person.row, column: '姓名', message: renaming(known.name, person.name) })
        if (!input.dryRun) await rename(deps, q, actor, known, person.name)
      }
      const seated = known && (await hasSeat(deps, q, input.class, known.id))
      if (!seated) added++
      if (person.accounts.length > 0) accounts++
      if (input.dryRun) continue
      const personId = known?.id ?? (await addPerson(deps, q, actor.organisation, person))
      if (person.accounts.length > 0) await keepAccounts(deps, q, personId, person.accounts)
      if (seated) continue
      await addSeat(deps, q, input.class, personId, String(taken.length + added).padStart(3, '0'))
    }
    if (!input.dryRun)
      await recordAudit(q, store, clock, actor, 'roster.import', input.class, {
        added,
        unchanged: people.length - added,
        renamed,
        accounts,
      })
    return {
      added,
      unchanged: people.length - added,
      renamed,
      ...(accounts > 0 && { accounts }),
      warnings,
    }
  })
}

const renaming = (from: string, to: string) =>
  `这个身份证号登记的姓名是“${from}”，按本次名册改为“${to}”。如果不是同一个人，请核对身份证号`

/** The newest roster is right about a name; who changed it, and from what, stays in the audit log. */
async function rename(
  { store, clock }: Deps,
  q: Queries,
  actor: Actor,
  { id, name }: { id: string; name: string },
  to: string,
): Promise<void> {
  await q.update(store.t.person).set({ name: to }).where(eq(store.t.person.id, id))
  await recordAudit(q, store, clock, actor, 'person.rename', id, { from: name, to })
}

/** The newest roster that names any is right about somebody's 平台账号. Encrypted: they are often phone numbers. */
async function keepAccounts(
  { store: { t }, secrets }: Deps,
  q: Queries,
  person: string,
  accounts: RosterPerson['accounts'],
): Promise<void> {
  const accountsCipher = secrets.encrypt(JSON.stringify(accounts), accountsRow(person))
  await q.update(t.person).set({ accountsCipher }).where(eq(t.person.id, person))
}

async function personOf(
  { store: { t }, secrets }: Deps,
  q: Queries,
  organisation: string,
  person: RosterPerson,
): Promise<{ id: string; name: string } | undefined> {
  const [row] = await q
    .select({ id: t.person.id, name: t.person.name })
    .from(t.person)
    .where(and(eq(t.person.organisation, organisation), eq(t.person.idIndex, secrets.index('id', person.id))))
  return row
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
