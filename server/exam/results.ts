import type { Certificate, ExamResult } from '../../shared/study/facts'
import type { Queries, Store } from '../db/store'

/** Results of these seats that hold, every attempt, the oldest first. */
export async function resultsOf(_q: Queries, _t: Store['t'], _seats: readonly string[]): Promise<ExamResult[]> {
  return []
}

/** Certificates of these seats that hold, the oldest first. */
export async function certificatesOf(_q: Queries, _t: Store['t'], _seats: readonly string[]): Promise<Certificate[]> {
  return []
}
