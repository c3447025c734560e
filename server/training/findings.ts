import { desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type FindingRow, findingRow } from '../../shared/api'
import type { Actor } from '../access/actor'
import type { Deps } from '../deps'
import { type FindingCode, findingLabels } from '../ledger/finding'
import { classOf } from './class-of'

/** What checks found in a class, the newest first, and what they found about the server itself. */
export async function listFindings({ store }: Deps, actor: Actor, classId: string): Promise<FindingRow[]> {
  await classOf(store, classId, actor.organisation)
  const { t, read } = store
  const rows = await read
    .select({ finding: t.finding, number: t.seat.number, name: t.person.name })
    .from(t.finding)
    .leftJoin(t.seat, eq(t.seat.id, t.finding.seat))
    .leftJoin(t.person, eq(t.person.id, t.seat.person))
    .orderBy(desc(t.finding.at))
  return rows
    .filter(({ finding }) => finding.class === classId || finding.organisation === '')
    .map(({ finding, number, name }) => ({
      id: finding.id,
      code: finding.code,
      label: isCode(finding.code) ? findingLabels[finding.code] : finding.code,
      ...(finding.seat !== null && { seat: finding.seat }),
      ...(number !== null && { number }),
      ...(name !== null && { name }),
      detail: finding.detail,
      entries: v.parse(findingRow.entries.entries, JSON.parse(finding.entries)),
      at: finding.at,
    }))
}

const isCode = (code: string): code is FindingCode => code in findingLabels
