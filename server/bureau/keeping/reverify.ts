import { createHash, randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { finishPackageDisposals } from './dispose'
import { keptPackages, type StoredPackage } from './kept'

type Needed = Pick<Deps, 'store' | 'clock' | 'packages'>

/** Every kept package is read again within this time, ms: a disk that rots is found while backups still have the file. */
export const READ_AGAIN = 30 * 86_400_000
const HOUR = 3_600_000
/** By the server itself. */
const NOBODY = '-'

/** What the bytes of a package are now. What they meant was verified when they came, and the same bytes mean the same. */
export async function outcomeOf({ packages }: Pick<Deps, 'packages'>, sha256: string) {
  if (!(await packages.has(sha256))) return 'missing' as const
  const hash = createHash('sha256')
  for await (const part of packages.read(sha256)) hash.update(part)
  return hash.digest('hex') === sha256 ? ('same' as const) : ('changed' as const)
}

/** Reads a package again now. Throws `not-found`, also for one that was disposed of. Audited. */
export async function reverify(deps: Needed, actor: Actor, id: string): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const found = (await keptPackages(store, actor.organisation)).find((one) => one.id === id)
  if (!found) throw new Refused('not-found', '没有这个资料包，或者已经销毁')
  const outcome = await outcomeOf(deps, found.sha256)
  await store.tx(async (q) => {
    await putReading(q, deps, { organisation: actor.organisation, package: id, outcome, by: actor.member })
    await recordAudit(q, store, clock, actor, 'package.reverify', id, { name: found.name, outcome })
  })
}

/** The newest reading counts, so each is later than those before, whatever the clock says. */
export async function putReading(
  q: Queries,
  { store: { t }, clock }: Pick<Deps, 'store' | 'clock'>,
  reading: { organisation: string; package: string; outcome: string; by: string },
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
}

/** The newest reading of each package of a bureau. */
export async function checkedPackages({ t, read }: Store, organisation: string): Promise<Map<string, Checked>> {
  const of = t.bureauReverified
  const later = sql`NOT EXISTS (SELECT 1 FROM ${of} AS later WHERE later.package = ${of.package} AND later.at > ${of.at})`
  const rows = await read
    .select({ package: of.package, outcome: of.outcome, at: of.at })
    .from(of)
    .where(and(eq(of.organisation, organisation), later))
    .orderBy(desc(of.at))
  return new Map(rows.map(({ package: id, ...checked }) => [id, checked]))
}

/** Packages whose newest reading is not what came in. */
export async function damagedPackages(store: Store, organisation: string): Promise<(StoredPackage & Checked)[]> {
  const checked = await checkedPackages(store, organisation)
  const damaged = [...checked.values()].some(({ outcome }) => outcome !== 'same')
  if (!damaged) return []
  return (await keptPackages(store, organisation)).flatMap((one) => {
    const { outcome, at } = checked.get(one.id) ?? { outcome: 'same', at: one.at }
    return outcome === 'same' ? [] : [{ ...one, outcome, at }]
  })
}

/** Reads kept packages again by itself, one after the other, whenever one is due. */
export class Reverifier {
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(readonly deps: Needed) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking
        .then(() => this.look())
        .catch((error: unknown) => console.error('re-verification:', error))
    }, HOUR).unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#looking
  }

  /** Finishes disposals that a crash left half done, and reads everything that is due. */
  async look(): Promise<void> {
    const { store, clock } = this.deps
    await finishPackageDisposals(this.deps)
    const { t, read } = store
    const bureaus = await read
      .select({ id: t.organisation.id })
      .from(t.organisation)
      .where(and(eq(t.organisation.kind, 'bureau'), isNull(t.organisation.stoppedAt)))
      .orderBy(asc(t.organisation.id))
    for (const { id: organisation } of bureaus) {
      const checked = await checkedPackages(store, organisation)
      for (const one of await keptPackages(store, organisation)) {
        if (this.#closed) return
        if ((checked.get(one.id)?.at ?? one.at) > clock.now() - READ_AGAIN) continue
        const outcome = await outcomeOf(this.deps, one.sha256)
        const row = { organisation, package: one.id, outcome, by: NOBODY }
        await store.tx((q) => putReading(q, this.deps, row))
      }
    }
  }
}
