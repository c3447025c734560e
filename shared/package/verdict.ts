import type { Verdict } from '../api/bureau'
import type { Report } from './report'

/** What decides: everything else in a report is for people to read. */
export type Judged = Pick<Report, 'verdict' | 'findings'>

/**
 * What a verification came to. 不一致 (`disagrees`): something in the package contradicts itself, its signature or its figures. 有疑点
 * (`doubtful`): it agrees, but nobody the verifier trusts is known to have signed it, or the record holds findings that somebody should
 * look at. 一致 (`agrees`): neither. Findings that are only worth knowing raise no doubt.
 */
export function verdictOf({ verdict, findings }: Judged): Verdict {
  if (verdict === 'bad') return 'disagrees'
  const doubted = verdict === 'unconfirmed' || findings.some(({ severity }) => severity !== 'note')
  return doubted ? 'doubtful' : 'agrees'
}
