import { and, asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type FirmAnswer, keyHows, keyWhys } from '../../../shared/api/bureau-register'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { answerOf, deliveriesOf } from '../counter/deliveries'

/** A 单位 of the actor's bureau. Throws `not-found`, also for another bureau's. */
export async function firmOfBureau(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { organisation }: Pick<Actor, 'organisation'>,
  id: string,
) {
  const [row] = await q
    .select()
    .from(t.bureauFirm)
    .where(and(eq(t.bureauFirm.id, id), eq(t.bureauFirm.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这个单位')
  return row
}

/** A 单位 with every key it ever had here, the newest first, what ended each, and what it announced last by address. */
export async function firmAnswerOf(
  { store, packages }: Pick<Deps, 'store' | 'packages'>,
  actor: Actor,
  id: string,
): Promise<FirmAnswer> {
  requireBureau(actor, 'hr', 'auditor')
  const { t, read } = store
  const { kind, name, creditCode, their } = await firmOfBureau(read, store, actor, id)
  const keys = await read
    .select({ row: t.bureauKey, by: t.member.name })
    .from(t.bureauKey)
    .leftJoin(t.member, eq(t.member.id, t.bureauKey.by))
    .where(eq(t.bureauKey.firm, id))
    .orderBy(asc(t.bureauKey.at))
  const ends = await read
    .select({ row: t.bureauKeyEnd, by: t.member.name })
    .from(t.bureauKeyEnd)
    .innerJoin(t.bureauKey, eq(t.bureauKey.id, t.bureauKeyEnd.key))
    .leftJoin(t.member, eq(t.member.id, t.bureauKeyEnd.by))
    .where(eq(t.bureauKey.firm, id))
    .orderBy(asc(t.bureauKeyEnd.at))
  const [delivered] = await deliveriesOf(read, store, id, 1)
  return {
    ...{ id, kind, name, creditCode, their },
    ...(delivered && { delivered: answerOf({ packages }, delivered) }),
    keys: keys.reverse().map(({ row, by }) => ({
      ...{ id: row.id, fingerprint: row.key, from: row.from, compared: row.compared, at: row.at, by: by ?? row.by },
      how: v.parse(v.picklist(keyHows), row.how),
      ...(row.evidence !== null && { evidence: row.evidence }),
      ends: ends
        .filter((end) => end.row.key === row.id)
        .map(({ row: end, by: who }) => ({
          ...{ until: end.until, reason: end.reason, at: end.at, by: who ?? end.by },
          why: v.parse(v.picklist(keyWhys), end.why),
          ...(end.evidence !== null && { evidence: end.evidence }),
        })),
    })),
  }
}
