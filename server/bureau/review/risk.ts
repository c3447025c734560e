import type { Verdict } from '../../../shared/api/bureau'
import type { Risk, RiskFormula } from '../../../shared/api/bureau-risk'
import { type Fen, showYuan } from '../../../shared/claim/money'
import type { Severity } from '../../../shared/study/finding'

/** What a claim's risk is made of; nothing else is looked at. */
export interface RiskFacts {
  verdict?: Verdict
  manual: boolean
  /** Held against all other claims and the lists. */
  compared: boolean
  findings: Readonly<Record<Severity, number>>
  /** Claims of the same 单位 that came before this one, and those of them with something held against them. */
  earlier: number
  before: number
  people: number
  /** Whose amount the bureau reckons otherwise. */
  differing: number
  asked: Fen
}

/** Of a claim that is not in the index yet, or was not looked at after something changed. */
export const UNCOMPARED = '还没有与其他申报比对'

/** Points by the formula, each with its reason, the heaviest first. Pure. */
export function riskOf(facts: RiskFacts, formula: RiskFormula): Risk {
  const { findings, people, differing } = facts
  const reasons: Risk['reasons'] = []
  const add = (points: number, label: string) => {
    if (points > 0) reasons.push({ label, points })
  }
  if (!facts.compared) add(formula.disagrees, UNCOMPARED)
  if (facts.verdict === 'disagrees') add(formula.disagrees, '资料包核验不一致')
  if (facts.verdict === 'doubtful') add(formula.doubtful, '资料包核验有疑点')
  if (facts.manual) add(formula.manual, '手工申报，未经逐段核验')
  const found = (['serious', 'check', 'note'] as const).reduce((sum, one) => sum + findings[one] * formula[one], 0)
  add(
    Math.min(found, formula.mostOfFindings),
    `疑点：重点核实 ${findings.serious} 项、核实 ${findings.check} 项、了解 ${findings.note} 项`,
  )
  const tenths = people === 0 ? 0 : Math.ceil((differing * 10) / people)
  add(tenths * formula.reckoned, `${differing} 人的金额与本局复算不同`)
  if (facts.earlier === 0) add(formula.newFirm, '该单位第一次申报')
  add(
    Math.min(facts.before * formula.before, formula.mostOfBefore),
    `该单位以前有 ${facts.before} 份被退回、核减或追回`,
  )
  if (facts.asked >= formula.large.amount) add(formula.large.points, `申请金额达到 ${showYuan(formula.large.amount)}`)
  const score = Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  )
  return { score, reasons: reasons.toSorted((a, b) => b.points - a.points) }
}

/** How many tickets somebody has in the lottery. Pure. */
export function ticketsOf(
  { findings, manual, score }: { findings: Readonly<Record<Severity, number>>; manual: boolean; score: number },
  { lottery }: RiskFormula,
): number {
  const { base, serious, check, note, perPoints, most } = lottery
  const doubts = findings.serious * serious + findings.check * check + findings.note * note
  const ofClaim = perPoints === 0 ? 0 : Math.floor(score / perPoints)
  return Math.min(most, base + doubts + (manual ? lottery.manual : 0) + ofClaim)
}
