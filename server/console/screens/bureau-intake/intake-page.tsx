import { useLocation, useRoute } from 'preact-iso'
import type { IntakeDetail } from '../../../../shared/api/bureau-intake'
import { showTime } from '../../../../shared/calendar/beijing'
import { intake } from '../../client/intake'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { fileSize } from '../../words/amounts'
import { common } from '../../words/common'
import { BureauFindings } from '../bureau-findings/bureau-findings'
import { OutcomeState } from './intake'
import { receiveAgain } from './receive-queue'
import { ReportView } from './report-view'
import { VerdictState } from './verdict-state'
import { words } from './words'

/** One file that came in, what it became and its 核验报告: /intake/:id. */
export function IntakePage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => intake.of(id), id)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs no-print" aria-label={words.title}>
          <a href="/intake">{words.title}</a>
        </nav>
        <Heading title={data.title || data.name}>
          <Acts detail={data} />
        </Heading>
        <About detail={data} />
        <Problem detail={data} />
      </div>
      {data.versions.length > 1 && <Versions detail={data} />}
      {data.report ? (
        <ReportView report={data.report}>
          {data.claim && data.version === data.claim.version && (
            <section class="stack-tight no-print" aria-labelledby="claim-findings">
              <h2 id="claim-findings">{words.findings}</h2>
              <BureauFindings claim={data.claim.id} />
            </section>
          )}
        </ReportView>
      ) : (
        data.outcome !== 'same' && <p>{words.noReport}</p>
      )}
    </div>
  )
}

function Acts({ detail: { id, name, bytes, outcome, report, package: kept, claim, stage } }: Props) {
  const { route } = useLocation()
  const again = () => {
    receiveAgain(id, name, bytes)
    announce(words.againStarted)
    // Its progress stands in the queue there.
    route('/intake')
  }
  return (
    <>
      {claim && (
        <a class="button button-main" href={`/reviews/${claim.id}`}>
          {words.toReview}
        </a>
      )}
      {stage && kept && (
        <a class="button button-main" href={`/intake/stages/${kept}`}>
          {words.toStage}
        </a>
      )}
      {outcome === 'unknown' && mayWrite() && (
        <>
          <a class="button" href="/register">
            {words.toRegister}
          </a>
          <Button kind="main" onClick={again}>
            {words.again}
          </Button>
        </>
      )}
      {report && <DownloadButton fetch={() => intake.paper(id)}>{words.paper}</DownloadButton>}
      {report && <Button onClick={() => print()}>{common.print}</Button>}
      {kept && <DownloadButton fetch={() => intake.package(id)}>{words.download}</DownloadButton>}
    </>
  )
}

interface Props {
  detail: IntakeDetail
}

function About({ detail }: Props) {
  const { firm, verdict, outcome, at, by, claim, version, report, sha256, name, bytes } = detail
  return (
    <>
      <dl class="figures">
        <Figure name={words.verdict}>
          <VerdictState verdict={verdict} />
        </Figure>
        <Figure name={words.outcome}>
          <OutcomeState outcome={outcome} />
        </Figure>
        <Figure name={words.firm}>{firm || common.none}</Figure>
        <Figure name={words.source}>
          {detail.from === undefined ? words.sources[detail.source] : words.sentBy(detail.from)}
        </Figure>
        {claim && (
          <Figure name={words.number}>
            {claim.number} {words.version(version ?? claim.version)}
          </Figure>
        )}
        <Figure name={words.at}>
          {showTime(at)} {by}
        </Figure>
        {report?.packedAt !== undefined && (
          <Figure name={words.packedAt} title={words.packedHelp}>
            {showTime(report.packedAt)}
          </Figure>
        )}
      </dl>
      <dl class="figures small">
        <Figure name={words.file}>
          {name}（{fileSize(bytes)}）
        </Figure>
        {report && (
          <Figure name={words.contentId}>
            <span class="mono">{report.content}</span>
          </Figure>
        )}
        {sha256 !== undefined && (
          <Figure name={words.sha256}>
            <span class="mono">{sha256}</span>
          </Figure>
        )}
        {report && (
          <Figure name={words.signer}>
            <span class="mono">{report.signer ?? words.noSigner}</span>
          </Figure>
        )}
      </dl>
    </>
  )
}

function Problem({ detail: { outcome, problem } }: Props) {
  if (problem === '') return null
  return (
    <Note is={outcome === 'refused' ? 'wrong' : 'attention'}>
      <p>{problem}</p>
    </Note>
  )
}

function Versions({ detail: { versions, id } }: Props) {
  return (
    <section class="stack-tight" aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.theirVersion}</th>
            <th scope="col">{words.packedAt}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.intake} aria-current={one.intake === id ? 'true' : undefined}>
              <th scope="row">
                <a href={`/intake/${one.intake}`}>{one.version > 0 ? words.version(one.version) : words.notReplaced}</a>
              </th>
              <td>{showTime(one.at)}</td>
              <td>{words.version(one.theirVersion)}</td>
              <td>{showTime(one.packedAt)}</td>
              <td>
                <OutcomeState outcome={one.outcome} />
              </td>
              <td>
                <VerdictState verdict={one.verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
