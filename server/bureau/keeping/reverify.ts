import { createHash, randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type Verdict, verdicts } from '../../../shared/api/bureau'
import { bureauReport } from '../../../shared/api/bureau-intake'
import type { reverifyOutcomes } from '../../../shared/api/bureau-keeping'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import type { Say } from '../../jobs'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { verifiersOwn } from '../intake/judge'
import { finishPackageDisposals } from './dispose'
import { keptPackages, type StoredPackage } from './kept'
import { verifyAgain } from './verify-again'

/** Every kept package is read and verified again within this time, ms: a disk that rots is found while backups still have the file. */
export const READ_AGAIN = 30 * 86_400_000
const HOUR = 3_600_000
/** By the server itself. */
const NOBODY = '-'

/** Runs the verifier over a kept package: `verifyAgain`. */
export type Again = typeof verifyAgain

interface Outcome {
  outcome: (typeof reverifyOutcomes)[number]
  /** The verifier's verdicts when the package came and now, where it ran. */
  was?: Verdict
  now?: Verdict
}

/**
 * What a kept package is now: its bytes against its SHA-256, then the verdict of the verifier against the one when it came. A verifier that is newer
 * than the package says the same of it, or something is wrong with one of them.
 */
async function outcomeOf(
  deps: Deps,
  organisation: string,
  one: StoredPackage,
  say: Say,
  again: Again,
): Promise<Outcome> {
  const bytes = await bytesNow(deps, one.sha256)
  if (bytes !== 'same') return { outcome: bytes }
  const was = await verdictThen(deps, one.id)
  const now = await again(deps, organisation, one, say)
  return { outcome: now === was ? 'same' : 'differs', was, now }
}

/** Whether a kept file still has the bytes that came in. */
export async function bytesNow(
  { packages }: Pick<Deps, 'packages'>,
  sha256: string,
): Promise<'same' | 'missing' | 'changed'> {
  if (!(await packages.has(sha256))) return 'missing'
  const hash = createHash('sha256')
  for await (const part of packages.read(sha256)) hash.update(part)
  return hash.digest('hex') === sha256 ? 'same' : 'changed'
}

async function verdictThen({ store: { t, read } }: Pick<Deps, 'store'>, id: string): Promise<Verdict> {
  const { bureauPackage: of } = t
  const [row] = await read.select({ report: of.report }).from(of).where(eq(of.id, id))
  return verifiersOwn(v.parse(bureauReport, JSON.parse(row?.report ?? '')))
}

/** Reads and verifies a package again now, as a job. Throws `not-found`, also for one that was disposed of. Audited. */
export async function reverify(deps: Deps, actor: Actor, id: string, again: Again = verifyAgain): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { organisation } = actor
  const found = (await keptPackages(store, organisation)).find((one) => one.id === id)
  if (!found) throw new Refused('not-found', '没有这个资料包，或者已经销毁')
  return deps.jobs.start(actor, '排队等候', (say) =>
    deps.packages.inTurn(async () => {
      const outcome = await outcomeOf(deps, organisation, found, say, again)
      await store.tx(async (q) => {
        await putReading(q, deps, { organisation, package: id, ...outcome, by: actor.member })
        const details = { name: found.name, outcome: outcome.outcome }
        await recordAudit(q, store, clock, actor, 'package.reverify', id, details)
      })
      return undefined
    }),
  )
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

/** The newest reading of each package of a bureau. */
export async function checkedPackages({ t, read }: Store, organisation: string): Promise<Map<string, Checked>> {
  const of = t.bureauReverified
  const later = sql`NOT EXISTS (SELECT 1 FROM ${of} AS later WHERE later.package = ${of.package} AND later.at > ${of.at})`
  const rows = await read
    .select({ package: of.package, outcome: of.outcome, at: of.at, was: of.was, now: of.now })
    .from(of)
    .where(and(eq(of.organisation, organisation), later))
    .orderBy(desc(of.at))
  return new Map(
    rows.map(({ package: id, outcome, at, was, now }) => {
      const both = v.safeParse(bothVerdicts, { was, now })
      return [id, { outcome, at, ...(outcome === 'differs' && both.success && { verdicts: both.output }) }]
    }),
  )
}

const bothVerdicts = v.object({ was: v.picklist(verdicts), now: v.picklist(verdicts) })

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

/** The server stops; what was under way is done after the next start. */
class Stopping extends Error {
  override name = 'Stopping'
}

/** Reads and verifies kept packages again by itself, one after the other, whenever one is due. */
export class Reverifier {
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(
    readonly deps: Deps,
    readonly again: Again = verifyAgain,
  ) {}

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
        await this.#one(organisation, one)
      }
    }
  }

  /** What goes wrong with one keeps nobody from the next; it is tried again in an hour. */
  async #one(organisation: string, one: StoredPackage): Promise<void> {
    const say = () => {
      if (this.#closed) throw new Stopping()
    }
    try {
      const outcome = await this.deps.packages.inTurn(() => outcomeOf(this.deps, organisation, one, say, this.again))
      const row = { organisation, package: one.id, ...outcome, by: NOBODY }
      await this.deps.store.tx((q) => putReading(q, this.deps, row))
    } catch (error) {
      if (!(error instanceof Stopping)) console.error('re-verification:', error)
    }
  }
}
