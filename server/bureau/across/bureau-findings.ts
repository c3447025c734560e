import type { Severity } from '../../../shared/study/finding'
import type { Queries, Store } from '../../db/store'

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
  records: readonly { package: string; chain: string; seq: number }[]
}

/** The gravest first. */
export async function findingsOfClaim(
  _q: Queries,
  _store: Pick<Store, 't'>,
  _claim: { id: string; version: number },
): Promise<BureauFinding[]> {
  return []
}
