import { and, eq, isNull, ne } from 'drizzle-orm'
import type { WitnessState } from '../../shared/api/witness'
import type { Actor } from '../access/actor'
import { recordAudit } from '../access/audit'
import { NoAnswer } from '../ask-server'
import { requireBureau } from '../bureau/bureau'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { logOf, witnessedLogs, witnessPlace } from './desk'
import { lookAt, showKnown } from './look'
import { MemoryBroken } from './memory'
import type { Observed } from './observe'
import { HttpSource } from './source'
import { readWitness } from './state'

/** ms between two looks over the network: what a server shows within an hour cannot be taken back later. */
const EVERY = 3_600_000

type Log = Awaited<ReturnType<typeof logOf>>

/**
 * One look at a log where it can be asked; its server gets the statement, or is shown what was seen where it was refused. What kept it from being
 * done stands beside the log until the next look. Undefined where it was not done, also because `stop` ended it, which stands nowhere.
 */
async function lookOver(
  deps: Deps,
  organisation: string,
  log: Log,
  fetcher: typeof fetch,
  stop?: AbortSignal,
): Promise<Observed | undefined> {
  const { store, clock } = deps
  const { witnessLook } = store.t
  const source = new HttpSource(log.address, stop ? until(stop, fetcher) : fetcher)
  let observed: Observed | undefined
  let problem = ''
  try {
    observed = await lookAt(deps, await witnessPlace(deps, organisation), log.fingerprint, source)
    if (observed.verdict === 'good') await source.deliver(observed.cosigned)
    else await showKnown(source, observed)
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof MemoryBroken || error instanceof Refused)) throw error
    if (stop?.aborted) return undefined
    problem = error.message
  }
  const set = { at: clock.now(), problem }
  await store.tx((q) =>
    q
      .insert(witnessLook)
      .values({ log: log.id, ...set })
      .onConflictDoUpdate({ target: witnessLook.log, set }),
  )
  return observed
}

/** What is asked by this ends at `stop`, whatever else would end it. */
const until =
  (stop: AbortSignal, fetcher: typeof fetch): typeof fetch =>
  (input, init) =>
    fetcher(input, { ...init, signal: AbortSignal.any([stop, ...(init?.signal ? [init.signal] : [])]) })

/** A look now, because somebody asks. Throws `not-found`, `bad-request` for a log without address. Audited where it was done. */
export async function lookNow(
  deps: Deps,
  actor: Actor,
  id: string,
  fetcher: typeof fetch = fetch,
): Promise<WitnessState> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const log = await logOf(store.read, deps, actor, id)
  if (log.address === '') throw new Refused('bad-request', '这个单位没有登记网址，请用封存日志文件备查')
  const observed = await lookOver(deps, actor.organisation, log, fetcher)
  if (observed) {
    const good = observed.verdict === 'good'
    const reason = good ? observed.findings.join('；') : observed.sentence
    await store.tx((q) =>
      recordAudit(q, store, clock, actor, good ? 'witness.cosign' : 'witness.refuse', id, { name: log.name, reason }),
    )
  }
  return readWitness(deps, actor)
}

/** Looks by itself, every hour, at every log with an address: one that gives no answer keeps nobody from the next. */
export class WitnessRounds {
  #timer: NodeJS.Timeout | undefined
  #going: Promise<void> = Promise.resolve()
  readonly #stop = new AbortController()

  constructor(
    readonly deps: Deps,
    readonly fetcher: typeof fetch = fetch,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#going = this.#going.then(() => this.look()).catch((error: unknown) => console.error('witnessing:', error))
    }, EVERY).unref()
  }

  /** Ends what is being asked; no look begins after this. Resolves when none is under way. */
  async close(): Promise<void> {
    this.#stop.abort()
    clearInterval(this.#timer)
    await this.#going
  }

  async look(): Promise<void> {
    const { t, read } = this.deps.store
    const bureaus = await read
      .selectDistinct({ id: t.witnessLog.organisation })
      .from(t.witnessLog)
      .innerJoin(t.organisation, eq(t.organisation.id, t.witnessLog.organisation))
      .where(and(ne(t.witnessLog.address, ''), isNull(t.organisation.stoppedAt)))
    for (const { id } of bureaus)
      for (const log of await witnessedLogs(read, this.deps, id))
        if (log.address !== '' && !this.#stop.signal.aborted)
          await lookOver(this.deps, id, log, this.fetcher, this.#stop.signal)
  }
}
