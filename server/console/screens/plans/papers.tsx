import type { PlanAnswer } from '../../../../shared/api/plans'
import { planType } from '../../../../shared/plan/types'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Note } from '../../parts/note'
import { SendButton, SendHint, SendState, useSending } from '../sending/use-sending'
import { words } from './words'

interface Props {
  plan: PlanAnswer
  /** It was sent: its 受理回执 may be here. */
  onSent: () => void
}

/** The papers of a version: to print, as a workbook, and everything to hand in once it was filed. */
export function Papers({ plan: { id, type, filing, status }, onSent }: Props) {
  if (!planType(type)?.sheet) return null
  return (
    <section class="stack" aria-labelledby="papers">
      <h2 id="papers">{words.papers}</h2>
      {status === 'filed' && mayWrite() && (
        <Note is="counted">
          <p class="label">{words.handIn}</p>
          <ol class="steps">
            {words.handInSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Note>
      )}
      <div class="row no-print">
        <a class="button" href={`/plans/${id}/papers`}>
          {words.print}
        </a>
        {mayWrite() && (
          <>
            <DownloadButton fetch={() => plans.papersFile(id)}>{words.papersFile}</DownloadButton>
            <DownloadButton fetch={() => plans.timetableFile(id)}>{words.timetableFile}</DownloadButton>
            {filing !== undefined && (
              <>
                <DownloadButton fetch={() => plans.filingZip(id)}>{words.filingZip}</DownloadButton>
                <DownloadButton fetch={() => plans.filingFile(id)}>{words.filingFile}</DownloadButton>
              </>
            )}
          </>
        )}
      </div>
      {filing !== undefined && mayWrite() && <Send plan={id} onSent={onSent} />}
      {filing !== undefined && (
        <>
          <p class="quiet small prose">{words.papersHelp}</p>
          <p class="small">
            {words.fingerprint} <span class="mono">{filing}</span>
          </p>
        </>
      )}
    </section>
  )
}

function Send({ plan, onSent }: { plan: string; onSent: () => void }) {
  const sending = useSending('filing', plan, onSent)
  return (
    <div class="stack-tight no-print">
      <div class="row">
        <SendButton of={sending} />
      </div>
      <SendState of={sending} />
      <SendHint of={sending} />
    </div>
  )
}
