import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import type { PaymentAnswer } from '../../../../shared/api/bureau-payments'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { payments } from '../../client/bureau-money'
import { useLoad } from '../../client/load'
import { isOneOf, mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { FinanceReview } from './finance-review'
import { LinesPart } from './lines-part'
import { PaymentState } from './payment-state'
import { ResultsImport } from './results-import'
import { words } from './words'

export interface PartProps {
  payment: PaymentAnswer
  onChange: (payment: PaymentAnswer) => void
}

/** One 资金拨付表: what is paid to whom, the finance office's word, and what became of each line. */
export function PaymentPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => payments.one(id), id)
  const [changed, setChanged] = useState<PaymentAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const payment = changed?.id === id ? changed : data
  const props = { payment, onChange: setChanged }
  const { state, finance, rows } = payment
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.title}>
          <a href="/payments">{words.title}</a>
        </nav>
        <Heading title={payment.title}>
          <PaymentState state={state} />
        </Heading>
        <dl class="figures">
          <Figure name={words.number}>{payment.number}</Figure>
          <Figure name={words.fund}>{payment.fund}</Figure>
          <Figure name={words.lines}>{payment.lines}</Figure>
          <Figure name={words.people}>{payment.people}</Figure>
          <Figure name={words.amount}>{showYuan(payment.amount)}</Figure>
          <Figure name={words.paid}>{showYuan(payment.paid)}</Figure>
          <Figure name={words.made}>
            {payment.by} {showTime(payment.at)}
          </Figure>
        </dl>
        {payment.remark !== '' && <p class="prose">{payment.remark}</p>}
        {finance && (
          <Note is={state === 'returned' ? 'wrong' : 'counted'}>
            <p>
              <b>{words.finance}</b> {words.financeBy(finance.by, showTime(finance.at))}
            </p>
            {finance.note !== '' && <p>{finance.note}</p>}
          </Note>
        )}
        <div class="row no-print">
          {isOneOf('administrator', 'manager', 'hr', 'finance') && (
            <>
              <DownloadButton fetch={() => payments.paper(payment.id, 'pdf')}>{words.pdf}</DownloadButton>
              <DownloadButton fetch={() => payments.paper(payment.id, 'xlsx')}>{words.xlsx}</DownloadButton>
              <span class="quiet small">{words.paperHelp}</span>
            </>
          )}
        </div>
      </div>
      {state === 'waiting' && <FinanceReview {...props} />}
      <LinesPart {...props} />
      {mayWrite() && state === 'confirmed' && rows.some(({ result }) => !result) && (
        <ResultsImport payment={payment} onKept={() => void payments.one(payment.id).then(setChanged)} />
      )}
      {mayWrite() && payment.paid > 0 && (
        <div class="row no-print">
          <DownloadButton fetch={() => payments.writeBack(payment.id)}>{words.writeBack}</DownloadButton>
          <span class="quiet small">{words.writeBackHelp}</span>
        </div>
      )}
    </div>
  )
}
