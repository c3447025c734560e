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
  const act = useAct()
  const turn = (open: boolean) =>
    act.run(async () => {
      await intake.openExchange(open)
      await refresh()
      announce(open ? words.opened : words.closed)
    })
  return (
    <section class="card stack" aria-labelledby="exchange">
      <h2 id="exchange">{words.title}</h2>
      <p class="prose">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <p>
            <State is={data.open ? 'counted' : 'idle'}>
              {data.open ? words.openSince(data.open.by, showTime(data.open.at)) : words.notOpen}
            </State>
          </p>
          {data.trouble !== undefined && (
            <Note is="wrong">
              <p>{data.trouble}</p>
            </Note>
          )}
          {!data.reachable && (
            <Note is="attention">
              <p>{words.notReachable}</p>
            </Note>
          )}
          {data.open && (
            <>
              <p>{words.give}</p>
              <CopyText text={data.address} label={words.address} />
              <p>{words.compare}</p>
              <Fingerprint text={data.key} />
            </>
          )}
          {act.problem && <ProblemNote problem={act.problem} />}
          {isOneOf('administrator', 'manager') && (
            <div class="row">
              <Button {...(!data.open && { kind: 'main' as const })} act={act} onClick={() => void turn(!data.open)}>
                {data.open ? words.close : words.open}
              </Button>
              {data.open && <span class="small quiet">{words.closeHelp}</span>}
            </div>
          )}
        </>
      )}
    </section>
  )
}
