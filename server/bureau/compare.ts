import { and, asc, eq, gt, isNull, ne } from 'drizzle-orm'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { checkClaim } from './across/check-claim'
import { indexByHand, indexPackage } from './across/index-package'
import { putBehind, waitAfter } from './across/put-behind'
import { COMPARE } from './across/recheck-later'
import type { ReceivedClaim } from './bureau'
import { tracesBeside } from './read-beside'
import { packageOf } from './review/kept-package'

type Needed = Pick<Deps, 'store' | 'clock' | 'packages'>
type Uncompared = Awaited<ReturnType<typeof uncompared>>[number]

/** Claims whose current version was not held against all others: their reading is missing, of another version, or was not checked to the end. */
async function uncompared(q: Queries, { t }: Pick<Store, 't'>, claim?: string) {
  const { bureauClaim: of, bureauReading: reading } = t
  return q
    .select({ claim: of, reading })
    .from(of)
    .leftJoin(reading, and(eq(reading.claim, of.id), eq(reading.version, of.version)))
    .where(and(isNull(reading.checkedAt), claim === undefined ? ne(of.status, 'refused') : eq(of.id, claim)))
    .orderBy(asc(of.receivedAt), asc(of.id))
}

/** Whether what the claim's current version says was held against all others and the lists, up to the last check. */
export async function isCompared(
  q: Queries,
  store: Pick<Store, 't'>,
  { id }: Pick<ReceivedClaim, 'id'>,
): Promise<boolean> {
  return (await uncompared(q, store, id)).length === 0
}

/**
 * Holds a claim, as it now stands, against all others, as far as that was not done: receiving commits a claim before it is compared, and a
 * process can end in between. Throws what reading the package throws; the claim then stays as it was, with what went wrong beside it.
 */
export async function compareClaim(
  deps: Needed,
  id: string,
  by: { indexPackage: typeof indexPackage } = { indexPackage },
): Promise<void> {
  const { store, clock } = deps
  const [row] = await uncompared(store.read, store, id)
  if (!row) return
  const tries = await beginTry(deps, id)
  const { bureauRecheck: due } = store.t
  const own = and(eq(due.claim, id), eq(due.code, COMPARE))
  try {
    await compare(deps, row, by)
    await store.tx((q) => q.delete(due).where(own))
  } catch (error) {
    await store.tx((q) =>
      q
        .update(due)
        .set(putBehind(tries, error, clock.now()))
        .where(own),
    )
    throw error
  }
}

async function compare(
  deps: Needed,
  { claim, reading }: Uncompared,
  by: { indexPackage: typeof indexPackage },
): Promise<void> {
  const { store } = deps
  if (reading) return checkClaim(deps, claim.id, '重新比对后不再成立')
  if (claim.source === 'manual') return indexByHand(deps, claim, claim.id)
  const kept = await packageOf(store.read, store, claim)
  if (!kept) return
  const traces = tracesBeside(deps.packages.path(kept.sha256))
  await by.indexPackage(deps, claim, { package: kept.id, claim: claim.id, version: claim.version, traces })
}

/**
 * Notes that comparing a claim begins, before it does: what ends the whole process is not begun again at each of its starts but ever more seldom. Answers
 * how often it was tried before.
 */
async function beginTry({ store, clock }: Needed, id: string): Promise<number> {
  const { bureauRecheck: due } = store.t
  return store.tx(async (q) => {
    const own = and(eq(due.claim, id), eq(due.code, COMPARE))
    const [before] = await q.select().from(due).where(own)
    const tries = before?.tries ?? 0
    const stopped = before ? '上一次比对没有做完，服务器就停止了' : ''
    const row = {
      ...{ claim: id, code: COMPARE, reason: '比对', turn: 1, tries: tries + 1, problem: before?.problem || stopped },
      // A server that stopped once begins where it was.
      nextAt: clock.now() + (tries === 0 ? 0 : waitAfter(tries)),
    }
    await q
      .insert(due)
      .values(row)
      .onConflictDoUpdate({ target: [due.claim, due.code], set: row })
    return tries
  })
}

/**
 * Compares every claim of every bureau of this server that was not, one after the other; a claim that cannot be is told, and left for later, ever
 * longer. `stops` ends it before the next one.
 */
export async function compareRest(deps: Needed, stops: () => boolean = () => false): Promise<void> {
  const { packages } = deps
  if ((await toCompare(deps)).length === 0) return
  // What is being taken in at the moment is compared by its own job.
  await packages.inTurn(async () => {
    for (const { claim } of await toCompare(deps)) {
      if (stops()) return
      await compareClaim(deps, claim.id).catch((error: unknown) =>
        console.error(`comparing ${claim.number}:`, error instanceof Error ? error.message : typeof error),
      )
    }
  })
}

/** Without those that failed and whose time has not come again. */
async function toCompare({ store, clock }: Needed): Promise<Uncompared[]> {
  const { bureauRecheck: due } = store.t
  const waiting = await store.read
    .select({ claim: due.claim })
    .from(due)
    .where(and(eq(due.code, COMPARE), gt(due.nextAt, clock.now())))
  const later = new Set(waiting.map(({ claim }) => claim))
  return (await uncompared(store.read, store)).filter(({ claim }) => !later.has(claim.id))
}
