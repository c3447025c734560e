import { hoursOf } from './class-hours'
import type { PersonFacts } from './facts'
import { dateName, dateOf, isInForce } from './in-force'
import { readLevel } from './levels'
import type { RateTable } from './rates'
import { decimalText, exact, isLess, minus, plus } from './ratio'

export type RefusalCode =
  | 'date-unknown'
  | 'not-in-force'
  | 'standard-unknown'
  | 'category'
  | 'not-completed'
  | 'not-passed'
  | 'no-certificate'
  | 'too-few-hours'
  | 'project-taken'
  | 'level-taken'
  | 'higher-level-taken'
  | 'times-used-up'
  | 'one-at-a-time'
  | 'level-unknown'
  | 'trade-unknown'
  | 'cost-unknown'
  | 'no-hours'
  | 'wage-unknown'
  | 'no-share'
  | 'no-advance'

/** Why nothing can be paid, or nothing reckoned, with what to do about it in Chinese. */
export interface Refusal {
  code: RefusalCode
  message: string
}
export const refusal = (code: RefusalCode, message: string): Refusal => ({ code, message })

/** Whether the table says what is paid at all. */
export const unknownRefusal = ({ standard, title }: RateTable): Refusal | undefined =>
  standard.length > 0 ? undefined : refusal('standard-unknown', `“${title}”没有已知的补贴标准，请按当地文件填写标准`)

/** Whether the table is the one for this training. */
export function dateRefusal(facts: PersonFacts, table: RateTable): Refusal | undefined {
  const on = dateOf(facts, table)
  if (on === undefined) return refusal('date-unknown', `请填写${dateName(table)}：补贴标准按${dateName(table)}确定`)
  if (isInForce(facts, table)) return undefined
  const period = `${table.from} 起${table.to === undefined ? '' : `，至 ${table.to} 止`}`
  return refusal('not-in-force', `${dateName(table)} ${on} 不在本标准的施行期内（${period}）`)
}

/** Whether the person is one whom the table pays for. */
export function conditionRefusal(facts: PersonFacts, { conditions }: RateTable): Refusal | undefined {
  const { categories } = conditions
  if (categories && !facts.categories.some((one) => categories.includes(one)))
    return refusal('category', `人员类别不在补贴范围内（${categories.join('、')}）`)
  if (conditions.completed && !facts.completed) return refusal('not-completed', '未完成培训')
  if (conditions.passed && !facts.passed) return refusal('not-passed', '考核未合格')
  if (conditions.certificate && !facts.certificate) return refusal('no-certificate', '未取得证书')
  const level = readLevel(facts.level)
  const least = (level && conditions.leastHoursByLevel?.[level]) ?? conditions.leastHours
  const { online, offline } = hoursOf(facts)
  const done = plus(online, offline)
  if (least === undefined || !isLess(done, exact(least))) return undefined
  return refusal('too-few-hours', `课时不足 ${least}，还差 ${decimalText(minus(exact(least), done))} 课时`)
}
