import type { RecoveryRequest } from '../../../shared/api/bureau-review'
import type { Fen } from '../../../shared/claim/money'

/** A row of 追回; `person` is empty where it is of the claim as a whole. */
export interface Recovered {
  person: string
  kind: string
  amount: Fen
}

/**
 * The most that can still be demanded back, or come back, of somebody or (`person` empty) of the claim. Both limits hold at once: what is
 * demanded of the whole claim, by person or not, is never more than was paid for it, and of somebody never more than was paid for them; what
 * came back never more than was demanded, of them or of all together.
 */
export function recoverable(
  { person, kind }: Pick<RecoveryRequest, 'person' | 'kind'>,
  paid: { person: Fen; claim: Fen },
  rows: readonly Recovered[],
): Fen {
  const sum = (which: RecoveryRequest['kind'], of?: string): Fen =>
    rows
      .filter((row) => row.kind === which && (of === undefined || row.person === of))
      .reduce((total, { amount }) => total + amount, 0)
  const all = kind === 'demanded' ? paid.claim - sum('demanded') : sum('demanded') - sum('received')
  if (person === '') return Math.max(0, all)
  const demanded = Math.min(paid.person, sum('demanded', person) + sum('demanded', ''))
  const own = kind === 'demanded' ? paid.person - sum('demanded', person) : demanded - sum('received', person)
  return Math.max(0, Math.min(all, own))
}
