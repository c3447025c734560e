import type { ComponentChildren } from 'preact'
import { type FilingAnswer, filingKindWords } from '../../../../shared/api/bureau-register'
import { dayOf } from '../../../../shared/calendar/beijing'
import { Button } from '../../parts/button'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { words } from './words'

/** 受理回执 and the decision as they are printed on A4, with room for the bureau's seal. */
export function FilingPrint({ filing }: { filing: FilingAnswer }) {
  const { id, title, firmName, kind, version, number, due, tentative, bureau, receivedAt, hash, decision } = filing
  const about: [string, string][] = [
    [words.number, number],
    [words.firm, firmName],
    [words.name, `${title}（${words.version(version)}）`],
    [words.kind, filingKindWords[kind]],
    [words.occupation, `${filing.occupation} ${filing.level}`],
    [words.trainees, words.people(filing.trainees)],
    [words.period, `${filing.from} – ${filing.to}`],
    [words.received, dayOf(receivedAt)],
    [words.fingerprint, hash],
  ]
  return (
    <div class="stack-wide">
      <div class="stack no-print">
        <nav class="crumbs" aria-label={words.crumbs}>
          <a href={`/filings/${id}`}>{title}</a>
        </nav>
        <Heading title={words.printTitle}>
          <Button kind="main" onClick={() => window.print()}>
            {common.print}
          </Button>
        </Heading>
      </div>
      <Sheet title={words.receipt} rows={about} bureau={bureau} day={dayOf(receivedAt)}>
        <p class="indent">{words.receiptText(firmName, title)}</p>
        <p class="indent">{words.dueText(tentative ? `${due}（${common.tentative}）` : due)}</p>
      </Sheet>
      {decision && (
        <Sheet
          title={words.decisionPaper[kind]}
          rows={[
            ...about,
            [words.outcome, words.outcomes[decision.outcome]],
            ...(decision.number === '' ? [] : [[words.agreedNumber[kind], decision.number] satisfies [string, string]]),
            [words.date, decision.date],
            ...(decision.missing.length === 0
              ? []
              : [
                  [words.missing, decision.missing.map((one, i) => `${i + 1}. ${one}`).join('\n')] satisfies [
                    string,
                    string,
                  ],
                ]),
            [words.remarks, decision.remarks],
          ]}
          bureau={bureau}
          day={decision.date}
        />
      )}
    </div>
  )
}

interface SheetProps {
  title: string
  rows: readonly [label: string, content: string][]
  bureau: string
  day: string
  children?: ComponentChildren
}

function Sheet({ title, rows, bureau, day, children }: SheetProps) {
  return (
    <article class="paper stack" aria-label={title}>
      <h2 class="paper-title">{title}</h2>
      {children && <div class="letter">{children}</div>}
      <table class="paper-form">
        <tbody>
          {rows.map(([label, content]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="pre">{content}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="seal">
        <p>
          {bureau}
          {words.seal}
        </p>
        <p>{day}</p>
      </div>
    </article>
  )
}
