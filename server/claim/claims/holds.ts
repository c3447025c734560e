import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Taken } from '../../../shared/claim/facts'

import { dateOf, tableInForce } from '../../../shared/claim/in-force'
import type { Queries, Store } from '../../db/store'
import type { Stretch } from '../../study/held'
import { chainsOfSeats } from '../../study/load'
import { chunksOf } from '../../training/roster/chunks'
import type { ClaimData, ClaimPerson } from '../claim-data'

/** The training as later claims count it against the person; nothing where nothing is paid. */
export function takenBy({ facts, amount }: ClaimPerson, tables: ClaimData['tables']): Taken {
  const table = tableInForce(facts, tables) ?? tables[0]
  const { occupation, level, project, type, dates } = facts
  return {
    ...{ kind: table.kind, on: dateOf(facts, table) ?? dates.opening, amount: amount.total },
    ...{ occupation, level, project, type, opening: dates.opening },
    ...(dates.closing !== undefined && { closing: dates.closing }),
  }
}

/** The wall time that counts for these people, by seat, each stretch with the receipt that covers it. */
export async function stretchesOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  people: readonly ClaimPerson[],
): Promise<Map<string, Stretch[]>> {
  const found = new Map<string, Stretch[]>()
  for (const some of chunksOf(people)) {
    const chains = await chainsOfSeats(
      q,
      t,
      some.map(({ seat }) => seat),
    )
    const receipts = await receiptsOf(
      q,
      t,
      chains.map(({ id }) => id),
    )
    const byDigest = new Map(chains.map(({ id, digest: of }) => [of, receipts.get(id) ?? []]))
    for (const { seat, data } of some) found.set(seat, joined(data, byDigest))
  }
  return found
}

type Receipts = readonly { to: number; hash: string }[]

async function receiptsOf(q: Queries, t: Store['t'], chains: readonly number[]): Promise<Map<number, Receipts>> {
  const byChain = new Map<number, { to: number; hash: string }[]>()
  for (const some of chunksOf(chains)) {
    const rows = await q
      .select({ chain: t.receipt.chain, to: t.receipt.to, hash: t.receipt.hash })
      .from(t.receipt)
      .where(and(inArray(t.receipt.chain, [...some]), eq(t.receipt.branch, 0)))
      .orderBy(asc(t.receipt.chain), asc(t.receipt.to))
    for (const { chain, ...row } of rows) byChain.set(chain, [...(byChain.get(chain) ?? []), row])
  }
  return byChain
}

/** Neighbouring pieces of one receipt as one. */
function joined({ days }: ClaimPerson['data'], receipts: ReadonlyMap<string, Receipts>): Stretch[] {
  const all: Stretch[] = []
  for (const { from, to, chain, seq, reason } of days.flatMap(({ credited }) => credited?.pieces ?? [])) {
    if (reason) continue
    const receipt = receipts.get(chain)?.find((one) => one.to >= seq)?.hash ?? chain
    const last = all.at(-1)
    if (last?.to === from && last.receipt === receipt) last.to = to
    else all.push({ from, to, receipt })
  }
  return all
}
