import { columnsOf, type FourColumns } from '../../shared/study/columns'
import type { Deps } from '../deps'
import type { TrainingClass } from '../training/class-of'
import { evidenceOf, exceptionsOf } from './evidence'

/**
 * 签到 / 学习 / 答疑 / 测试 of these seats of a class, or of everybody who is on its roster now: from what is derived, whatever the
 * source. What the class page shows, and what a claim is checked by. `deriver.settle()` first where it must be of this moment.
 */
export async function fourColumns(
  { store }: Pick<Deps, 'store'>,
  trained: TrainingClass,
  seats?: readonly string[],
): Promise<Map<string, FourColumns>> {
  const { policy, id } = trained.plan
  const exceptions = await exceptionsOf(store, id)
  const evidence = await evidenceOf(store, trained, seats)
  return new Map(evidence.map((one) => [one.seat, columnsOf(one, policy, exceptions)]))
}
