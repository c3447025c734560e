import { randomUUID, X509Certificate } from 'node:crypto'
import { and, desc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { AuthorityRow, EndAuthority } from '../../../shared/api/bureau-authorities'
import { readCertificate } from '../../../shared/package/timestamp/certificate'
import { TIME_STAMPING } from '../../../shared/package/timestamp/extensions'
import type { Milliseconds } from '../../../shared/record/fields'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { requireBureau } from '../bureau'
import { namesOfMembers } from '../members'

/** Whose time stamps the bureau believes, and no longer does; the newest first. */
export async function listAuthorities({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<AuthorityRow[]> {
  requireBureau(actor, 'hr', 'auditor')
  const { bureauAuthority: of, bureauAuthorityEnd: end } = store.t
  const rows = await store.read
    .select({ of, end })
    .from(of)
    .leftJoin(end, eq(end.authority, of.id))
    .where(eq(of.organisation, actor.organisation))
    .orderBy(desc(of.at), desc(of.id))
  const nameOf = await namesOfMembers(store, actor.organisation)
  return rows.map(({ of: { organisation: _, der: __, by, ...row }, end: ended }) => ({
    ...{ ...row, by: nameOf(by) },
    ...(ended && { ended: { by: nameOf(ended.by), at: ended.at, reason: ended.reason } }),
  }))
}

/**
 * Believes the certificates of a PEM or DER file from now on; those that are there already are left. Packages that come in are verified with them. Throws
 * `bad-request` for a file that holds none, or one that may not stand behind a time stamp. Audited.
 */
export async function addAuthorities(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  file: Uint8Array,
): Promise<AuthorityRow[]> {
  requireBureau(actor, 'manager')
  const certificates = certificatesIn(file)
  const { organisation, member: by } = actor
  await store.tx(async (q) => {
    const known = new Set((await standing({ t: store.t, read: q }, organisation)).map(({ fingerprint }) => fingerprint))
    for (const certificate of certificates) {
      const fingerprint = fingerprintOf(certificate)
      if (known.has(fingerprint)) continue
      known.add(fingerprint)
      const [id, subject] = [randomUUID(), oneLine(certificate.subject)]
      await q.insert(store.t.bureauAuthority).values({
        ...{ id, organisation, fingerprint, subject, issuer: oneLine(certificate.issuer) },
        ...{ validFrom: Date.parse(certificate.validFrom), validTo: Date.parse(certificate.validTo) },
        ...{ der: certificate.raw.toString('base64url'), by, at: clock.now() },
      })
      await recordAudit(q, store, clock, actor, 'authority.add', id, { name: subject, fingerprint })
    }
  })
  return listAuthorities({ store }, actor)
}

/** Believes one no longer; packages that were verified keep their reports. Throws `not-found`. Audited. */
export async function removeAuthority(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  id: string,
  { reason }: EndAuthority,
): Promise<AuthorityRow[]> {
  requireBureau(actor, 'manager')
  const { organisation, member: by } = actor
  await store.tx(async (q) => {
    const row = (await standing({ t: store.t, read: q }, organisation)).find((one) => one.id === id)
    if (!row) throw new Refused('not-found', '没有这张证书，或者已经移除')
    await q.insert(store.t.bureauAuthorityEnd).values({ authority: id, organisation, reason, by, at: clock.now() })
    await recordAudit(q, store, clock, actor, 'authority.end', id, { name: row.subject, reason })
  })
  return listAuthorities({ store }, actor)
}

/** DER in base64url of every certificate that is believed now, or was at a moment (`asOf`). */
export const trustedAuthorities = async (
  { store }: Pick<Deps, 'store'>,
  organisation: string,
  asOf?: Milliseconds,
): Promise<readonly string[]> => (await standing(store, organisation, asOf)).map(({ der }) => der)

async function standing(
  { t, read }: Pick<Deps['store'], 't' | 'read'>,
  organisation: string,
  asOf = Number.MAX_SAFE_INTEGER,
) {
  const { bureauAuthority: of, bureauAuthorityEnd: end } = t
  const rows = await read
    .select({ of })
    .from(of)
    .leftJoin(end, eq(end.authority, of.id))
    .where(and(eq(of.organisation, organisation), lte(of.at, asOf), or(isNull(end.authority), gt(end.at, asOf))))
  return rows.map((row) => row.of)
}

function certificatesIn(file: Uint8Array): X509Certificate[] {
  const blocks = Buffer.from(file)
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  const certificates = (blocks ?? [file]).map(read)
  for (const one of certificates)
    if (!one.ca && !one.keyUsage?.includes(TIME_STAMPING))
      throw new Refused('bad-request', `“${oneLine(one.subject)}”不是时间戳机构或其上级机构的证书，请核对文件`)
  return certificates
}

function read(block: string | Uint8Array): X509Certificate {
  try {
    const certificate = new X509Certificate(block)
    // What verifies with it later reads it more strictly.
    readCertificate(certificate.raw)
    return certificate
  } catch {
    throw new Refused('bad-request', '这不是证书文件。请选择时间戳机构提供的 PEM 或 DER 证书（.pem、.crt、.cer、.der）')
  }
}

const fingerprintOf = ({ fingerprint256 }: X509Certificate) => fingerprint256.replaceAll(':', '').toLowerCase()
const oneLine = (name: string) => name.split('\n').join('，')
