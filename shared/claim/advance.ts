import { type Amount, amountOf, refusedAmount } from './amount'
import { hoursInWords, payableOf, pick } from './class-hours'
import type { PersonFacts } from './facts'
import { limitRefusal } from './limits'
import { Lines } from './lines'
import { type Fen, ofYuan, showStandard } from './money'
import type { RateTable } from './rates'
import { minus, percent, thousandths, times, whole } from './ratio'
import { dateRefusal, refusal } from './refusal'

/**
 * 预拨: what may be paid before a training ends, taking it as completed as planned. Reckoned from the table's own
 * yuan an hour where it names one (the standard need not be known then), otherwise from the expected amount.
 */
export function advanceOf(facts: PersonFacts, table: RateTable): Amount {
  const { advance } = table
  if (!advance) return refusedAmount(refusal('no-advance', '本标准没有预拨的规定'))
  const refused = dateRefusal(facts, table) ?? limitRefusal(facts, table)
  if (refused) return refusedAmount(refused)
  const asPlanned = { ...facts, hours: facts.planned ?? facts.hours, completed: true, passed: true, certificate: true }
  const lines = new Lines(table.rounding)
  if (advance.perHour === undefined) {
    const expected = amountOf(asPlanned, table)
    if (expected.refused) return expected
    lines.add('预计补贴', expected.lines.map(({ formula }) => formula).join('；'), whole(expected.total))
  } else {
    const formula = `${showStandard(advance.perHour)}/课时 × ${hoursInWords(asPlanned, 'online')}`
    lines.add('线上培训补贴预算', formula, times(ofYuan(advance.perHour), pick(payableOf(asPlanned), 'online')))
  }
  const less = times(lines.exact, minus(thousandths(advance.share), whole(1)))
  lines.add('预拨比例', `预拨 ${percent(advance.share)}，其余培训结束后结算`, less)
  return { lines: lines.all, total: lines.total }
}

/** What is still to be paid of a claim after an advance, and what of the advance was too much and goes back, 分. */
export const settle = (total: Fen, advanced: Fen): { payable: Fen; toReturn: Fen } => ({
  payable: Math.max(0, total - advanced),
  toReturn: Math.max(0, advanced - total),
})
