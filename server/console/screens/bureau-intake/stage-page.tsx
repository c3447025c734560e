import { useRoute } from 'preact-iso'
import type { StageDetail } from '../../../../shared/api/bureau-intake'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { intake } from '../../client/intake'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { BarChart } from '../../parts/chart/bar-chart'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { duration } from '../../words/amounts'
import { InspectionsOfClass } from '../bureau-inspections/inspections-of-class'
import { LinksOfClass } from '../bureau-inspections/links-of-class'
import { words as inspectionWords } from '../bureau-inspections/words'
import { ReportFindings } from './report-findings'
import { isLate } from './stages'
import { VerdictState } from './verdict-state'
import { words } from './words'

/** A class under way as its 阶段包 shows it: /intake/stages/:id. */
export function StagePage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const { data, problem, refresh } = useLoad(() => intake.stage(id), id)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.parts.stages}>
          <a href="/intake/stages">{words.parts.stages}</a>
        </nav>
        <Heading title={data.className}>
          <a class="button" href={`/intake/${data.intake}`}>
            {words.report}
          </a>
          {mayWrite() && (
            <a class="button" href={`/inspections/new?class=${encodeURIComponent(data.class)}`}>
              {inspectionWords.record}
            </a>
          )}
        </Heading>
        <dl class="figures">
          <Figure name={words.firm}>{data.firm}</Figure>
          <Figure name={words.period}>
            {data.from} – {data.to}
          </Figure>
          <Figure name={words.packedAt}>{showTime(data.packedAt)}</Figure>
          <Figure name={words.studied}>{words.ofSeats(data.studied, data.seats)}</Figure>
          <Figure name={words.credited}>{duration(data.credited)}</Figure>
          <Figure name={words.verdict}>
            <VerdictState verdict={data.verdict} />
          </Figure>
        </dl>
        {isLate(data) && (
          <Note is="attention">
            <p>{words.late}</p>
          </Note>
        )}
      </div>
      {data.history.length > 1 && <Progress history={data.history} />}
      <LinksOfClass classId={data.class} />
      <InspectionsOfClass classId={data.class} />
      <People seats={data.summary.seats} />
      <Health sites={data.summary.sites} />
      <ReportFindings findings={data.report.findings} />
    </div>
  )
}

function Progress({ history }: Pick<StageDetail, 'history'>) {
  return (
    <div class="narrow">
      <BarChart
        title={words.progress}
        unit={words.hoursUnit}
        label={words.progressLabel(history.length)}
        bars={history.map(({ packedAt, credited }) => ({
          label: dayOf(packedAt).slice(5),
          value: Math.round(credited / 360_000) / 10,
        }))}
        heads={[words.packedAt, words.studied, words.credited, words.findings]}
        rows={history.map((one) => [
          <a key={one.intake} href={`/intake/${one.intake}`}>
            {showTime(one.packedAt)}
          </a>,
          words.ofSeats(one.studied, one.seats),
          duration(one.credited),
          one.findings,
        ])}
      />
    </div>
  )
}

function People({ seats }: { seats: StageDetail['summary']['seats'] }) {
  return (
    <section class="stack-tight" aria-labelledby="stage-people">
      <h2 id="stage-people">{words.people}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.seat}</th>
            <th scope="col" class="number">
              {words.credited}
            </th>
            <th scope="col" class="number">
              {words.hours}
            </th>
            <th scope="col" class="number">
              {words.week}
            </th>
            <th scope="col" class="number">
              {words.days}
            </th>
            <th scope="col">{words.lastDay}</th>
          </tr>
        </thead>
        <tbody>
          {seats.map((one) => (
            <tr key={one.number}>
              <th scope="row">
                {one.number} {one.left && <span class="small quiet">{words.left}</span>}
              </th>
              <td class="number nowrap">{duration(one.credited)}</td>
              <td class="number">{one.hours}</td>
              <td class="number nowrap">{duration(one.week)}</td>
              <td class="number">{one.days}</td>
              <td class="nowrap">{one.lastDay ?? <State is="attention">{words.never}</State>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Health({ sites }: { sites: StageDetail['summary']['sites'] }) {
  return (
    <section class="stack-tight" aria-labelledby="stage-health">
      <h2 id="stage-health">{words.health}</h2>
      {sites.every(({ troubles }) => troubles.length === 0) && <p>{words.healthNone}</p>}
      {sites.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.site}</th>
              <th scope="col" class="number">
                {words.sitePeople}
              </th>
              <th scope="col">{words.troubles}</th>
            </tr>
          </thead>
          <tbody>
            {sites.map(({ site, people, troubles }) => (
              <tr key={site}>
                <th scope="row">{site}</th>
                <td class="number">{people}</td>
                <td>{troubles.length === 0 ? <State is="counted">{words.fine}</State> : troubles.join('；')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
