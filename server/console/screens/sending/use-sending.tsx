import { useEffect, useState } from 'preact/hooks'
import type { SentFile } from '../../../../shared/api/sending'
import { showTime } from '../../../../shared/calendar/beijing'
import type { DeliveryKind } from '../../../../shared/exchange/delivery'
import { useAct } from '../../client/act'
import { type Build, builds, forgetBuild, resumeBuild, build as start } from '../../client/builds'
import { useLoad } from '../../client/load'
import { sending } from '../../client/sending'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { WorkProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { State, type StateName } from '../../parts/state'
import { words } from './words'

/** The sending of one thing to the bureau: to whom, how far, and what became of the last one. */
export interface Sending {
  what: DeliveryKind
  /** Absent where no bureau is kept. */
  bureau?: string
  newest?: SentFile
  build: Build | undefined
  busy: boolean
  send: () => void
  known: boolean
}

export function useSending(what: DeliveryKind, id: string, onSent: () => void = () => undefined): Sending {
  const work = `${id}/send/${what}`
  const build = builds.value.get(work)
  const [turn, setTurn] = useState(0)
  const { data } = useLoad(() => sending.of(what, id), `sending/${what}/${id}/${build?.at}/${turn}`)
  useEffect(() => void resumeBuild(work), [work])
  useEffect(() => {
    if (build?.at !== 'built') return
    forgetBuild(work)
    setTurn(turn + 1)
    announce(words.delivered)
    onSent()
  }, [build?.at])
  const [newest] = data?.sent ?? []
  return {
    ...{ what, build, busy: build?.at === 'starting' || build?.at === 'running' },
    ...{ known: data !== undefined, send: () => void start(work, () => sending.send(what, id)) },
    ...(data?.bureau && { bureau: data.bureau.name }),
    ...(newest && { newest }),
  }
}

interface ButtonProps {
  of: Sending
  main?: boolean
  disabled?: boolean
  /** What it does beside sending. */
  text?: string
}

/** 发送给人社局, after saying what that is; nothing where no bureau is kept. */
export function SendButton({ of, main = false, disabled = false, text }: ButtonProps) {
  const [asked, setAsked] = useState(false)
  const act = useAct()
  const { bureau, what, busy, newest, send } = of
  if (bureau === undefined) return null
  const again = newest !== undefined && text === undefined
  return (
    <>
      <Button {...(main && { kind: 'main' as const })} disabled={busy || disabled} onClick={() => setAsked(true)}>
        {again ? words.sendAgain : words.send}
      </Button>
      {asked && (
        <Confirm
          title={words.sendTitle(bureau)}
          action={words.send}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false)
            send()
          }}
        >
          <p>{text ?? words.sendText[what]}</p>
        </Confirm>
      )}
    </>
  )
}

/** How far it is, or where the last one since then stands. */
export function SendState({ of: { build, newest }, since = 0 }: { of: Sending; since?: number }) {
  if (build && build.at !== 'built') return <WorkProgress build={build} doing={words.sending} />
  if (!newest || newest.at < since) return null
  return (
    <p>
      <Standing file={newest} /> <span class="small quiet">{words.sentAt(showTime(newest.knownAt), newest.by)}</span>
    </p>
  )
}

/** Where no bureau is kept, where that is done. */
export function SendHint({ of: { known, bureau } }: { of: Sending }) {
  if (!known || bureau !== undefined || !isOneOf('administrator', 'manager')) return null
  return (
    <p class="small quiet">
      {words.toSettings} <a href="/settings/sending">{words.toSettingsLink}</a>
    </p>
  )
}

/** 已送达 and its 受理号, or why not. */
export function Standing({ file }: { file: SentFile }) {
  const [is, text, why] = standing(file)
  return (
    <>
      <State is={is}>{text}</State>
      {why !== '' && <span class="small"> {why}</span>}
    </>
  )
}

function standing({ state, number, said, problem }: SentFile): [is: StateName, text: string, why: string] {
  if (problem !== '') return ['wrong', words.failed, problem]
  switch (state) {
    case 'taken':
      return ['counted', number === '' ? words.delivered : words.deliveredAs(number), '']
    case 'checking':
      return ['waiting', words.checking, '']
    case 'refused':
      return ['wrong', words.notTaken, said]
    case 'failed':
      return ['wrong', words.failed, said]
    case 'sending':
      return ['attention', words.notWhole, '']
    default:
      return ['waiting', state, said]
  }
}
