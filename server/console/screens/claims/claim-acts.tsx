import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useAct } from '../../client/act'
import { build, builds, forgetBuild, resumeBuild } from '../../client/builds'
import { claims } from '../../client/claims'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { WorkProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { ProblemNote } from '../../parts/note'
import { BureauFile } from '../plans/bureau-file'
import { SendButton, SendState, useSending } from '../sending/use-sending'
import { words as sendingWords } from '../sending/words'
import type { PartProps } from './claim-page'
import { DecideForm, HandInForm } from './outcome-forms'
import { words } from './words'

type Asked = 'ready' | 'reopen' | 'discard' | 'hand-in' | 'decide' | 'notice'

/** What comes next, by the state of the claim. */
export function ClaimActs({ claim, onChange }: PartProps) {
  const [asked, setAsked] = useState<Asked>()
  const act = useAct()
  const { route } = useLocation()
  const { id, status, reckoned, events } = claim
  const run = (verb: () => Promise<typeof claim>, said?: string) =>
    void act.run(async () => {
      onChange(await verb())
      setAsked(undefined)
      if (said !== undefined) announce(said)
    })
  const work = `${id}/reckoning`
  const reckoning = builds.value.get(work)
  const sending = useSending('claim', id, () => run(() => claims.claim(id)))
  useEffect(() => void resumeBuild(work), [work])
  useEffect(() => {
    if (reckoning?.at !== 'built') return
    forgetBuild(work)
    run(() => claims.claim(id), words.reckonDone)
  }, [reckoning?.at])
  if (!mayWrite()) return null
  const busy = reckoning?.at === 'starting' || reckoning?.at === 'running'
  const close = () => {
    act.clear()
    setAsked(undefined)
  }
  const stops = reckoned?.items.some(({ severity, code }) => severity === 'stop' && code !== 'scan-stale') ?? true
  const inDialog = asked === 'ready' || asked === 'reopen' || asked === 'discard'
  return (
    <div class="stack no-print">
      <div class="row">
        {(status === 'draft' || status === 'ready') && (
          <Button
            {...(status === 'draft' && stops && { kind: 'main' as const })}
            disabled={busy}
            onClick={() => void build(work, () => claims.reckon(id))}
          >
            {reckoned ? words.reckonAgain : words.reckon}
          </Button>
        )}
        {status === 'draft' && (
          <Button {...(!stops && { kind: 'main' as const })} disabled={stops || busy} onClick={() => setAsked('ready')}>
            {words.makeReady}
          </Button>
        )}
        {status === 'ready' && (
          <>
            <SendButton of={sending} main text={sendingWords.handIn} disabled={busy} />
            <Button
              {...(sending.bureau === undefined && { kind: 'main' as const })}
              disabled={sending.busy}
              onClick={() => setAsked('hand-in')}
            >
              {words.handIn}
            </Button>
            <Button onClick={() => setAsked('reopen')}>{words.reopen}</Button>
          </>
        )}
        {status === 'handed-in' && (
          <Button kind="main" onClick={() => setAsked('decide')}>
            {words.decide}
          </Button>
        )}
        {status === 'paid' && <Button onClick={() => setAsked('notice')}>{words.notice}</Button>}
        {status === 'draft' && events.length === 0 && (
          <Button kind="link" onClick={() => setAsked('discard')}>
            {words.discard}
          </Button>
        )}
      </div>
      <WorkProgress build={reckoning} doing={words.reckoning} />
      {(status === 'ready' || status === 'handed-in') && <SendState of={sending} since={readySince(claim)} />}
      {act.problem && !inDialog && <ProblemNote problem={act.problem} />}
      {asked === 'ready' && (
        <Confirm
          title={words.readyTitle}
          action={words.makeReady}
          act={act}
          onConfirm={() => run(() => claims.ready(id), words.readied)}
          onClose={close}
        >
          <p>{words.readyText}</p>
        </Confirm>
      )}
      {asked === 'reopen' && (
        <Confirm
          title={words.reopenTitle}
          action={words.reopen}
          act={act}
          onConfirm={() => run(() => claims.reopen(id))}
          onClose={close}
        >
          <p>{words.reopenText}</p>
        </Confirm>
      )}
      {asked === 'discard' && (
        <Confirm
          title={words.discardTitle}
          action={words.discard}
          act={act}
          onConfirm={() =>
            void act.run(async () => {
              await claims.discard(id)
              route('/claims', true)
            })
          }
          onClose={close}
        >
          <p>{words.discardText}</p>
        </Confirm>
      )}
      {asked === 'hand-in' && <HandInForm claim={claim} onChange={onChange} onClose={close} />}
      {(asked === 'decide' || asked === 'notice') && (
        <div class="narrow">
          <BureauFile
            title={words.decisionFile}
            level={2}
            send={(file, key) => claims.importDecision(id, file, key)}
            onTaken={async () => {
              onChange(await claims.claim(id))
              close()
            }}
          />
        </div>
      )}
      {asked === 'decide' && <DecideForm claim={claim} onChange={onChange} onClose={close} />}
    </div>
  )
}

/** What was sent before is of another version. */
const readySince = ({ events }: PartProps['claim']): number => events.findLast(({ kind }) => kind === 'ready')?.at ?? 0
