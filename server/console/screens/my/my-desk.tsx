import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { PhoneDesk } from '../../../../shared/api/reach'
import { showClock } from '../../../../shared/calendar/beijing'
import { PHONE_CONSENT_VERSION } from '../../../../shared/reach/phone-consent'
import { useAct } from '../../client/act'
import { ownLessons } from '../../client/lessons'
import { useLoad } from '../../client/load'
import { desk } from '../../client/reach'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { words } from './desk-words'
import { MyConsent } from './my-consent'
import { MyLessons } from './my-lessons'
import { MyQuestions } from './my-questions'

/** Something that is written down; `consent`: the version that was agreed to just now. */
type Work = (consent: { consent?: string }) => Promise<unknown>

/** 签到, whatever stands below it, and questions. Before the first of them the trainee is shown what is recorded, and decides. */
export function MyDesk({ token, children }: { token: string; children: ComponentChildren }) {
  const { data, problem, refresh } = useLoad(() => desk.look(token), 'my-desk', 30_000)
  const [wanted, setWanted] = useState<{ work: Work }>()
  const act = useAct()
  if (!data) {
    return (
      <>
        {problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />}
        {children}
      </>
    )
  }
  const run = (work: Work, consent?: string) =>
    act.run(async () => {
      await work(consent === undefined ? {} : { consent })
      await refresh()
    })
  /** Answers whether it was done at once; otherwise the trainee is asked first. */
  const want = async (work: Work): Promise<boolean> => {
    if (data.consent === undefined) return run(work)
    setWanted({ work })
    return false
  }
  return (
    <>
      {wanted && (
        <MyConsent
          act={act}
          agree={() => void run(wanted.work, PHONE_CONSENT_VERSION).then((well) => well && setWanted(undefined))}
          disagree={() => {
            act.clear()
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
      <MyLessons
        token={token}
        of={data.consent ?? ''}
        sign={(request) => want((consent) => ownLessons.sign(token, { ...request, ...consent }))}
      />
      {!wanted && act.problem && <ProblemNote problem={act.problem} />}
      {children}
      <MyQuestions desk={data} ask={(request) => want((consent) => desk.ask(token, { ...request, ...consent }))} />
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
