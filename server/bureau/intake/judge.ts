import type { Verdict } from '../../../shared/api/bureau'
import type { BureauReport } from '../../../shared/api/bureau-intake'
import type { Check } from '../../../shared/package/report'
import { verdictOf } from '../../../shared/package/verdict'
import type { Deps } from '../../deps'
import type { TrustedFirm } from '../register/trusted'
import { againstFiling, FILING_CHECK } from './against-filing'
import type { Desk } from './receive'
import type { Verified } from './verified'

export interface Judged {
  verdict: Verdict
  report: BureauReport
}

/** A verification with what the bureau's own register says beside it. */
export async function judge(
  { store }: Pick<Deps, 'store'>,
  organisation: string,
  { agreedFiling }: Pick<Desk, 'agreedFiling'>,
  firm: TrustedFirm | undefined,
  verified: Verified,
): Promise<Judged> {
  const report: BureauReport = { ...verified.report, doubts: [] }
  if (firm && verified.classes.length > 0) {
    const stated = new Map((verified.claim?.classes ?? []).map((one) => [one.class, one.filing]))
    const classes = []
    for (const about of verified.classes)
      classes.push({
        ...{ about, stated: stated.get(about.class.class.id) ?? '' },
        agreed: await agreedFiling(store.read, store, organisation, firm.firm, about.plan.id),
      })
    const { check, doubt } = againstFiling(classes)
    report.checks = [...report.checks, ownerCheck(firm, verified), check]
    if (doubt.problems.length > 0) report.doubts.push(doubt)
  }
  if (report.checks.some(({ problems }) => problems.length > 0)) report.verdict = 'bad'
  const found = verdictOf(report)
  return { report, verdict: found === 'agrees' && report.doubts.length > 0 ? 'doubtful' : found }
}

/** What the verification alone came to, of a report with what the register said beside it. */
export function verifiersOwn({ verdict, checks, findings }: BureauReport): Verdict {
  const judged = checks.some(({ title }) => title.startsWith(OWNER))
  const own = checks.filter(({ title }) => !title.startsWith(OWNER) && title !== FILING_CHECK)
  const failed = own.some(({ problems }) => problems.length > 0)
  // Whoever is in the register is confirmed; only what stands beside it can have made such a report bad.
  const whole = failed ? 'bad' : judged ? 'good' : verdict
  return verdictOf({ verdict: whole, findings })
}

const OWNER = '签名密钥在单位名录里登记给'

/** The key is one 单位's, and the package speaks of that one. */
function ownerCheck({ name, their }: TrustedFirm, { claim, classes }: Verified): Check {
  const stated = claim?.organisation ?? classes[0]?.class.organisation
  const other = their !== '' && stated !== undefined && stated.id !== their
  return {
    property: '真实性',
    title: `${OWNER}“${name}”，资料包是这个单位的`,
    problems: other ? [`资料包写的单位是“${stated.name}”`] : [],
  }
}
