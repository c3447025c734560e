import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import * as v from 'valibot'
import { digest } from '../../../shared/record/fields'
import type { Severity } from '../../../shared/study/finding'
import type { Queries, Store } from '../../db/store'
import type { EntryAt } from './found'
import { grades } from './kinds'

/** 疑点 of a claim at the bureau: of its own package's verification, or between packages. */
export interface BureauFinding {
  id: string
  code: string
  severity: Severity
  /** What it is, and what was seen, in words. */
  label: string
  detail: string
  /** What may be honest about it. */
  cause: string
  /** Ids of bureau_person rows of this claim. */
  people: readonly string[]
  /** Entries that show it; `package` where they lie in another one. */
  records: readonly EntryAt[]
  /** The claim it is held against; always one that came before. */
  other?: string
}

/** The gravest first, then as they were found. */
export async function findingsOfClaim(
  q: Queries,
  { t }: Pick<Store, 't'>,
  { id, version }: { id: string; version: number },
): Promise<BureauFinding[]> {
  const { bureauFinding } = t
  const rows = await q
    .select()
    .from(bureauFinding)
    .where(and(eq(bureauFinding.claim, id), eq(bureauFinding.version, version), isNull(bureauFinding.goneAt)))
    .orderBy(desc(bureauFinding.grade), asc(bureauFinding.foundAt), asc(bureauFinding.code), asc(bureauFinding.id))
  return rows.map(asFinding)
}

const ids = v.array(v.string())
const records = v.array(v.object({ package: v.string(), chain: digest, seq: v.number() }))

export function asFinding(row: Store['t']['bureauFinding']['$inferSelect']): BureauFinding {
  const { id, code, grade, label, detail, cause, other } = row
  return {
    ...{ id, code, label, detail, cause, severity: grades[grade] ?? 'check' },
    ...{ people: v.parse(ids, JSON.parse(row.people)), records: v.parse(records, JSON.parse(row.records)) },
    ...(other !== null && { other }),
  }
}
