import { useRoute } from 'preact-iso'
import type { ClassDetail } from '../../../../shared/api'
import { showClock, showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { type Loaded, useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { duration } from '../../words/amounts'
import { common } from '../../words/common'
import { PolicyStatus } from '../classes/policy-choice'
import { words as classWords } from '../classes/words'
import { AppealsTab } from './appeals-tab'
import { AttendanceTab } from './attendance-tab'
import { CodesTab } from './codes-tab'
import { Consent } from './consent'
import { DevicesTab } from './devices-tab'
import { FilesTab } from './files-tab'
import { FindingsTab } from './findings-tab'
import { HealthTab } from './health-tab'
import { ImportTab } from './import-tab'
import { LinksTab } from './links-tab'
import { PackageTab } from './package-tab'
import { PendingTab } from './pending-tab'
import { ReachTab } from './reach-tab'
import { RecalculationTab } from './recalculation-tab'
import { RosterTab } from './roster-tab'
import { words } from './words'

const readers = ['roster', 'reach', 'attendance', 'devices', 'health', 'findings', 'appeals', 'recalculation'] as const
const writers = [
  'roster',
  'import',
  'reach',
  'codes',
  'links',
  'files',
  'pending',
  'attendance',
  'devices',
  'health',
  'findings',
  'appeals',
  'recalculation',
  'package',
] as const
type Tab = (typeof writers)[number]

/** One class; the address says which tab. */
export function ClassPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const tabs: readonly Tab[] = mayWrite() ? writers : readers
  const tab = tabs.find((one) => one === params.tab) ?? 'roster'
  const loaded = useLoad(() => api.classDetail(id), id, 10_000)
  const { data, problem, refresh, at } = loaded
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class={tab === 'codes' || tab === 'links' || tab === 'reach' ? 'stack no-print' : 'stack'}>
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{common.classes}</a>
        </nav>
        <Heading title={data.summary.name}>
          {at !== undefined && !problem && <span class="small quiet numbers">{words.updated(showClock(at))}</span>}
        </Heading>
        <Summary detail={data} />
        <Consent detail={data} done={refresh} />
        {problem && at !== undefined && <Note is="attention">{common.stale(showTime(at))}</Note>}
      </div>
      <nav class="tabs" aria-label={words.tabsName}>
        {tabs.map((one) => (
          <a
            key={one}
            href={one === 'roster' ? `/classes/${id}` : `/classes/${id}/${one}`}
            aria-current={one === tab ? 'page' : undefined}
          >
            {words.tabs[one]}
            <Tally count={waiting(data, one)} />
          </a>
        ))}
      </nav>
      <TabContent tab={tab} detail={data} loaded={loaded} />
    </div>
  )
}

/** How much of a tab waits for somebody. */
const waiting = ({ summary }: ClassDetail, tab: Tab): number =>
  tab === 'pending' || tab === 'findings' || tab === 'appeals' ? summary[tab] : 0

function Tally({ count }: { count: number }) {
  return count > 0 ? <span class="tally">{count}</span> : null
}

function TabContent({ tab, detail, loaded }: { tab: Tab; detail: ClassDetail; loaded: Loaded<ClassDetail> }) {
  switch (tab) {
    case 'roster':
      return <RosterTab detail={detail} />
    case 'import':
      return <ImportTab classId={detail.summary.id} onImported={loaded.refresh} />
    case 'reach':
      return <ReachTab detail={detail} />
    case 'codes':
      return <CodesTab detail={detail} />
    case 'files':
      return <FilesTab detail={detail} onTaken={loaded.refresh} />
    case 'pending':
      return <PendingTab detail={detail} onDecided={loaded.refresh} />
    case 'health':
      return <HealthTab classId={detail.summary.id} />
    case 'findings':
      return <FindingsTab detail={detail} onNoted={loaded.refresh} />
    case 'recalculation':
      return <RecalculationTab detail={detail} />
    case 'links':
      return <LinksTab detail={detail} />
    case 'attendance':
      return <AttendanceTab detail={detail} />
    case 'devices':
      return <DevicesTab detail={detail} />
    case 'appeals':
      return <AppealsTab detail={detail} />
    case 'package':
      return <PackageTab detail={detail} />
  }
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
