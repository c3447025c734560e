import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { keptPackages } from '../keeping/kept'
import { putReading } from '../keeping/readings'
import { bytesNow } from '../keeping/reverify'

/**
 * Puts a kept package right whose file on the disk is damaged or gone, from the same bytes at `path`; nothing where it is whole, or was disposed of.
 * Answers whether it was. Audited.
 */
export async function restorePackage(
  deps: Pick<Deps, 'store' | 'clock' | 'packages'>,
  actor: Actor,
  { id, sha256, path }: { id: string; sha256: string; path: string },
): Promise<boolean> {
  const { store, clock, packages } = deps
  const kept = (await keptPackages(store, actor.organisation)).find((one) => one.id === id)
  if (!kept || (await bytesNow(deps, sha256)) === 'same') return false
  await packages.keepAgain(path, sha256)
  const outcome = await bytesNow(deps, sha256)
  await store.tx(async (q) => {
    await putReading(q, deps, { organisation: actor.organisation, package: id, outcome, by: actor.member })
    await recordAudit(q, store, clock, actor, 'package.restore', id, { name: kept.name, outcome })
  })
  return outcome === 'same'
}
