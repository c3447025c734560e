import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Verdict } from '../../../shared/api/bureau'
import { bureauReport } from '../../../shared/api/bureau-intake'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import type { Say } from '../../jobs'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { verifiersOwn } from '../intake/judge'
import { keptPackages, type StoredPackage } from './kept'
import { type Outcome, putReading } from './readings'
import { verifyAgain } from './verify-again'

/** Runs the verifier over a kept package: `verifyAgain`. */
export type Again = typeof verifyAgain

/**
 * What a kept package is now: its bytes against its SHA-256, then the verdict of the verifier against the one when it came. A verifier that is newer
 * than the package says the same of it, or something is wrong with one of them.
 */
export async function outcomeOf(
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
  if (now === 'unlisted') return { outcome: 'bytes' }
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
