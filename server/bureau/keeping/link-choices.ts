import { asc, eq } from 'drizzle-orm'
import type { LinkChoices } from '../../../shared/api/bureau-links'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { inspectableClasses } from './inspect'

/** What a read-only link can be kept with: a class that is known, or another one of any 单位. */
export async function linkChoices(deps: Pick<Deps, 'store' | 'clock'>, actor: Actor): Promise<LinkChoices> {
  const classes = await inspectableClasses(deps, actor)
  const { t, read } = deps.store
  const firms = await read
    .select({ id: t.bureauFirm.id, name: t.bureauFirm.name })
    .from(t.bureauFirm)
    .where(eq(t.bureauFirm.organisation, actor.organisation))
    .orderBy(asc(t.bureauFirm.name), asc(t.bureauFirm.id))
  return { classes, firms }
}
