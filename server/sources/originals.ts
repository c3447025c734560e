import { and, eq, inArray } from 'drizzle-orm'
import { sha256Hex } from '../../shared/crypto'
import { platformName } from '../../shared/sources/platforms'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Queries } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { typeOf } from './open-tables'

/** Bound to organisation and content. */
const rowOf = (organisation: string, hash: string) => `${organisation}/${hash}/import`

/** Keeps a file as it came, encrypted, by its hash; the same again is the same row. */
export async function keepOriginal(
  { store: { t }, secrets, clock }: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  q: Queries,
  organisation: string,
  bytes: Uint8Array,
): Promise<string> {
  const hash = sha256Hex(nodeCrypto, bytes)
  const cipher = secrets.encrypt(Buffer.from(bytes).toString('base64url'), rowOf(organisation, hash))
  await q
    .insert(t.importFile)
    .values({ organisation, hash, type: typeOf(bytes), size: bytes.length, cipher, at: clock.now() })
    .onConflictDoNothing()
  return hash
}

/** Files of an organisation as they came, those of these hashes that there are. */
export async function originalsOf(
  { store: { t }, secrets }: Pick<Deps, 'store' | 'secrets'>,
  q: Queries,
  organisation: string,
  hashes: readonly string[],
): Promise<{ hash: string; type: string; bytes: Uint8Array }[]> {
  if (hashes.length === 0) return []
  const rows = await q
    .select()
    .from(t.importFile)
    .where(and(eq(t.importFile.organisation, organisation), inArray(t.importFile.hash, [...hashes])))
  return rows.map(({ hash, type, cipher }) => ({
    hash,
    type,
    bytes: new Uint8Array(Buffer.from(secrets.decrypt(cipher, rowOf(organisation, hash)), 'base64url')),
  }))
}

/** The file of an import, to look at. Audited: it may hold ID numbers. Throws `not-found`. */
export async function readOriginal(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  return store.tx(async (q) => {
    const [batch] = await q
      .select({ hash: t.importBatch.hash, name: t.importBatch.name, platform: t.importBatch.platform })
      .from(t.importBatch)
      .innerJoin(t.class, eq(t.class.id, t.importBatch.class))
      .where(
        and(eq(t.importBatch.id, id), eq(t.importBatch.source, '乙'), eq(t.class.organisation, actor.organisation)),
      )
    const [file] = batch ? await originalsOf(deps, q, actor.organisation, [batch.hash]) : []
    if (!batch || !file) throw new Refused('not-found', '没有这次导入的文件')
    await recordAudit(q, store, clock, actor, 'source.show', id, { name: platformName(batch.platform) })
    return { name: batch.name, type: file.type, bytes: file.bytes }
  })
}
