import type { ComponentChildren } from 'preact'
import type { ClassDetail } from '../../../../shared/api'
import { readers } from '../../client/session'
import { BoardTab } from '../board/board-tab'
import { ChartsTab } from '../board/charts-tab'
import { UrgeTab } from '../board/urge-tab'
import { BureauLinksTab } from '../bureau-links/bureau-links-tab'
import { ClosingTab } from '../closing/closing-tab'
import { ClassQuestionsTab } from '../exam/class-questions-tab'
import { ResultsTab } from '../exam/results-tab'
import { SatisfactionTab } from '../exam/satisfaction-tab'
import { TestsTab } from '../exam/tests-tab'
import { AbsencesTab } from '../lessons/absences-tab'
import { LessonsTab } from '../lessons/lessons-tab'
import { TeachingLogTab } from '../lessons/teaching-log-tab'
import { VideosTab } from '../media/videos-tab'
import { SourcesTab } from '../sources/sources-tab'
import { AppealsTab } from './appeals-tab'
import { AttendanceTab } from './attendance-tab'
import { ChangesTab } from './changes-tab'
import { CodesTab } from './codes-tab'
import { CompareTab } from './compare-tab'
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
import type { words } from './words'

export interface TabProps {
  detail: ClassDetail
  /** Reads the class again, after something of it changed. */
  refresh: () => Promise<void>
}

export interface Tab {
  /** The last part of its address. */
  id: keyof typeof words.tabs
  group: keyof typeof words.groups
  /** For who may write; the server refuses others. */
  write?: true
  /** Who sees it besides whoever may write; everybody where it is absent. */
  seenBy?: readonly string[]
  /** It is printed: what stands above it is not. */
  printed?: true
  /** How much of it waits for somebody. */
  waiting?: 'pending' | 'findings' | 'appeals'
  show: (props: TabProps) => ComponentChildren
}

/** Everything there is to do in a class, in the order in which it comes, by what a clerk is about. */
export const tabs: readonly Tab[] = [
  { id: 'board', group: 'board', seenBy: readers, show: ({ detail }) => <BoardTab detail={detail} /> },
  {
    id: 'charts',
    group: 'board',
    seenBy: readers,
    show: ({ detail }) => <ChartsTab classId={detail.summary.id} />,
  },
  { id: 'urge', group: 'board', seenBy: readers, show: ({ detail }) => <UrgeTab classId={detail.summary.id} /> },
  { id: 'roster', group: 'roster', show: ({ detail }) => <RosterTab detail={detail} /> },
  {
    id: 'import',
    group: 'joining',
    write: true,
    show: ({ detail, refresh }) => <ImportTab classId={detail.summary.id} onImported={refresh} />,
  },
  {
    id: 'changes',
    group: 'roster',
    seenBy: ['auditor'],
    printed: true,
    show: ({ detail, refresh }) => <ChangesTab classId={detail.summary.id} onChanged={refresh} />,
  },
  { id: 'reach', group: 'joining', printed: true, show: ({ detail }) => <ReachTab detail={detail} /> },
  { id: 'codes', group: 'joining', write: true, printed: true, show: ({ detail }) => <CodesTab detail={detail} /> },
  { id: 'links', group: 'joining', write: true, printed: true, show: ({ detail }) => <LinksTab detail={detail} /> },
  {
    id: 'pending',
    group: 'joining',
    write: true,
    waiting: 'pending',
    show: ({ detail, refresh }) => <PendingTab detail={detail} onDecided={refresh} />,
  },
  {
    id: 'lessons',
    group: 'lessons',
    seenBy: readers,
    show: ({ detail }) => <LessonsTab classId={detail.summary.id} />,
  },
  {
    id: 'absences',
    group: 'lessons',
    seenBy: readers,
    show: ({ detail }) => <AbsencesTab classId={detail.summary.id} />,
  },
  {
    id: 'teaching-log',
    group: 'lessons',
    seenBy: readers,
    show: ({ detail }) => <TeachingLogTab classId={detail.summary.id} />,
  },
  { id: 'videos', group: 'lessons', seenBy: readers, show: ({ detail }) => <VideosTab detail={detail} /> },
  {
    id: 'files',
    group: 'files',
    write: true,
    show: ({ detail, refresh }) => <FilesTab detail={detail} onTaken={refresh} />,
  },
  {
    id: 'sources',
    group: 'files',
    seenBy: readers,
    show: ({ detail, refresh }) => <SourcesTab detail={detail} refresh={refresh} />,
  },
  { id: 'attendance', group: 'attendance', seenBy: readers, show: ({ detail }) => <AttendanceTab detail={detail} /> },
  { id: 'devices', group: 'attendance', seenBy: readers, show: ({ detail }) => <DevicesTab detail={detail} /> },
  {
    id: 'class-questions',
    group: 'exam',
    seenBy: readers,
    show: ({ detail }) => <ClassQuestionsTab classId={detail.summary.id} />,
  },
  { id: 'tests', group: 'exam', seenBy: readers, printed: true, show: ({ detail }) => <TestsTab detail={detail} /> },
  { id: 'results', group: 'exam', seenBy: readers, show: ({ detail }) => <ResultsTab detail={detail} /> },
  {
    id: 'satisfaction',
    group: 'exam',
    seenBy: readers,
    printed: true,
    show: ({ detail }) => <SatisfactionTab classId={detail.summary.id} />,
  },
  {
    id: 'findings',
    group: 'checking',
    seenBy: readers,
    waiting: 'findings',
    show: ({ detail, refresh }) => <FindingsTab detail={detail} onNoted={refresh} />,
  },
  {
    id: 'compare',
    group: 'checking',
    seenBy: ['auditor'],
    show: ({ detail }) => <CompareTab classId={detail.summary.id} />,
  },
  {
    id: 'appeals',
    group: 'checking',
    seenBy: readers,
    waiting: 'appeals',
    show: ({ detail }) => <AppealsTab detail={detail} />,
  },
  { id: 'health', group: 'checking', seenBy: readers, show: ({ detail }) => <HealthTab classId={detail.summary.id} /> },
  {
    id: 'closing',
    group: 'claim',
    seenBy: readers,
    show: ({ detail, refresh }) => <ClosingTab detail={detail} refresh={refresh} />,
  },
  { id: 'recalculation', group: 'claim', show: ({ detail }) => <RecalculationTab detail={detail} /> },
  { id: 'package', group: 'claim', write: true, show: ({ detail }) => <PackageTab detail={detail} /> },
  {
    id: 'bureau-links',
    group: 'claim',
    seenBy: ['auditor'],
    show: ({ detail }) => <BureauLinksTab classId={detail.summary.id} />,
  },
]
