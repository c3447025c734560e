import { randomUUID } from 'node:crypto'
import { keptEverywhere } from '../bureau/keeping/kept-digests'
import type { Store } from '../db/store'
import type { Manifest } from './manifest'

/** The person of what the server does by itself. */
const NOBODY = '-'

/**
 * Sessions of then end; the server knows that it came back, and from when; every package that a bureau keeps by its rows and whose file is not among
 * `there` (SHA-256) stands as missing on its home, whether its copy was bad or it never had one. Returns the SHA-256 of these.
 */
export async function noteRestored(
  store: Store,
  { at }: Pick<Manifest, 'at'>,
  there: ReadonlySet<string>,
  now: number,
): Promise<string[]> {
  const { t } = store
  const value = JSON.stringify({ at: now, of: at })
  const missing = (await keptEverywhere(store)).filter(({ sha256 }) => !there.has(sha256))
  const read = { outcome: 'missing', by: NOBODY, at: now }
  await store.tx(async (q) => {
    await q.delete(t.session)
    await q
      .insert(t.setting)
      .values({ key: 'restored', value })
      .onConflictDoUpdate({ target: t.setting.key, set: { value } })
    for (let i = 0; i < missing.length; i += AT_ONCE) {
      const rows = missing.slice(i, i + AT_ONCE)
      await q
        .insert(t.bureauReverified)
        .values(rows.map(({ id, organisation }) => ({ id: randomUUID(), organisation, package: id, ...read })))
    }
  })
  return missing.map(({ sha256 }) => sha256)
}
const AT_ONCE = 200
