import type { Attended } from '../../shared/study/facts'
import type { Queries, Store } from '../db/store'

/** What these seats attended offline and holds, the oldest first. */
export async function attendedOf(_q: Queries, _t: Store['t'], _seats: readonly string[]): Promise<Attended[]> {
  return []
}
