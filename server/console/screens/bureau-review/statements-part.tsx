import { stepWords } from '../../../../shared/api/bureau'
import type { ReviewAnswer } from '../../../../shared/api/bureau-review'
import { showTime } from '../../../../shared/calendar/beijing'
import { claimOutcomeNames, claimOutcomes } from '../../../../shared/claim/claim-decision'
import { reviews } from '../../client/bureau-review'
import { DownloadButton } from '../../parts/button'
import { State } from '../../parts/state'
import { decisionWords as words } from './decision-words'

const outcomeOf = (kind: string) => claimOutcomes.find((one) => one === kind)

/** What the bureau signed of a claim for its 单位, the newest first: decisions, and acts such as 重新审核 and 追回. */
export function StatementsPart({ claim: { id, statements } }: { claim: ReviewAnswer }) {
  if (statements.length === 0) return null
  return (
    <section class="stack-tight" aria-label={words.signed}>
      <h2>{words.signed}</h2>
      <p class="quiet small">{words.statementHelp}</p>
      {[...statements].reverse().map(({ hash, kind, at, takenBack }) => {
        const outcome = outcomeOf(kind)
        return (
          <div key={hash} class="row">
            <DownloadButton fetch={() => reviews.statement(id, hash)}>
              {outcome ? words.statement : words.act(stepWords(kind))}
            </DownloadButton>
            <span class="quiet small">
              {outcome && `${claimOutcomeNames[outcome]} `}
              {showTime(at)}
            </span>
            {takenBack && <State is="attention">{words.takenBack}</State>}
          </div>
        )
      })}
    </section>
  )
}
