import { eq } from 'drizzle-orm'
import type { Milliseconds } from '../../shared/record/fields'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import type { Actor } from './actor'
import { recordAudit } from './audit'
import { passwordMatches } from './password'

/** Wrong passwords or codes in a row until a login is shut, and for how long. */
export const TRIES = 10
export const LOCKED: Milliseconds = 15 * 60_000

/** Counts a wrong password or code; the tenth shuts the login. While it is shut nothing is counted: nobody keeps it shut by going on. */
export async function countFailure({ store, clock }: Deps, member: string): Promise<void> {
  const { t } = store
  await store.tx(async (q) => {
    const [row] = await q.select().from(t.member).where(eq(t.member.id, member))
    if (!row || isLocked(row, clock.now())) return
    const locks = row.failures + 1 >= TRIES
    await q
      .update(t.member)
      .set(locks ? { failures: 0, lockedUntil: clock.now() + LOCKED } : { failures: row.failures + 1 })
      .where(eq(t.member.id, member))
    if (locks)
      await recordAudit(q, store, clock, { member, organisation: row.organisation }, 'member.lock', member, {
        login: row.login,
      })
  })
}

export const isLocked = ({ lockedUntil }: { lockedUntil: number | null }, now: number): boolean =>
  lockedUntil !== null && lockedUntil > now

/** What was wrong before is forgotten, in the transaction of what went well. */
export async function forgetFailures(q: Queries, { t }: Deps['store'], member: string): Promise<void> {
  await q.update(t.member).set({ failures: 0, lockedUntil: null }).where(eq(t.member.id, member))
}

/** Somebody signed in says their password again, before what a stranger at their desk must not do. Counts as sign-ins do. Throws `not-allowed`. */
export async function demandPassword(deps: Deps, { member }: Actor, password: string): Promise<void> {
  const { t, read } = deps.store
  const [row] = await read.select().from(t.member).where(eq(t.member.id, member))
  const right = await passwordMatches(row?.password, password)
  if (row && right && !isLocked(row, deps.clock.now())) return
  if (!right) await countFailure(deps, member)
  throw new Refused('not-allowed', '当前密码不对，没有改动。连续输错 10 次会锁定 15 分钟')
}
