import { and, eq } from 'drizzle-orm'
import { MAX_EVIDENCE } from '../../shared/appeals'
import { sha256Hex } from '../../shared/crypto'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'

export interface EvidenceFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** What a file begins with says what it is; whoever sends it does not. */
const kinds: readonly { type: string; extension: string; magic: readonly number[]; at?: number }[] = [
  { type: 'image/jpeg', extension: 'jpg', magic: [0xff, 0xd8, 0xff] },
  { type: 'image/png', extension: 'png', magic: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/webp', extension: 'webp', magic: [0x57, 0x45, 0x42, 0x50], at: 8 },
  { type: 'application/pdf', extension: 'pdf', magic: [0x25, 0x50, 0x44, 0x46] },
]

/** Keeps a picture or PDF by its hash; the same file again is the same row. Throws `too-large` and `file-refused`. Returns the hash. */
export async function keepEvidence(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  bytes: Uint8Array,
  at: number,
): Promise<string> {
  const kind = kinds.find(({ magic, at: from = 0 }) => magic.every((byte, i) => bytes[from + i] === byte))
  if (!kind) throw new Refused('file-refused', '附件只收图片（JPG、PNG、WebP）和 PDF，请另存后再上传')
  return keepFile(q, store, { organisation, bytes, ...kind, at })
}

/** Keeps any file that was read here, as it came, by its hash. Throws `too-large`. Returns the hash. */
export async function keepFile(
  q: Queries,
  { t }: Pick<Store, 't'>,
  file: { organisation: string; bytes: Uint8Array; type: string; extension: string; at: number },
): Promise<string> {
  const { organisation, bytes, type, extension, at } = file
  if (bytes.length > MAX_EVIDENCE) throw new Refused('too-large', '附件超过 2 MB，请压缩或裁剪后再上传')
  const hash = sha256Hex(nodeCrypto, bytes)
  await q
    .insert(t.evidence)
    .values({
      ...{ organisation, hash, name: `${hash.slice(0, 8)}.${extension}`, type, at },
      bytes: Buffer.from(bytes).toString('base64url'),
    })
    .onConflictDoNothing()
  return hash
}

/** A file that a decision will rest on. Audited. */
export async function uploadEvidence({ store, clock }: Deps, actor: Actor, bytes: Uint8Array): Promise<string> {
  requireRole(actor, 'hr')
  return store.tx(async (q) => {
    const hash = await keepEvidence(q, store, actor.organisation, bytes, clock.now())
    await recordAudit(q, store, clock, actor, 'evidence.keep', hash, { bytes: bytes.length })
    return hash
  })
}

/** Throws `bad-request` where no such file was uploaded here. */
export async function demandEvidence(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  hash: string | undefined,
): Promise<void> {
  if (hash === undefined) return
  const [row] = await q
    .select({ hash: t.evidence.hash })
    .from(t.evidence)
    .where(and(eq(t.evidence.organisation, organisation), eq(t.evidence.hash, hash)))
  if (!row) throw new Refused('bad-request', '没有找到依据文件，请重新上传')
}

/** A file of the actor's organisation. Audited: it may show anything. Throws `not-found`. */
export async function readEvidence({ store, clock }: Deps, actor: Actor, hash: string): Promise<EvidenceFile> {
  requireRole(actor, 'auditor')
  const { t } = store
  return store.tx(async (q) => {
    const [row] = await q
      .select()
      .from(t.evidence)
      .where(and(eq(t.evidence.organisation, actor.organisation), eq(t.evidence.hash, hash)))
    if (!row) throw new Refused('not-found', '没有这个依据文件')
    await recordAudit(q, store, clock, actor, 'evidence.show', hash)
    return { name: row.name, type: row.type, bytes: Buffer.from(row.bytes, 'base64url') }
  })
}
