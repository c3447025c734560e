import { useState } from 'preact/hooks'
import { accountFindings, type PaymentLine } from '../../../../shared/api/bureau-payments'
import { showYuan } from '../../../../shared/claim/money'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import type { PartProps } from './payment-page'
import { ResultForm } from './result-form'
import { ReturnForm } from './return-form'
import { words } from './words'

/** What goes to whom, with what the account check found and what became of it. */
export function LinesPart({ payment, onChange }: PartProps) {
  const [noting, setNoting] = useState<PaymentLine>()
  const [sentBack, setSentBack] = useState<PaymentLine>()
  const notes = mayWrite() && payment.state === 'confirmed'
  return (
    <div class="stack">
      <Scroll label={words.lines}>
        <table>
          <caption class="hidden-visually">{words.lines}</caption>
          <thead>
            <tr>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.firm}</th>
              <th scope="col">{words.account}</th>
              <th scope="col">{words.claim}</th>
              <th scope="col" class="number">
                {words.people}
              </th>
              <th scope="col" class="number">
                {words.amount}
              </th>
              <th scope="col">{words.publicity}</th>
              <th scope="col">{words.result}</th>
            </tr>
          </thead>
          <tbody>
            {payment.rows.map((line) => (
              <tr key={line.id}>
                <th scope="row" class="nowrap">
                  {line.code}
                </th>
                <td>{line.firm}</td>
                <td>
                  <span class="numbers">{line.account}</span>
                  {line.findings.map((code) => (
                    <div key={code}>
                      <State is="attention">{accountFindings[code]}</State>
                    </div>
                  ))}
                  {line.note !== '' && <div class="small">{line.note}</div>}
                </td>
                <td>
                  <a href={`/reviews/${line.claim}`}>{line.number}</a> <span class="small quiet">{line.title}</span>
                </td>
                <td class="number">{line.people}</td>
                <td class="number nowrap">{showYuan(line.amount)}</td>
                <td class="nowrap">{line.publicity}</td>
                <td>
                  <div class="row">
                    <Result line={line} />
                    {notes && !line.result && (
                      <Button kind="small" onClick={() => setNoting(line)}>
                        {words.register}
                      </Button>
                    )}
                    {mayWrite() && line.result?.outcome === 'paid' && !line.result.returned && !line.result.own && (
                      <Button kind="small" onClick={() => setSentBack(line)}>
                        {words.sentBack}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {noting && (
        <ResultForm
          key={noting.id}
          payment={payment}
          line={noting}
          onChange={onChange}
          onClose={() => setNoting(undefined)}
        />
      )}
      {sentBack && (
        <ReturnForm
          key={sentBack.id}
          payment={payment}
          line={sentBack}
          onChange={onChange}
          onClose={() => setSentBack(undefined)}
        />
      )}
    </div>
  )
}

function Result({ line: { result } }: { line: PaymentLine }) {
  if (!result) return <State is="waiting">{words.waiting}</State>
  if (result.returned) return <State is="wrong">{words.wasSentBack(result.returned.day, result.returned.reason)}</State>
  return result.outcome === 'paid' ? (
    <State is="counted">{words.wasPaid(result.day, result.voucher)}</State>
  ) : (
    <State is="wrong">{words.wasFailed(result.day, result.reason)}</State>
  )
}
