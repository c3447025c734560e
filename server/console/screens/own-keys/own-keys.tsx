import { useState } from 'preact/hooks'
import type { OwnKeys as Answer } from '../../../../shared/api/bureau-register'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { useLoad } from '../../client/load'
import { isOneOf, session } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { CopyText } from '../../parts/copy-text'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { Fingerprint } from '../bureau-register/enrol'
import { words } from './words'

/** The key that signs for the organisation: its fingerprint to compare, its file for the bureau, and how it is changed. */
export function OwnKeys() {
  const { data, problem, refresh } = useLoad(register.ownKeys, 'own-keys')
  const [changed, setChanged] = useState<Answer>()
  const answer = changed ?? data
  const bureau = session.value.at === 'signed-in' && session.value.me.organisation.kind === 'bureau'
  return (
    <div class="narrow stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        <p class="quiet">{bureau ? words.bureauLead : words.lead}</p>
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!answer && !problem && <Loading />}
      {answer && (
        <section class="card stack" aria-labelledby="own-key">
          <h2 id="own-key">{words.fingerprint}</h2>
          {!bureau && <p class="quiet">{words.compare}</p>}
          <Fingerprint text={answer.fingerprint} />
          <CopyText text={answer.fingerprint} label={words.fingerprint} />
          <dl class="figures">
            <Figure name={words.since}>{showTime(answer.since)}</Figure>
          </dl>
          {!bureau && <KeyFile />}
        </section>
      )}
      {answer && !bureau && <Rotation answer={answer} onChange={setChanged} />}
    </div>
  )
}

const manages = () => isOneOf('administrator', 'manager')

function KeyFile() {
  if (!manages()) return <p class="quiet">{words.managerOnly}</p>
  return (
    <>
      <p class="prose">{words.fileHelp}</p>
      <div class="row">
        <DownloadButton kind="main" fetch={register.keyFile}>
          {words.file}
        </DownloadButton>
      </div>
    </>
  )
}

function Rotation({ answer, onChange }: { answer: Answer; onChange: (answer: Answer) => void }) {
  const act = useAct()
  const [asked, setAsked] = useState(false)
  const [done, setDone] = useState(false)
  return (
    <section class="card stack" aria-labelledby="own-key-change">
      <h2 id="own-key-change">{words.rotate}</h2>
      <p class="prose">{words.rotateHelp}</p>
      <p class="prose quiet">{words.lost}</p>
      {done && <Note is="attention">{words.rotated}</Note>}
      {answer.rotations.length > 0 && (
        <>
          <h3>{words.history}</h3>
          <ul class="stack-tight">
            {answer.rotations.map(({ id, by, at }) => (
              <li key={id} class="row">
                <span>{words.by(by, showTime(at))}</span>
                <span class="mono">{id.slice(0, 16)}…</span>
                {manages() && (
                  <DownloadButton kind="small" fetch={() => register.rotationFile(id)}>
                    {words.download}
                    <span class="hidden-visually"> {id.slice(0, 8)}</span>
                  </DownloadButton>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {manages() && (
        <div class="row">
          <Button onClick={() => setAsked(true)}>{words.rotate}</Button>
        </div>
      )}
      {asked && (
        <Confirm
          title={words.rotate}
          action={words.rotate}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={() =>
            void act.run(async () => {
              onChange(await register.rotateOwn())
              setDone(true)
              setAsked(false)
              announce(words.rotated)
            })
          }
        >
          <p>{words.rotateText}</p>
        </Confirm>
      )}
    </section>
  )
}
