import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, inArray, lte, notExists, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type Verdict, verdicts } from '../../../shared/api/bureau'
import { isAsItCame, reverifyOutcomes } from '../../../shared/api/bureau-keeping'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { keptPackages, type StoredPackage } from './kept'

/** What a reading of a kept package came to. */
export interface Outcome {
  outcome: (typeof reverifyOutcomes)[number]
  /** The verifier's verdicts when the package came and now, where it ran. */
  was?: Verdict
  now?: Verdict
}

/** The newest reading counts, so each is later than those before, whatever the clock says. */
export async function putReading(
  q: Queries,
  { store: { t }, clock }: Pick<Deps, 'store' | 'clock'>,
  reading: Outcome & { organisation: string; package: string; by: string },
): Promise<void> {
  const of = t.bureauReverified
  const [last] = await q
    .select({ at: sql<number | null>`max(${of.at})` })
    .from(of)
    .where(eq(of.package, reading.package))
  const at = Math.max(clock.now(), Number(last?.at ?? 0) + 1)
  await q.insert(of).values({ id: randomUUID(), ...reading, at })
}

export interface Checked {
  outcome: string
  at: number
  /** Of what `differs`. */
  verdicts?: { was: Verdict; now: Verdict }
}

/** The newest reading of each package of a bureau; `which`: of those alone that came to this. */
export async function checkedPackages(
  { t, read }: Store,
  organisation: string,
  which?: SQL,
): Promise<Map<string, Checked>> {
  const of = t.bureauReverified
  const later = sql`NOT EXISTS (SELECT 1 FROM ${of} AS later WHERE later.package = ${of.package} AND later.at > ${of.at})`
  const rows = await read
    .select({ package: of.package, outcome: of.outcome, at: of.at, was: of.was, now: of.now })
    .from(of)
    .where(and(eq(of.organisation, organisation), which, later))
    .orderBy(desc(of.at))
  return new Map(
    rows.map(({ package: id, outcome, at, was, now }) => {
      const both = v.safeParse(bothVerdicts, { was, now })
      return [id, { outcome, at, ...(outcome === 'differs' && both.success && { verdicts: both.output }) }]
    }),
  )
}

const bothVerdicts = v.object({ was: v.picklist(verdicts), now: v.picklist(verdicts) })

const wrong = reverifyOutcomes.filter((outcome) => !isAsItCame(outcome))

/** How many kept packages have a newest reading that is not what came in. */
export async function countDamaged(store: Store, organisation: string): Promise<number> {
  const checked = await checkedPackages(store, organisation, inArray(store.t.bureauReverified.outcome, wrong))
  if (checked.size === 0) return 0
  return (await keptPackages(store, organisation)).filter(({ id }) => checked.has(id)).length
}

/** Kept packages that came before `since` and were not read after it. */
export async function unreadSince(store: Store, organisation: string, since: number): Promise<StoredPackage[]> {
  const { bureauPackage: of, bureauReverified: reading } = store.t
  const readLater = store.read
    .select({ one: sql`1` })
    .from(reading)
    .where(and(eq(reading.package, of.id), gt(reading.at, since)))
  return keptPackages(store, organisation, store.read, and(lte(of.at, since), notExists(readLater)))
}
