import { useEffect, useState } from 'preact/hooks'
import type { SendingState, SentFile } from '../../../../shared/api/sending'
import { showTime } from '../../../../shared/calendar/beijing'
import { builds, forgetBuild, resumeBuild, build as start } from '../../client/builds'
import { useLoad } from '../../client/load'
import { sending } from '../../client/sending'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { WorkProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { fileSize } from '../../words/amounts'
import { BureauPart } from './bureau-part'
import { CameTable } from './came-table'
import { Standing } from './use-sending'
import { words } from './words'

const FETCH = 'sending/fetch'

/** 网络报送: the bureau's address, what went there, what came back. */
export function Sending() {
  const fetching = builds.value.get(FETCH)
  const [turn, setTurn] = useState(0)
  const { data, problem, refresh } = useLoad(sending.state, `sending/${fetching?.at}/${turn}`)
  useEffect(() => void resumeBuild(FETCH), [])
  useEffect(() => {
    if (fetching?.at !== 'built') return
    forgetBuild(FETCH)
    setTurn(turn + 1)
    announce(words.fetched)
  }, [fetching?.at])
  return (
    <div class="stack-wide">
      <div class="stack-tight narrow">
        <Heading title={words.title} />
        <p class="quiet">{words.lead}</p>
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && (
        <>
          <div class="narrow">
            <BureauPart state={data} onChange={() => setTurn(turn + 1)} />
          </div>
          <section class="card stack" aria-labelledby="sending-came">
            <h2 id="sending-came">{words.came}</h2>
            <LastLook state={data} />
            {data.bureau && mayWrite() && (
              <div class="row">
                <Button
                  kind="main"
                  disabled={fetching?.at === 'running' || fetching?.at === 'starting'}
                  onClick={() => void start(FETCH, sending.fetch)}
                >
                  {words.fetch}
                </Button>
              </div>
            )}
            <WorkProgress build={fetching} doing={words.fetching} />
            {data.came.length === 0 ? (
              <p class="quiet">{words.noneCame}</p>
            ) : (
              <CameTable label={`${words.came}（${data.came.length}）`} came={data.came} />
            )}
          </section>
          <section class="card stack" aria-labelledby="sending-sent">
            <h2 id="sending-sent">{words.sent}</h2>
            {data.sent.length === 0 ? <p class="quiet prose">{words.noneSent}</p> : <SentTable sent={data.sent} />}
          </section>
        </>
      )}
    </div>
  )
}

function LastLook({ state: { bureau } }: { state: SendingState }) {
  if (!bureau) return null
  const { look, trouble } = bureau
  return (
    <p class="row">
      {look && look.problem !== '' ? (
        <State is="wrong">{look.problem}</State>
      ) : (
        <State is={look ? 'counted' : 'idle'}>
          {look ? `${words.lastLook} ${showTime(look.at)}` : words.neverLooked}
        </State>
      )}
      {trouble === '' ? <span class="small quiet">{words.everyHour}</span> : <State is="wrong">{trouble}</State>}
    </p>
  )
}

const places = { claim: '/claims', videos: '/claims', stage: '/classes', filing: '/plans' } as const

function SentTable({ sent }: { sent: readonly SentFile[] }) {
  const label = `${words.sent}（${sent.length}）`
  return (
    <Scroll label={label}>
      <table>
        <caption class="hidden-visually">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.of}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.who}</th>
            <th scope="col" class="number">
              {words.size}
            </th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {sent.map((file) => (
            <tr key={file.id}>
              <th scope="row" class="nowrap" title={file.name}>
                {words.whats[file.what]}
              </th>
              <td>
                <a href={`${places[file.what]}/${file.subject}`}>{file.title}</a>
              </td>
              <td class="nowrap">{showTime(file.at)}</td>
              <td class="nowrap">{file.by}</td>
              <td class="number nowrap">{fileSize(file.bytes)}</td>
              <td>
                <Standing file={file} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
