import { useRoute } from 'preact-iso'
import type { AppealDetail, AppealRow } from '../../../../shared/api'
import { appealWords } from '../../../../shared/appeals'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { DownloadButton } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { duration } from '../../words/amounts'
import { common } from '../../words/common'
import { DaySection } from '../seat/day-section'
import { daysOf } from '../seat/days-of'
import { AppealState, aboutText } from './appeal-table'
import { DecideForm } from './decide-form'
import { words } from './words'

/** One appeal: what was written, the records it is about, what was decided, and the form to decide. */
export function AppealPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => decisions.appeal(id), `appeal/${id}`)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const { appeal, className } = data
  const days = daysOf({ ...data, others: [], results: [] })
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{common.classes}</a>
          {' / '}
          <a href={`/classes/${appeal.class}/appeals`}>{className}</a>
          {' / '}
          <a href={`/seats/${appeal.seat}?class=${appeal.class}`}>
            {appeal.number} {appeal.name}
          </a>
        </nav>
        <Heading title={`${words.title} ${appeal.number} ${appeal.name}`} />
        <About appeal={appeal} />
      </div>
      <section class="stack" aria-labelledby="appeal-records">
        <h2 id="appeal-records">{words.records}</h2>
        {days.length === 0 && <p class="quiet">{words.noRecords}</p>}
        {days.map((day) => (
          <DaySection key={day.day} day={day} open />
        ))}
      </section>
      <section class="card stack" aria-labelledby="appeal-decisions">
        <h2 id="appeal-decisions">{words.decisions}</h2>
        <Decisions rows={appeal.decisions} byHandCounts={data.byHandCounts} />
        {mayWrite() && <DecideForm key={appeal.decisions.length} detail={data} done={refresh} />}
      </section>
    </div>
  )
}

function About({ appeal }: Pick<AppealDetail, 'appeal'>) {
  return (
    <section class="card stack-tight">
      <dl class="figures">
        <Figure name={words.state}>
          <AppealState state={appeal.state} />
        </Figure>
        <Figure name={words.about}>
          {aboutText(appeal)} {showTime(appeal.about.from)}–{showClock(appeal.about.to)}
        </Figure>
        <Figure name={words.at}>{showTime(appeal.at)}</Figure>
        <Figure name={words.received}>{showTime(appeal.receivedAt)}</Figure>
        <Figure name={words.howTitle}>{words.how[appeal.how]}</Figure>
      </dl>
      <p class="prose">{appeal.text}</p>
      {appeal.picture !== undefined && <Attached name={words.picture} hash={appeal.picture} />}
    </section>
  )
}

function Attached({ name, hash }: { name: string; hash: string }) {
  return (
    <div class="row no-print">
      <span>
        {name} <span class="mono">{hash.slice(0, 8)}</span>
      </span>
      <DownloadButton kind="small" fetch={() => decisions.evidenceFile(hash)}>
        {words.open}
      </DownloadButton>
      <span class="small quiet">{words.openAudited}</span>
    </div>
  )
}

/** Every answer, the last one last: it holds. */
function Decisions({ rows, byHandCounts }: { rows: AppealRow['decisions']; byHandCounts: boolean }) {
  if (rows.length === 0) return <p class="quiet">{words.noDecisions}</p>
  return (
    <ol class="stack-tight">
      {rows.map((one) => (
        <li key={one.at}>
          <strong>{appealWords[one.outcome]}</strong> {one.reason}
          {one.from !== undefined && one.to !== undefined && (
            <p>{words.restored(showTime(one.from), showClock(one.to))}</p>
          )}
          {one.seconds !== undefined && (
            <p>
              {words.added(duration(one.seconds * 1000))}
              {!byHandCounts && `（${words.notInHours}）`}
            </p>
          )}
          <p class="small quiet">{words.by(one.by, showTime(one.at))}</p>
          {one.evidence !== undefined && <Attached name={words.evidence} hash={one.evidence} />}
        </li>
      ))}
    </ol>
  )
}
