import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { Store } from '../db/store'
import type { Manifest } from './manifest'
import type { PackageCopy } from './package-list'

/** The person of what the server does by itself. */
const NOBODY = '-'

/** Sessions of then end; the server knows that it came back, and from when; packages that did not come stand as missing on the bureau's home. */
export async function noteRestored(
  store: Store,
  { at }: Pick<Manifest, 'at'>,
  missing: readonly PackageCopy[],
  now: number,
): Promise<void> {
  const { t } = store
  const value = JSON.stringify({ at: now, of: at })
  await store.tx(async (q) => {
    await q.delete(t.session)
    await q
      .insert(t.setting)
      .values({ key: 'restored', value })
      .onConflictDoUpdate({ target: t.setting.key, set: { value } })
    for (let i = 0; i < missing.length; i += AT_ONCE) {
      const rows = await q
        .select({ id: t.bureauPackage.id, organisation: t.bureauPackage.organisation })
        .from(t.bureauPackage)
        .where(
          inArray(
            t.bureauPackage.sha256,
            missing.slice(i, i + AT_ONCE).map(({ sha256 }) => sha256),
          ),
        )
      const read = { outcome: 'missing', by: NOBODY, at: now }
      if (rows.length > 0)
        await q
          .insert(t.bureauReverified)
          .values(rows.map(({ id, organisation }) => ({ id: randomUUID(), organisation, package: id, ...read })))
    }
  })
}
const AT_ONCE = 200
