import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { type FilingAnswer, filingKindWords } from '../../../../shared/api/bureau-register'
import { showTime } from '../../../../shared/calendar/beijing'
import { register } from '../../client/bureau-register'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { isOneOf, mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { PaperSheet } from '../plans/paper-sheet'
import { Decide } from './decide'
import { Decided } from './decided'
import { FilingPrint } from './filing-print'
import { DueState, FilingState } from './filing-state'
import { words } from './words'

/** One filing: what is missing, its papers, the decision. `/filings/:id/print` is what is printed. */
export function FilingPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => register.filing(id), id)
  const [changed, setChanged] = useState<FilingAnswer>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const filing = changed?.id === id ? changed : data
  if (params.part === 'print') return <FilingPrint filing={filing} />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.crumbs}>
          <a href="/filings">{words.title}</a>
        </nav>
        <Heading title={filing.title}>
          <FilingState status={filing.status} />
          <a class="button" href={`/filings/${id}/print`}>
            {words.print}
          </a>
        </Heading>
        <Figures filing={filing} />
        <div class="row no-print">
          <DownloadButton fetch={() => register.receiptFile(id)}>{words.downloadReceipt}</DownloadButton>
          {filing.decision && (
            <DownloadButton fetch={() => register.decisionFile(id)}>{words.downloadDecision}</DownloadButton>
          )}
          {mayWrite() && <DownloadButton fetch={() => register.filingFile(id)}>{words.downloadFiling}</DownloadButton>}
        </div>
      </div>
      {filing.decision && <Decided filing={filing} decision={filing.decision} />}
      <Problems filing={filing} />
      {filing.status === 'received' &&
        (isOneOf('administrator', 'manager') ? (
          <Decide filing={filing} onDecided={setChanged} />
        ) : (
          <p class="quiet">{words.managerOnly}</p>
        ))}
      <Attachments filing={filing} />
      <section class="stack" aria-label={words.papers}>
        <h2>{words.papers}</h2>
        {filing.papers.map((paper, i) => (
          <PaperSheet key={`${i} ${paper.title}`} paper={paper} organisation={filing.firmName} />
        ))}
      </section>
    </div>
  )
}

function Figures({ filing }: { filing: FilingAnswer }) {
  const { number, kind, firm, firmName, occupation, level, trainees, from, to, receivedAt, by, hash, versions } = filing
  const others = versions.filter(({ id }) => id !== filing.id)
  return (
    <dl class="figures">
      <Figure name={words.number}>{number}</Figure>
      <Figure name={words.kind}>
        {filingKindWords[kind]} {words.version(filing.version)}
      </Figure>
      <Figure name={words.firm}>
        <a href={`/register/${firm}`}>{firmName}</a>
      </Figure>
      <Figure name={words.occupation}>
        {occupation} {level}
      </Figure>
      <Figure name={words.trainees}>{words.people(trainees)}</Figure>
      <Figure name={words.period}>
        {from} – {to}
      </Figure>
      <Figure name={words.received}>
        {showTime(receivedAt)} {by}
      </Figure>
      <Figure name={words.due}>
        <DueState row={filing} />
      </Figure>
      <Figure name={words.fingerprint} title={hash}>
        <span class="mono">{hash.slice(0, 16)}…</span>
      </Figure>
      {others.length > 0 && (
        <Figure name={words.versions}>
          {others.map(({ id, version }) => (
            <a key={id} href={`/filings/${id}`}>
              {words.version(version)}
            </a>
          ))}
        </Figure>
      )}
    </dl>
  )
}

function Problems({ filing: { problems } }: { filing: FilingAnswer }) {
  return (
    <section class="card stack" aria-labelledby="filing-problems">
      <h2 id="filing-problems">{words.problems}</h2>
      {problems.length === 0 ? (
        <Note is="counted">{words.problemsNone}</Note>
      ) : (
        <>
          <p class="quiet prose">{words.problemsLead}</p>
          <ul class="stack-tight">
            {problems.map(({ code, message, note }) => (
              <li key={`${code} ${message}`}>
                {note ? <State is="waiting">{words.noteOnly}</State> : <State is="attention">{words.mend}</State>}{' '}
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Attachments({ filing: { attachments } }: { filing: FilingAnswer }) {
  if (attachments.length === 0) return null
  return (
    <section class="card stack" aria-labelledby="filing-attachments">
      <h2 id="filing-attachments">{words.attachments}</h2>
      <ul class="stack-tight">
        {attachments.map(({ kind, hash, held, label }) => (
          <li class="row" key={`${kind} ${hash}`}>
            <span>{label}</span>
            <span class="mono small quiet">{hash.slice(0, 8)}</span>
            {held ? (
              <DownloadButton kind="small" fetch={() => decisions.evidenceFile(hash)}>
                {words.show}
                <span class="hidden-visually">
                  ：{label} {hash.slice(0, 8)}
                </span>
              </DownloadButton>
            ) : (
              <State is="attention">{words.lacking}</State>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
