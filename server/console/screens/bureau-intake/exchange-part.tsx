import { useState } from 'preact/hooks'
import type { ExchangeSettings } from '../../../../shared/api/bureau-exchange'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { intake } from '../../client/intake'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { Fingerprint } from '../bureau-register/enrol'
import { exchangeWords as words } from './exchange-words'

/** 网络报送: the address that 单位 are given, and the switch. */
export function Exchange() {
  const { data, problem, refresh } = useLoad(intake.exchange, 'bureau-exchange')
  return (
    <section class="card stack" aria-labelledby="exchange">
      <h2 id="exchange">{words.title}</h2>
      <p class="prose">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && <Counter settings={data} />}
    </section>
  )
}

function Counter({ settings }: { settings: ExchangeSettings }) {
  const [{ open, address, key, reachable, trouble }, setNow] = useState(settings)
  const act = useAct()
  const turn = () =>
    act.run(async () => {
      setNow(await intake.openExchange(open === undefined))
      announce(open ? words.closed : words.opened)
    })
  return (
    <>
      <p>
        <State is={open ? 'counted' : 'idle'}>
          {open ? words.openSince(open.by, showTime(open.at)) : words.notOpen}
        </State>
      </p>
      {trouble !== undefined && (
        <Note is="wrong">
          <p>{trouble}</p>
        </Note>
      )}
      {!reachable && (
        <Note is="attention">
          <p>{words.notReachable}</p>
        </Note>
      )}
      {open && (
        <>
          <p>{words.give}</p>
          <CopyText text={address} label={words.address} />
          <p>{words.compare}</p>
          <Fingerprint text={key} />
        </>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      {isOneOf('administrator', 'manager') && (
        <div class="row">
          <Button {...(!open && { kind: 'main' as const })} act={act} onClick={() => void turn()}>
            {open ? words.close : words.open}
          </Button>
          {open && <span class="small quiet">{words.closeHelp}</span>}
        </div>
      )}
    </>
  )
}
