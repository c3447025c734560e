import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Crypto } from '../../shared/crypto'
import { sha256Hex } from '../../shared/crypto'
import type { Found } from '../../shared/study/finding'
import type { Link } from '../../shared/study/findings/inquiry'
import type { Queries, Store } from '../db/store'

/** Whose findings are replaced: a seat's, or a class's own. */
export interface Scope {
  organisation: string
  class: string
  /** Undefined: those across the class. */
  seat: string | undefined
}

/** The rules are to look at a seat or a class again. */
export async function markDue(q: Queries, { t }: Pick<Store, 't'>, kind: 'seat' | 'class', id: string): Promise<void> {
  await q
    .insert(t.findingDue)
    .values({ kind, id, turn: 1 })
    .onConflictDoUpdate({ target: [t.findingDue.kind, t.findingDue.id], set: { turn: sql`${t.findingDue.turn} + 1` } })
}

/**
 * Makes the derived findings of a scope these: what is no longer found goes, what is found again keeps its id (and with it
 * what people wrote to it) and the time it was first found. `at`: now, ms.
 */
export async function replaceFindings(
  q: Queries,
  { t }: Pick<Store, 't'>,
  crypto: Crypto,
  scope: Scope,
  found: readonly Found[],
  at: number,
): Promise<void> {
  const ofScope = and(
    eq(t.finding.class, scope.class),
    eq(t.finding.derived, 1),
    scope.seat === undefined ? isNull(t.finding.seat) : eq(t.finding.seat, scope.seat),
  )
  const known = new Map((await q.select().from(t.finding).where(ofScope)).map((row) => [row.id, row]))
  const wanted = new Map(found.map((one) => [findingId(crypto, scope, one), one]))
  const gone = [...known.keys()].filter((id) => !wanted.has(id))
  if (gone.length > 0) await q.delete(t.finding).where(inArray(t.finding.id, gone))
  for (const [id, { code, detail, seats, entries }] of wanted) {
    const before = known.get(id)
    const said = { detail, seats: seats ? JSON.stringify(seats) : null }
    if (before && before.detail === said.detail && before.seats === said.seats) continue
    const row = { ...said, entries: JSON.stringify(await withHashes(q, t, entries)), changedAt: at }
    if (before) await q.update(t.finding).set(row).where(eq(t.finding.id, id))
    else {
      const { organisation, class: classId, seat = null } = scope
      await q.insert(t.finding).values({ id, organisation, class: classId, seat, code, at, derived: 1, ...row })
    }
  }
}

const findingId = (crypto: Crypto, scope: Scope, { code, key = '' }: Found): string =>
  sha256Hex(crypto, JSON.stringify([scope.class, scope.seat ?? '', code, key])).slice(0, 32)

async function withHashes(
  q: Queries,
  t: Store['t'],
  entries: readonly Link[],
): Promise<{ chain: string; seq: number; hash: string; at: number }[]> {
  const chains = new Map<string, number[]>()
  for (const { chain, seq } of entries) chains.set(chain, [...(chains.get(chain) ?? []), seq])
  const named = []
  for (const [chain, seqs] of chains)
    named.push(
      ...(await q
        .select({ chain: t.chain.digest, seq: t.entry.seq, hash: t.entry.hash, at: t.entry.at })
        .from(t.entry)
        .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
        .where(and(eq(t.chain.digest, chain), eq(t.entry.branch, 0), inArray(t.entry.seq, seqs)))),
    )
  return named.sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.seq - b.seq))
}
