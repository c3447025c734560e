import { and, asc, eq, gte, lte, min } from 'drizzle-orm'
import * as v from 'valibot'
import type { Milliseconds } from '../../../shared/record/fields'
import type { Queries, Store } from '../../db/store'

/** A key of a 单位 that the bureau enrolled itself, never one from inside a package. */
export interface TrustedFirm {
  firm: string
  name: string
  /** The organisation's id on its own server, as it was when it had this key: a server that is built anew has another one. */
  their: string
  /** SPKI DER, base64url. */
  publicKey: string
  /** From when on the key counts, and until when; absent: it still does. */
  from: Milliseconds
  until?: Milliseconds
}

/**
 * Who signs with this package key, as the bureau's register says, or as it said at a moment (`asOf`); undefined where nobody does. Revoked
 * keys are answered with `until`.
 */
export async function firmOfKey(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  fingerprint: string,
  asOf?: Milliseconds,
): Promise<TrustedFirm | undefined> {
  const [row] = await q
    .select({ key: t.bureauKey, name: t.bureauFirm.name, their: t.bureauFirm.their })
    .from(t.bureauKey)
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauKey.firm))
    .where(and(eq(t.bureauKey.organisation, organisation), eq(t.bureauKey.key, fingerprint)))
  if (!row) return undefined
  const until = await endOf(q, { t }, row.key.id, asOf)
  const { firm, public: publicKey, from } = row.key
  return { firm, name: row.name, their: theirOf(row), publicKey, from, ...(until !== undefined && { until }) }
}

const holder = v.object({ body: v.object({ organisation: v.object({ id: v.string() }) }) })

/** By the file it was enrolled with; of one without a file, as the 单位 now says. */
function theirOf({ key: { statement }, their }: { key: { statement: string }; their: string }): string {
  const read = statement === '' ? undefined : v.safeParse(holder, JSON.parse(statement))
  return read?.success ? read.output.body.organisation.id : their
}

/** The earliest end of a key that was written down since a moment, with the reason it has; of a key that is enrolled here. */
export async function endSince(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  fingerprint: string,
  since: Milliseconds,
): Promise<{ until: Milliseconds; reason: string } | undefined> {
  const [row] = await q
    .select({ until: t.bureauKeyEnd.until, reason: t.bureauKeyEnd.reason })
    .from(t.bureauKeyEnd)
    .innerJoin(t.bureauKey, eq(t.bureauKey.id, t.bureauKeyEnd.key))
    .where(
      and(
        ...[eq(t.bureauKey.organisation, organisation), eq(t.bureauKey.key, fingerprint)],
        gte(t.bureauKeyEnd.at, since),
      ),
    )
    .orderBy(asc(t.bureauKeyEnd.until), asc(t.bureauKeyEnd.at))
    .limit(1)
  return row
}

/** The earliest end of a key, of those written down by `asOf`; a later one takes nothing back. */
export async function endOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  key: string,
  asOf?: Milliseconds,
): Promise<Milliseconds | undefined> {
  const [row] = await q
    .select({ until: min(t.bureauKeyEnd.until) })
    .from(t.bureauKeyEnd)
    .where(and(eq(t.bureauKeyEnd.key, key), asOf === undefined ? undefined : lte(t.bureauKeyEnd.at, asOf)))
  return row?.until == null ? undefined : Number(row.until)
}
