import { and, asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { appeal as appealSchema } from '../../../shared/appeals'
import { APPEALS, type AppealsFile, evidenceFile } from '../../../shared/package/layout'
import type { Facts } from '../../../shared/study/facts'
import type { Deps } from '../../deps'
import { originalsOf } from '../../sources/originals'
import { addJson, type Sink } from './bag-writer'

type Packed = AppealsFile['appeals'][number]

/**
 * 申请复核 of a class with every decision, and the files that decisions, corrections and hours beyond the entries rest on; nothing
 * where there is none. A file already in `packed` is not packed again.
 */
export async function putAppeals(
  to: Sink,
  deps: Deps,
  { id, organisation }: { id: string; organisation: string },
  facts: Omit<Facts, 'receipts'>,
  packed: Set<string> = new Set(),
): Promise<void> {
  const appeals = await appealsOf(deps, id)
  if (appeals.length > 0) await addJson(to, APPEALS, { v: 1, appeals })
  const { corrections, imported, attended = [], results = [], certificates = [] } = facts
  const hashes = [
    ...appeals.flatMap(({ appeal, decisions }) => [appeal.picture?.hash, ...decisions.map(({ evidence }) => evidence)]),
    ...[...corrections, ...imported, ...attended, ...results, ...certificates].map(({ evidence }) => evidence),
  ].filter((hash) => hash !== undefined)
  await putEvidence(to, deps, organisation, hashes, packed)
}

/** These files, as far as the organisation has them; each once. */
export async function putEvidence(
  to: Sink,
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  organisation: string,
  hashes: readonly string[],
  packed: Set<string> = new Set(),
): Promise<void> {
  for (const hash of [...new Set(hashes)].sort()) {
    const bytes = packed.has(hash) ? undefined : await paperOf(deps, organisation, hash)
    if (!bytes) continue
    packed.add(hash)
    await to.add(evidenceFile(hash), bytes)
  }
}

/** A file somebody attached, or one that hours were imported from. */
async function paperOf(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  organisation: string,
  hash: string,
): Promise<Uint8Array | undefined> {
  const { t, read } = deps.store
  const [file] = await read
    .select({ bytes: t.evidence.bytes })
    .from(t.evidence)
    .where(and(eq(t.evidence.hash, hash), eq(t.evidence.organisation, organisation)))
  if (file) return new Uint8Array(Buffer.from(file.bytes, 'base64url'))
  return (await originalsOf(deps, read, organisation, [hash]))[0]?.bytes
}

async function appealsOf({ store: { t, read } }: Deps, classId: string): Promise<Packed[]> {
  const rows = await read
    .select({ appeal: t.appeal, decision: t.appealDecision })
    .from(t.appeal)
    .innerJoin(t.seat, eq(t.seat.id, t.appeal.seat))
    .leftJoin(t.appealDecision, eq(t.appealDecision.appeal, t.appeal.id))
    .where(eq(t.seat.class, classId))
    .orderBy(asc(t.appeal.at), asc(t.appeal.id), asc(t.appealDecision.at))
  const packed = new Map<string, Packed>()
  for (const { appeal: row, decision } of rows) {
    const known: Packed = packed.get(row.id) ?? {
      seat: row.seat,
      how: row.how === 'phone' || row.how === 'file' ? row.how : 'device',
      receivedAt: row.at,
      appeal: v.parse(appealSchema, JSON.parse(row.body)),
      ...(row.signature !== null && { signature: row.signature }),
      decisions: [],
    }
    packed.set(row.id, known)
    if (!decision) continue
    const { outcome, reason, evidence, correction, by, at } = decision
    known.decisions.push({
      outcome: outcome === 'accepted' || outcome === 'partly' ? outcome : 'rejected',
      reason,
      ...(evidence !== null && { evidence }),
      ...(correction !== null && { correction }),
      by,
      at,
    })
  }
  return [...packed.values()]
}
