import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { sha256Hex } from '../../../shared/crypto'
import type { Milliseconds } from '../../../shared/record/fields'
import { nodeCrypto } from '../../crypto'
import type { Queries, Store } from '../../db/store'
import { chunksOf } from '../../training/roster/chunks'
import type { ReceivedClaim } from '../bureau'
import { grades } from './kinds'
import type { Worded } from './own-findings'

/**
 * Makes the findings of a version of a claim these (of one kind only, where `code` names it): what is found again keeps its id and when it was
 * first found; what is no longer found stays, marked as gone, with `why` beside it for good.
 */
export async function replaceFindings(
  q: Queries,
  { t }: Pick<Store, 't'>,
  claim: Pick<ReceivedClaim, 'id' | 'version' | 'organisation'>,
  found: readonly Worded[],
  { at, why, code }: { at: Milliseconds; why: string; code?: string },
): Promise<void> {
  const { bureauFinding } = t
  const known = new Map(
    (
      await q
        .select()
        .from(bureauFinding)
        .where(
          and(
            eq(bureauFinding.claim, claim.id),
            eq(bureauFinding.version, claim.version),
            code === undefined ? undefined : eq(bureauFinding.code, code),
          ),
        )
    ).map((row) => [row.id, row]),
  )
  const added: (typeof bureauFinding.$inferInsert)[] = []
  const wanted = new Set<string>()
  for (const one of found) {
    const id = idOf(claim, one)
    if (wanted.has(id)) continue
    wanted.add(id)
    const said = {
      ...{ grade: grades.indexOf(one.severity), label: one.label, cause: one.cause, detail: one.detail },
      ...{ people: JSON.stringify(one.people), records: JSON.stringify(one.records), other: one.other ?? null },
      goneAt: null,
    }
    const before = known.get(id)
    if (!before) {
      const { id: of, version, organisation } = claim
      added.push({ ...said, id, organisation, claim: of, version, code: one.code, key: one.key, foundAt: at })
    } else if (
      before.detail !== said.detail ||
      before.people !== said.people ||
      before.records !== said.records ||
      before.goneAt !== null
    )
      await q.update(bureauFinding).set(said).where(eq(bureauFinding.id, id))
  }
  for (const chunk of chunksOf(added)) await q.insert(bureauFinding).values([...chunk])
  for (const [id, { goneAt }] of known) {
    if (wanted.has(id) || goneAt !== null) continue
    await q
      .update(bureauFinding)
      .set({ goneAt: at })
      .where(and(eq(bureauFinding.id, id), isNull(bureauFinding.goneAt)))
    const { id: of, version, organisation } = claim
    const lift = { id: randomUUID(), organisation, finding: id, claim: of, version, reason: why, at }
    await q.insert(t.bureauFindingLift).values(lift)
  }
}

const idOf = ({ id, version }: Pick<ReceivedClaim, 'id' | 'version'>, { code, key }: Worded): string =>
  sha256Hex(nodeCrypto, JSON.stringify([id, version, code, key])).slice(0, 32)
