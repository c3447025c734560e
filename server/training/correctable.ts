import { Refused } from '../ledger/accept'
import type { TrainingClass } from './class-of'

/** A policy of version 1 of credit knows no corrections, and is frozen into its plan. Throws `conflict` before a decision that would change nothing is written down. */
export function demandCorrectable({ plan }: TrainingClass): void {
  if (plan.policy.credit === 1)
    throw new Refused(
      'conflict',
      '本班备案时的认定规则（算法第 1 版）不认更正，采纳或扣除不会改变学时。请在书面材料里说明，并与人社局商定',
    )
}
