import { stat } from 'node:fs/promises'
import { and, count, desc, eq, notInArray } from 'drizzle-orm'
import type { AuditAction } from '../../shared/api/audit-actions'
import { fingerprint } from '../../shared/record/batch'
import type { Actor } from '../access/actor'
import { claimOf } from '../claim/claims/claim-row'
import { claimData } from '../claim/claims/data'
import { recipientOf } from '../claim/package/delivery'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { planOf } from '../training/plan/plan-row'
import type { Asked } from './deliver'
import type { WorkFile } from './sendable'

/** A file that was made and has not got there whole. */
export interface MadeSendable {
  file: WorkFile
  sha256: string
  /** What it was made of, as `standOf` says. */
  of: string
}

/** ms for which one waits to be sent again, and how many of them do at most: a package of videos may have gigabytes. */
const KEPT = 86_400_000
const MOST = 5

type Work = Pick<Deps, 'work'>

/**
 * Files of this process whose sending broke off. Sent again as they are, the bureau goes on where it has them; made anew they would be other files there,
 * each with a place of its own until it is forgotten.
 */
export class Unfinished {
  readonly #files = new Map<string, MadeSendable & { timer: NodeJS.Timeout }>()

  constructor(readonly kept = KEPT) {}

  /** The one of this subject, which is the caller's from now on; undefined where there is none of what stands now. */
  async take({ work }: Work, asked: Asked, of: string): Promise<MadeSendable | undefined> {
    const made = this.#forget(nameOf(asked))
    if (!made) return undefined
    const there = await stat(made.file.path).catch(() => undefined)
    if (made.of === of && there?.size === made.file.bytes) return made
    await work.remove(made.file.path)
    return undefined
  }

  async keep(deps: Work, asked: Asked, { file, sha256, of }: MadeSendable): Promise<void> {
    const name = nameOf(asked)
    for (const old of [...this.#files.keys()].slice(0, Math.max(0, this.#files.size - MOST + 1)))
      await this.#drop(deps, old)
    const timer = setTimeout(() => void this.#drop(deps, name), this.kept).unref()
    this.#files.set(name, { file, sha256, of, timer })
  }

  async #drop({ work }: Work, name: string): Promise<void> {
    const made = this.#forget(name)
    if (made) await work.remove(made.file.path)
  }

  #forget(name: string): MadeSendable | undefined {
    const made = this.#files.get(name)
    clearTimeout(made?.timer)
    this.#files.delete(name)
    return made
  }
}

export const nameOf = ({ what, id }: Asked): string => `${what} ${id}`

/** Making and sending leave lines in the audit log, and so does looking: none of them changes what is sent. */
const unchanging: readonly AuditAction[] = [
  ...(['package.build', 'claim.package', 'claim.videos', 'sending.send'] as const),
  ...(['session.open', 'session.close', 'session.close-others', 'factor.recovery-used'] as const),
]

/** What a file of this subject is made of now: where it is the same, a file that was made before says the same. Throws `not-found`. */
export async function standOf(deps: Deps, actor: Actor, { what, id }: Asked): Promise<string> {
  const { store, keys } = deps
  const { t, read } = store
  const { organisation } = actor
  const { publicKey } = await keys.package(organisation)
  const common = [fingerprint(nodeCrypto, publicKey), await recipientOf(deps, organisation)]
  if (what === 'filing') return JSON.stringify([common, (await planOf(read, store, id, organisation)).filedAt])
  if (what === 'stage') {
    const [entries] = await read
      .select({ n: count() })
      .from(t.entry)
      .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
      .innerJoin(t.claim, eq(t.claim.claim, t.chain.claim))
      .where(eq(t.claim.class, id))
    const [acts] = await read
      .select({ n: count() })
      .from(t.audit)
      .where(and(eq(t.audit.organisation, organisation), notInArray(t.audit.action, [...unchanging])))
    return JSON.stringify([common, Number(entries?.n), Number(acts?.n)])
  }
  const { version } = await claimOf(read, store, id, organisation)
  const { dataHash } = await claimData(deps, actor, id)
  const scans = await read
    .select({ id: t.claimScan.id })
    .from(t.claimScan)
    .where(eq(t.claimScan.claim, id))
    .orderBy(desc(t.claimScan.at), desc(t.claimScan.id))
  return JSON.stringify([common, version, dataHash, scans])
}
