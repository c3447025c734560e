import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { openZip } from '../claim/open-zip'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Patience } from '../patience'
import { checkClaim } from './across/check-claim'
import { indexByHand, indexPackage } from './across/index-package'
import type { ReceivedClaim } from './bureau'
import { packageOf } from './review/kept-package'

type Needed = Pick<Deps, 'store' | 'clock' | 'packages'>

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
 * process can end in between. Throws what reading the package throws; the claim then stays as it was.
 */
export async function compareClaim(
  deps: Needed,
  id: string,
  by: { indexPackage: typeof indexPackage } = { indexPackage },
): Promise<void> {
  const { store } = deps
  const [row] = await uncompared(store.read, store, id)
  if (!row) return
  const { claim, reading } = row
  if (reading) return checkClaim(deps, id, '重新比对后不再成立')
  if (claim.source === 'manual') return indexByHand(deps, claim, id)
  const kept = await packageOf(store.read, store, claim)
  if (!kept) return
  const zip = await openZip(deps.packages.path(kept.sha256))
  try {
    await by.indexPackage(deps, claim, { package: kept.id, claim: id, version: claim.version, zip })
  } finally {
    zip.close()
  }
}

/**
 * Compares every claim of every bureau of this server that was not, one after the other; a claim that cannot be is told and left for a later time: its
 * package may take long to read. `stops` ends it before the next one.
 */
export async function compareRest(
  deps: Needed,
  stops: () => boolean = () => false,
  patience: Patience = new Patience(deps.clock, 0, 0),
): Promise<void> {
  const { store, packages } = deps
  const due = async () =>
    (await uncompared(store.read, store)).filter(({ claim }) => patience.isDue(`${claim.id} ${claim.version}`))
  if ((await due()).length === 0) return
  // What is being taken in at the moment is compared by its own job.
  await packages.inTurn(async () => {
    for (const { claim } of await due()) {
      if (stops()) return
      const what = `${claim.id} ${claim.version}`
      try {
        await compareClaim(deps, claim.id)
        patience.done(what)
      } catch (error) {
        patience.failed(what)
        console.error(`comparing ${claim.number}:`, error instanceof Error ? error.message : typeof error)
      }
    }
  })
}
