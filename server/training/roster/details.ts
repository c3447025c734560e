import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { SeatDetails } from '../../../shared/api/roster'
import { isSensitive } from '../../../shared/people/codes'
import { maskAccount } from '../../../shared/people/mask'
import { type RosterDetails, rosterDetails } from '../../../shared/people/roster'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { classOf } from '../class-of'

/** Bound to the seat and the column, so that no other cipher text passes for it. */
const rowOf = (seat: string) => `${seat}/details`

export const sealDetails = ({ secrets }: Pick<Deps, 'secrets'>, seat: string, details: RosterDetails): string | null =>
  Object.keys(details).length === 0 ? null : secrets.encrypt(JSON.stringify(details), rowOf(seat))

/** What the roster says of a seat; empty where it says nothing. */
export const detailsOf = (
  { secrets }: Pick<Deps, 'secrets'>,
  { id, cipher }: { id: string; cipher: string | null },
): RosterDetails => (cipher === null ? {} : v.parse(rosterDetails, JSON.parse(secrets.decrypt(cipher, rowOf(id)))))

const written = (details: RosterDetails): Record<string, string> =>
  Object.fromEntries(Object.entries(details).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])))

/** Masked on screens: ways to reach somebody, and a 人员类别 that reveals poverty, health or a sentence. */
function masked(details: RosterDetails): SeatDetails {
  const shown: Record<string, string> = {}
  const hidden: string[] = []
  for (const [field, value] of Object.entries(written(details))) {
    const mask = maskOf(field, value, details)
    if (mask !== undefined) hidden.push(field)
    shown[field] = mask ?? value
  }
  return { details: shown, masked: hidden }
}

function maskOf(field: string, value: string, { category }: RosterDetails): string | undefined {
  if (field === 'phone' || field === 'voucher') return maskAccount(value)
  if (field === 'address') return `${value.slice(0, 6)}****`
  if ((field === 'category' || field === 'categoryProof') && isSensitive(category)) return '****'
  return field === 'remark' ? '****' : undefined
}

/** What the roster says of a seat. In clear it is audited. */
export async function seatDetails(deps: Deps, actor: Actor, seat: string, clear: boolean): Promise<SeatDetails> {
  requireRole(actor, clear ? 'hr' : 'auditor')
  const { store, clock } = deps
  const { t } = store
  const [row] = await store.read
    .select({ id: t.seat.id, class: t.seat.class, cipher: t.seat.detailsCipher })
    .from(t.seat)
    .where(eq(t.seat.id, seat))
  if (!row) throw new Refused('not-found', '没有这个人')
  await classOf(store, row.class, actor.organisation)
  const details = detailsOf(deps, row)
  if (!clear) return masked(details)
  await store.tx((q) => recordAudit(q, store, clock, actor, 'seat.details.show', seat))
  return { details: written(details), masked: [] }
}
