import type { KeptRuling } from '../../../shared/api/bureau-review'
import { showYuan } from '../../../shared/claim/money'
import { exact, isLess, zero } from '../../../shared/claim/ratio'

/** Why somebody gets less than was asked, a sentence each: for the decision, the papers and the person. */
export function reasonsOf(ruling: KeptRuling): string[] {
  const { online, offline, incomplete, whole, money, reason } = ruling
  if (whole) return [`不予补贴：${reason}`]
  const some = (text: string) => isLess(zero, exact(text))
  const hours = [...(some(online) ? [`线上 ${online} 学时`] : []), ...(some(offline) ? [`线下 ${offline} 学时`] : [])]
  const taken = [
    ...(hours.length > 0 ? [`不予认定${hours.join('、')}`] : []),
    ...(incomplete ? ['未完成培训'] : []),
    ...(money > 0 ? [`核减 ${showYuan(money)}`] : []),
  ]
  return [`${taken.join('，')}：${reason}`, ...(ruling.refused === undefined ? [] : [ruling.refused])]
}
