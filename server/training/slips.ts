import { and, asc, eq } from 'drizzle-orm'
import type { Slip } from '../../shared/api'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { classOf } from './class-of'
import { showCode } from './codes'
import { present } from './roster/left'

/** The personal codes of a class in clear, to hand out. Audited. */
export async function slips(
  { store, secrets, clock, publicUrl }: Deps,
  actor: Actor,
  classId: string,
): Promise<Slip[]> {
  requireRole(actor, 'hr')
  await classOf(store, classId, actor.organisation)
  const { t } = store
  return store.tx(async (q) => {
    const rows = await q
      .select({ seat: t.seat, name: t.person.name })
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .where(and(eq(t.seat.class, classId), present({ t })))
      .orderBy(asc(t.seat.number))
    await recordAudit(q, store, clock, actor, 'codes.show', classId, { people: rows.length })
    return rows.map(({ seat, name }) => {
      const code = showCode(secrets.decrypt(seat.codeCipher, seat.id))
      return { seat: seat.id, number: seat.number, name, code, link: `${publicUrl}/join#${code}` }
    })
  })
}
