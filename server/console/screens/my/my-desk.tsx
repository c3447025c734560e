import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { MyPaper } from '../../../../shared/api/my-exam'
import type { PhoneDesk } from '../../../../shared/api/reach'
import { showClock } from '../../../../shared/calendar/beijing'
import { PHONE_CONSENT_VERSION } from '../../../../shared/reach/phone-consent'
import { useAct } from '../../client/act'
import { myExams } from '../../client/exam'
import { ownLessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { desk } from '../../client/reach'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { words } from './desk-words'
import { MyConsent } from './my-consent'
import { MyExam, Shown } from './my-exam'
import { MyLessons } from './my-lessons'
import { Paper } from './my-paper'
import { MyQuestions } from './my-questions'
import { MySatisfaction } from './my-satisfaction'

/** Something that is written down; `consent`: the version that was agreed to just now. */
type Work = (consent: { consent?: string }) => Promise<unknown>

/**
 * 签到, tests, whatever stands below them, questions and 满意度. Before the first of them that is recorded the trainee is shown what is,
 * and decides. A paper under way has the page to itself.
 */
export function MyDesk({ token, children }: { token: string; children: ComponentChildren }) {
  const { data, problem, refresh } = useLoad(() => desk.look(token), 'my-desk', 30_000)
  const acts = { desk: useAct(), lesson: useAct() }
  const [wanted, setWanted] = useState<{ work: Work; by: keyof typeof acts }>()
  const act = acts.desk
  const exam = useLoad(() => myExams.look(token), 'my-exam', 60_000)
  const [paper, setPaper] = useState<MyPaper>()
  if (!data) {
    return (
      <>
        {problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />}
        {children}
      </>
    )
  }
  const run = (work: Work, by: keyof typeof acts, consent?: string) =>
    acts[by].run(async () => {
      await work(consent === undefined ? {} : { consent })
      await refresh()
    })
  /** Answers whether it was done at once; otherwise the trainee is asked first. */
  const want = async (work: Work, by: keyof typeof acts = 'desk'): Promise<boolean> => {
    if (data.consent === undefined) return run(work, by)
    setWanted({ work, by })
    return false
  }
  if (paper)
    return (
      <Paper
        token={token}
        paper={paper}
        close={async () => {
          setPaper(undefined)
          await exam.refresh()
        }}
      />
    )
  const begin = (test: string) =>
    want(async (consent) => setPaper(await myExams.begin(token, test, consent))).then(() => undefined)
  return (
    <>
      {wanted && (
        <MyConsent
          act={acts[wanted.by]}
          agree={() =>
            void run(wanted.work, wanted.by, PHONE_CONSENT_VERSION).then((well) => well && setWanted(undefined))
          }
          disagree={() => {
            acts[wanted.by].clear()
            setWanted(undefined)
          }}
        />
      )}
      <section class="card stack-tight" aria-labelledby="my-attendance">
        <h2 id="my-attendance">{words.attendance}</h2>
        <Today desk={data} />
        {data.open ? (
          <Button
            kind="main"
            act={act}
            onClick={() => {
              const signin = data.signedInAt === undefined
              void want((consent) => desk.attend(token, { act: signin ? 'signin' : 'signout', ...consent })).then(
                (well) => well && announce(signin ? words.signIn : words.signOut),
              )
            }}
          >
            {data.signedInAt === undefined ? words.signIn : words.signOut}
          </Button>
        ) : (
          <Note is="attention">{words.closed}</Note>
        )}
        {!wanted && act.problem && <ProblemNote problem={act.problem} />}
        <p class="small quiet">{words.noHours}</p>
      </section>
      {exam.data && <MyExam exam={exam.data} token={token} begin={begin} open={setPaper} />}
      <MyLessons
        token={token}
        of={data.consent ?? ''}
        act={acts.lesson}
        sign={(request) => want((consent) => ownLessons.sign(token, { ...request, ...consent }), 'lesson')}
      />
      {children}
      <MyQuestions desk={data} ask={(request) => want((consent) => desk.ask(token, { ...request, ...consent }))} />
      {exam.data && <Shown shown={exam.data.shown} />}
      {exam.data && <MySatisfaction token={token} state={exam.data.satisfaction} given={exam.refresh} />}
    </>
  )
}

function Today({ desk: { signedInAt, today } }: { desk: PhoneDesk }) {
  const over = today.flatMap(({ in: from, out }) => (out === undefined ? [] : [{ from, to: out }]))
  return (
    <div role="status">
      {signedInAt === undefined ? (
        <p>{over.length > 0 ? words.again : words.signedOut}</p>
      ) : (
        <Note is="counted">{words.signedIn(showClock(signedInAt).slice(0, 5))}</Note>
      )}
      {over.map(({ from, to }) => (
        <p key={from} class="small quiet numbers">
          {words.times(showClock(from).slice(0, 5), showClock(to).slice(0, 5))}
        </p>
      ))}
    </div>
  )
}
