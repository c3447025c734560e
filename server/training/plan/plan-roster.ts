import { eq } from 'drizzle-orm'
import type { RosterReport } from '../../../shared/api/roster'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { readRoster } from '../roster/read-roster'
import { draftOf } from './plan-row'

const MAX_ROSTER = 4 << 20
/** What the cipher text is bound to. */
const rowOf = (plan: string) => `plan-roster:${plan}`

/** 培训人员名册 of a 开班申请: checked like a class's, kept as it was uploaded, encrypted. Throws RosterRefused and `too-large`. */
export async function attachRoster(
  { store, secrets, clock }: Deps,
  actor: Actor,
  id: string,
  file: Uint8Array,
): Promise<{ people: number; warnings: RosterReport['warnings'] }> {
  requireRole(actor, 'hr')
  if (file.length > MAX_ROSTER) throw new Refused('too-large', '名册文件超过 4 MB，请只留名册一张工作表')
  const { t } = store
  await draftOf(store.read, store, id, actor.organisation)
  const { people, warnings } = await readRoster(file)
  const row = {
    plan: id,
    file: secrets.encrypt(Buffer.from(file).toString('base64url'), rowOf(id)),
    people: people.length,
    by: actor.member,
    at: clock.now(),
  }
  await store.tx(async (q) => {
    await draftOf(q, store, id, actor.organisation)
    await q.delete(t.planRoster).where(eq(t.planRoster.plan, id))
    await q.insert(t.planRoster).values(row)
    await recordAudit(q, store, clock, actor, 'plan.roster', id, { people: people.length })
  })
  return { people: people.length, warnings }
}

/** The file as it was uploaded; undefined where there is none. */
export async function rosterFileOf(
  { store: { t }, secrets }: Pick<Deps, 'store' | 'secrets'>,
  q: Queries,
  plan: string,
): Promise<Uint8Array | undefined> {
  const [row] = await q.select().from(t.planRoster).where(eq(t.planRoster.plan, plan))
  return row && new Uint8Array(Buffer.from(secrets.decrypt(row.file, rowOf(plan)), 'base64url'))
}

/** Name and ID number of everybody in it, for the filing's papers. */
export async function rosterPeople(deps: Deps, plan: string): Promise<{ name: string; idNumber: string }[]> {
  const file = await rosterFileOf(deps, deps.store.read, plan)
  if (!file) return []
  const { people } = await readRoster(file)
  return people.map(({ name, id }) => ({ name, idNumber: id }))
}

/** The same roster for the next version of a plan. */
export async function copyRoster(deps: Deps, q: Queries, actor: Actor, from: string, to: string): Promise<void> {
  const { t } = deps.store
  const [row] = await q.select({ people: t.planRoster.people }).from(t.planRoster).where(eq(t.planRoster.plan, from))
  const file = await rosterFileOf(deps, q, from)
  if (!row || !file) return
  await q.insert(t.planRoster).values({
    plan: to,
    file: deps.secrets.encrypt(Buffer.from(file).toString('base64url'), rowOf(to)),
    people: row.people,
    by: actor.member,
    at: deps.clock.now(),
  })
}
