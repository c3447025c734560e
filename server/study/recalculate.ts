import { setImmediate as breath } from 'node:timers/promises'
import { asc, eq } from 'drizzle-orm'
import type { Recalculation } from '../../shared/api'
import { compareCredited } from '../../shared/study/compare'
import type { CreditedDay } from '../../shared/study/credited'
import { policies, policyKey } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { type Actor, requireRole } from '../access/actor'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { foldPerson } from './person-day'

/**
 * What a class would have under another built-in policy, line by line against what it has; agreed platforms and consent stay
 * the plan's own. Nothing is written: a plan keeps the policy it was filed with. Throws `not-found` for a policy that is not there.
 */
export async function recalculate(
  { store }: Deps,
  actor: Actor,
  input: { class: string; policy: string },
): Promise<Recalculation> {
  requireRole(actor, 'finance')
  const trained = await classOf(store, input.class, actor.organisation)
  const built = policies.find((one) => policyKey(one) === input.policy)
  if (!built) throw new Refused('not-found', '没有这套认定规则，请从列表中选择')
  const other = asFiled(built, trained.plan.policy)
  const { t, read } = store
  const seats = await read
    .select({ seat: t.seat.id, number: t.seat.number, name: t.person.name, person: t.person.id })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .where(eq(t.seat.class, trained.id))
    .orderBy(asc(t.seat.number))
  const rows: Recalculation['rows'] = []
  const sum = { before: 0, after: 0 }
  for (const { seat, number, name, person } of seats) {
    // Hand-ins are answered between two of them.
    await breath()
    const all = (await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.person, person))).map(({ id }) => id)
    const daysUnder = async (under?: Policy) =>
      (await foldPerson(read, store, nodeCrypto, all, under ? { policies: new Map([[trained.id, under]]) } : {})).find(
        (one) => one.seat === seat,
      )?.days ?? []
    const [before, after] = [await daysUnder(), await daysUnder(other)]
    const row = { seat, number, name, before: credited(before), after: credited(after) }
    sum.before += row.before
    sum.after += row.after
    rows.push({ ...row, lines: compareCredited(before, after).map(({ text }) => text) })
  }
  return { policy: other, ...sum, rows }
}

/** What a filing fills in is no part of a built-in set. */
function asFiled(built: Policy, { platforms, consent }: Policy): Policy {
  if (built.credit === 1) return built
  return { ...built, ...(platforms && { platforms }), ...(consent !== undefined && { consent }) }
}

const credited = (days: readonly CreditedDay[]): number => days.reduce((sum, day) => sum + day.credited, 0)
