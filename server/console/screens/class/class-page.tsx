import { Fragment } from 'preact'
import { useRoute } from 'preact-iso'
import type { ClassDetail } from '../../../../shared/api'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { isOneOf, mayWrite } from '../../client/session'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { duration } from '../../words/amounts'
import { common } from '../../words/common'
import { PolicyStatus } from '../classes/policy-choice'
import { words as classWords } from '../classes/words'
import { words as closingWords } from '../closing/words'
import { ClassPlan } from './class-plan'
import { Consent } from './consent'
import { Filing } from './filing'
import { TabBar } from './tab-bar'
import { tabs } from './tabs'
import { words } from './words'

/** One class; the address says which tab. */
export function ClassPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const mine = tabs.filter(
    ({ write, seenBy }) => mayWrite() || (!write && (seenBy === undefined || isOneOf(...seenBy))),
  )
  const tab = mine.find((one) => one.id === params.tab) ?? mine[0]
  const { data, problem, refresh, at } = useLoad(() => api.classDetail(id), id, 10_000)
  if (!data || !tab) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class={tab.printed ? 'stack no-print' : 'stack'}>
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{common.classes}</a>
        </nav>
        <Heading title={data.summary.name}>
          {data.summary.status === 'closed' && (
            <State is="idle">
              {data.summary.closedAt === undefined
                ? closingWords.closed
                : closingWords.closedAt(showTime(data.summary.closedAt))}
            </State>
          )}
          {at !== undefined && !problem && <span class="small quiet numbers">{words.updated(showClock(at))}</span>}
        </Heading>
        <Summary detail={data} />
        <Consent detail={data} done={refresh} />
        <Filing detail={data} done={refresh} />
        <ClassPlan classId={id} />
        {problem && at !== undefined && <Note is="attention">{common.stale(showTime(at))}</Note>}
      </div>
      <TabBar tabs={mine} current={tab} summary={data.summary} />
      <Fragment key={tab.id}>{tab.show({ detail: data, refresh })}</Fragment>
    </div>
  )
}

/** The class in one line. */
function Summary({ detail: { summary, plan } }: { detail: ClassDetail }) {
  return (
    <dl class="figures">
      <Figure name={`${plan.title}`}>
        {plan.occupation} {plan.level}
      </Figure>
      <Figure name={classWords.period}>
        {summary.period.from} {classWords.to} {summary.period.to}
      </Figure>
      <Figure name={classWords.joined}>{common.of(summary.joined, summary.seats)}</Figure>
      <Figure name={classWords.credited}>{duration(summary.credited)}</Figure>
      <Figure name={classWords.last}>
        {summary.lastReceivedAt === undefined ? classWords.never : showTime(summary.lastReceivedAt)}
      </Figure>
      <Figure name={words.code}>
        <span class="spoken">{summary.code}</span>
      </Figure>
      <Figure name={words.policy} title={plan.policy.source}>
        <PolicyStatus policy={plan.policy} />
      </Figure>
    </dl>
  )
}
