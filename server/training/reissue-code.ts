import { eq } from 'drizzle-orm'
import type { Slip } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from './class-of'
import { makePersonalCode, showCode } from './codes'

/**
 * Another personal code for a seat: a slip was lost, or the computer forgot everything (restore cards, a new PC). The one before
 * opens nothing any more, nor do links to the phone page made before; what was joined by it stays joined, and its records stay. Audited.
 */
export async function reissueCode(
  { store, secrets, clock, publicUrl }: Deps,
  actor: Actor,
  seat: string,
): Promise<Slip> {
  requireRole(actor, 'hr')
  const { t } = store
  const [row] = await store.read
    .select({
      class: t.seat.class,
      number: t.seat.number,
      issuedAt: t.seat.codeIssuedAt,
      name: t.person.name,
      leftAt: t.seat.leftAt,
    })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  await classOf(store, row.class, actor.organisation)
  if (row.leftAt !== null)
    throw new Refused('conflict', `${row.name} 已经离开本班，不能再发码。要让本人回来，请办名册变更的增补`)
  const code = makePersonalCode()
  const codeIndex = secrets.index('code', code)
  // A code is known by its time: a claim that used up the one before must not use up this one.
  const codeIssuedAt = Math.max(clock.now(), row.issuedAt + 1)
  await store.tx(async (q) => {
    await q
      .update(t.seat)
      .set({ codeCipher: secrets.encrypt(code, seat), codeIndex, codeIssuedAt })
      .where(eq(t.seat.id, seat))
    await recordAudit(q, store, clock, actor, 'code.reissue', seat, {})
  })
  const shown = showCode(code)
  return { seat, number: row.number, name: row.name, code: shown, link: `${publicUrl}/join#${shown}` }
}
