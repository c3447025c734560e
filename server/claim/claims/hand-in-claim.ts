import { inArray } from 'drizzle-orm'
import type { HandInClaim } from '../../../shared/api/claims'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { dirtySeat } from '../../training/dirty'
import { chunksOf } from '../../training/roster/chunks'
import { claimOf } from './claim-row'
import { readyHash, recordEvent } from './events'
import { takenBy } from './holds'
import { demandUnchanged, keepReckoning, lineOf, reckoningOf } from './reckon-claim'

/**
 * 已提交: from now on the claim holds what it asks for: its amounts count against its people in later claims, and the wall time it counts is theirs
 * whatever comes later (`elsewhere` of their other classes). Throws `conflict` where the data are no longer those that were made ready, or a stamped
 * paper is of other data. Audited.
 */
export async function handInClaim(deps: Deps, actor: Actor, id: string, input: HandInClaim): Promise<void> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const { t } = store
  const claim = await claimOf(store.read, store, id, actor.organisation)
  if (claim.status !== 'ready') throw new Refused('conflict', '请先定稿，再登记已提交')
  const reckoning = await reckoningOf(deps, actor, id)
  const { data, reckoned } = reckoning
  if ((await readyHash(store.read, store, id)) !== data.dataHash)
    throw new Refused('conflict', '定稿以后数据有变化，没有登记。请退回草稿，重新核算、定稿并打印')
  const stops = reckoned.items.filter(({ severity }) => severity === 'stop')
  if (stops.length > 0)
    throw new Refused('conflict', `还有 ${stops.length} 项没有解决，没有登记：${stops[0]?.text ?? ''}`)
  await store.tx(async (q) => {
    await demandUnchanged(deps, q, actor, claim)
    await keepReckoning(deps, q, reckoning)
    const at = clock.now()
    for (const some of chunksOf(data.people))
      await q.insert(t.claimHold).values(
        some.map((person) => ({
          ...{ claim: id, version: claim.version, seat: person.seat, person: person.facts.person, at },
          ...{ total: person.amount.total, taken: JSON.stringify(takenBy(person, data.tables)) },
          line: JSON.stringify(lineOf(person)),
          stretches: JSON.stringify(person.data.days.flatMap(({ counted }) => counted)),
        })),
      )
    await foldOtherSeats(
      deps,
      q,
      data.people.map(({ facts }) => facts.person),
    )
    const { day, number, remark } = input
    await recordEvent(deps, q, actor, claim, {
      ...{ kind: 'handed-in', day, number, remark, dataHash: data.dataHash, amount: data.total },
    })
    await recordAudit(q, store, clock, actor, 'claim.hand-in', id, {
      ...{ number: claim.number, people: data.people.length, total: data.total, content: data.dataHash, date: day },
    })
  })
  deriver.wake()
}

/** Whoever has several seats is folded again: what is held in one is not free in the others. */
export async function foldOtherSeats(
  { store }: Pick<Deps, 'store'>,
  q: Queries,
  people: readonly string[],
): Promise<void> {
  const { t } = store
  for (const some of chunksOf([...new Set(people)])) {
    const seats = await q
      .select({ id: t.seat.id, person: t.seat.person })
      .from(t.seat)
      .where(inArray(t.seat.person, [...some]))
    for (const { id, person } of seats)
      if (seats.filter((one) => one.person === person).length > 1) await dirtySeat(q, store, id)
  }
}
