import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps'

/** The seat that a chain is bound to; undefined while it is nobody's. */
export async function seatOfChain(
  { store: { t, read } }: Pick<Deps, 'store'>,
  chain: string,
): Promise<string | undefined> {
  const [row] = await read
    .select({ seat: t.claim.seat })
    .from(t.chain)
    .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(and(eq(t.chain.digest, chain), eq(t.claim.state, 'bound')))
  return row?.seat ?? undefined
}
