import { LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { alert, useAlert } from './client/keep'
import { isOneOf, session, startSession } from './client/session'
import { Announcer } from './parts/announce'
import { Loading, Note, ProblemNote } from './parts/note'
import { Heading } from './parts/page'
import { FactorNeeded } from './screens/access/factor-needed'
import { Invitation } from './screens/access/invitation'
import { AppealPage } from './screens/appeal/appeal-page'
import { OpenAppeals } from './screens/appeal/open-appeals'
import { FilingPage } from './screens/bureau-filings/filing-page'
import { Filings } from './screens/bureau-filings/filings'
import { BureauHome } from './screens/bureau-home/bureau-home'
import { ClassLinks } from './screens/bureau-inspections/class-links'
import { Inspections } from './screens/bureau-inspections/inspections'
import { NewInspection } from './screens/bureau-inspections/new-inspection'
import { Intake } from './screens/bureau-intake/intake'
import { IntakePage } from './screens/bureau-intake/intake-page'
import { IntakeSettingsPart } from './screens/bureau-intake/settings-part'
import { StagePage } from './screens/bureau-intake/stage-page'
import { Stages } from './screens/bureau-intake/stages'
import { NewPayment } from './screens/bureau-payments/new-payment'
import { PaymentPage } from './screens/bureau-payments/payment-page'
import { Payments } from './screens/bureau-payments/payments'
import { NewPublicity } from './screens/bureau-publicity/new-publicity'
import { Publicities } from './screens/bureau-publicity/publicities'
import { PublicityPage } from './screens/bureau-publicity/publicity-page'
import { Register } from './screens/bureau-register/register'
import { DrawPage } from './screens/bureau-review/draw-page'
import { Draws } from './screens/bureau-review/draws'
import { Formula } from './screens/bureau-review/formula'
import { InterviewPage } from './screens/bureau-review/interview-page'
import { Manual } from './screens/bureau-review/manual'
import { ReviewPage } from './screens/bureau-review/review-page'
import { Reviews } from './screens/bureau-review/reviews'
import { Statistics } from './screens/bureau-statistics/statistics'
import { ClaimPage } from './screens/claims/claim-page'
import { Claims } from './screens/claims/claims'
import { NewClaim } from './screens/claims/new-claim'
import { ClassPage } from './screens/class/class-page'
import { Classes } from './screens/classes/classes'
import { OpenClass } from './screens/classes/open-of-plan'
import { JoinHelp } from './screens/entry/join-help'
import { NotSetUp, SetUp } from './screens/entry/set-up'
import { SignIn } from './screens/entry/sign-in'
import { FormPrint } from './screens/forms/form-print'
import { Home } from './screens/home/home'
import { RecoverySheet } from './screens/keep/recovery-sheet'
import { BackupStep } from './screens/keep/set-up-step'
import { CodeScreen } from './screens/lessons/code-screen'
import { LessonPage } from './screens/lessons/lesson-page'
import { LookPage } from './screens/look/look-page'
import { MyPage } from './screens/my/my-page'
import { People } from './screens/people/people'
import { NewPlan } from './screens/plans/new-plan'
import { PlanPage } from './screens/plans/plan-page'
import { Plans } from './screens/plans/plans'
import { Questions } from './screens/questions/questions'
import { SeatPage } from './screens/seat/seat-page'
import { Settings } from './screens/settings/settings'
import { Shell } from './shell'
import { common } from './words/common'

/** The pages for trainees are the server's own (server/reach): links to them leave this one. */
const consoleAddress = /^\/(?!(install|practice|g|public)(\/|\?|$))/

/** A wall shows it to a whole room: without the frame of the console. */
const trainersScreen = /^\/lessons\/([^/]+)\/code$/

export function App() {
  return (
    <LocationProvider scope={consoleAddress}>
      <Entrance />
      <Announcer />
    </LocationProvider>
  )
}

/** Who may see what: the set-up link first, then sign-in, then the console at the address that was asked for. */
function Entrance() {
  const { path } = useLocation()
  const now = session.value
  useAlert(now.at === 'signed-in' && !now.me.limited ? now.me.user.id : undefined)
  if (path === '/join') return <JoinHelp />
  if (path === '/my') return <MyPage />
  if (path === '/look') return <LookPage />
  if (path === '/invitation') return <Invitation />
  switch (now.at) {
    case 'loading':
      return (
        <main class="door">
          <Loading />
        </main>
      )
    case 'failed':
      return (
        <main class="door">
          <ProblemNote problem={now.problem} retry={() => void startSession()} />
        </main>
      )
    case 'not-set-up':
      return path === '/setup' ? <SetUp /> : <NotSetUp />
    case 'signed-out':
      return <SignIn secure={now.secure} />
    case 'signed-in':
      if (now.me.limited) return <FactorNeeded />
      if (alert.value?.state === 'unchosen' && isOneOf('administrator') && path !== '/recovery-sheet')
        return <BackupStep />
      if (trainersScreen.test(path)) return <CodeScreen id={trainersScreen.exec(path)?.[1] ?? ''} />
      return (
        <Shell me={now.me}>
          <Router>
            <Route path="/" component={HomeOfKind} />
            <Route path="/classes" component={Classes} />
            <Route path="/classes/new" component={OpenClass} />
            <Route path="/classes/:id/:tab?" component={ClassPage} />
            <Route path="/lessons/:id" component={LessonPage} />
            <Route path="/claims" component={Claims} />
            <Route path="/claims/new" component={NewClaim} />
            <Route path="/claims/:id/:part?" component={ClaimPage} />
            <Route path="/intake" component={Intake} />
            <Route path="/intake/stages" component={Stages} />
            <Route path="/intake/stages/:id" component={StagePage} />
            <Route path="/intake/settings" component={IntakeSettingsPart} />
            <Route path="/intake/:id" component={IntakePage} />
            <Route path="/inspections" component={Inspections} />
            <Route path="/inspections/links" component={ClassLinks} />
            <Route path="/inspections/new" component={NewInspection} />
            <Route path="/reviews" component={Reviews} />
            <Route path="/reviews/draws" component={Draws} />
            <Route path="/reviews/draws/:id" component={DrawPage} />
            <Route path="/reviews/formula" component={Formula} />
            <Route path="/reviews/manual" component={Manual} />
            <Route path="/reviews/people/:id" component={InterviewPage} />
            <Route path="/reviews/:id/:part?" component={ReviewPage} />
            <Route path="/people" component={People} />
            <Route path="/filings" component={Filings} />
            <Route path="/filings/:id/:part?" component={FilingPage} />
            <Route path="/register/:part?" component={Register} />
            <Route path="/plans" component={Plans} />
            <Route path="/plans/new" component={NewPlan} />
            <Route path="/plans/:id/:part?" component={PlanPage} />
            <Route path="/claims/:id/forms/:form" component={FormPrint} />
            <Route path="/appeals" component={OpenAppeals} />
            <Route path="/appeals/:id" component={AppealPage} />
            <Route path="/questions" component={Questions} />
            <Route path="/rules" component={Settings} />
            <Route path="/settings/:section?" component={Settings} />
            <Route path="/recovery-sheet" component={RecoverySheet} />
            <Route path="/seats/:id" component={SeatPage} />
            <Route path="/publicity" component={Publicities} />
            <Route path="/publicity/new" component={NewPublicity} />
            <Route path="/publicity/:id/:part?" component={PublicityPage} />
            <Route path="/payments" component={Payments} />
            <Route path="/payments/new" component={NewPayment} />
            <Route path="/payments/:id" component={PaymentPage} />
            <Route path="/statistics" component={Statistics} />
            <Route path="/setup" component={HomeOfKind} />
            <Route default component={NotFound} />
          </Router>
        </Shell>
      )
  }
}

function HomeOfKind() {
  const now = session.value
  return now.at === 'signed-in' && now.me.organisation.kind === 'bureau' ? <BureauHome /> : <Home />
}

function NotFound() {
  return (
    <div class="stack">
      <Heading title={common.notFound} />
      <Note is="attention">
        <a href="/classes">{common.toClasses}</a>
      </Note>
    </div>
  )
}
