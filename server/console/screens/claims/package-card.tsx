import { useEffect } from 'preact/hooks'
import type { ClaimPackage, Delivery } from '../../../../shared/api/packages'
import { showTime } from '../../../../shared/calendar/beijing'
import { builds, resumeBuild, build as start } from '../../client/builds'
import { claims } from '../../client/claims'
import { useLoad } from '../../client/load'
import { packages } from '../../client/packages'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { BuildProgress } from '../../parts/build-progress'
import { Button } from '../../parts/button'
import { Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { fileSize } from '../../words/amounts'
import { buildWords } from '../../words/builds'
import { SendButton, SendHint, SendState, useSending } from '../sending/use-sending'
import { words as sendingWords } from '../sending/words'
import type { PartProps } from './claim-page'
import { packageWords as words } from './package-words'

/** Builds the package of a claim and its videos, and lists what was built. */
export function PackageCard({ claim: { id: claim, status }, onChange }: PartProps) {
  const videosOf = `${claim}/videos`
  const [whole, videos] = [builds.value.get(claim), builds.value.get(videosOf)]
  const records = useLoad(() => packages.of(claim), `claim-packages/${claim}/${whole?.at}/${videos?.at}`)
  const delivery = useLoad(packages.delivery, 'delivery')
  useEffect(() => void resumeBuild(claim).then(() => resumeBuild(videosOf)), [claim])
  useEffect(() => {
    if (whole?.at === 'built' || videos?.at === 'built') announce(buildWords.done)
  }, [whole?.at, videos?.at])
  const again = () => void claims.claim(claim).then(onChange, () => undefined)
  const [sent, sentVideos] = [useSending('claim', claim, again), useSending('videos', claim)]
  const busy =
    [whole, videos].some((one) => one?.at === 'running' || one?.at === 'starting') || sent.busy || sentVideos.busy
  return (
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="claim-package">
        <h2 id="claim-package">{words.title}</h2>
        <p class="prose">{words.lead}</p>
        {delivery.data && <To delivery={delivery.data} />}
        {mayWrite() && (
          <div class="row">
            <Button kind="main" disabled={busy} onClick={() => void start(claim, () => packages.start(claim))}>
              {words.build}
            </Button>
            <SendButton
              of={sent}
              disabled={busy || (status !== 'ready' && status !== 'handed-in')}
              {...(status === 'ready' && { text: sendingWords.handIn })}
            />
          </div>
        )}
        <BuildProgress build={whole} />
        <SendState of={sent} />
        <SendHint of={sent} />
      </section>
      <section class="card stack" aria-labelledby="claim-videos">
        <h2 id="claim-videos">{words.videosTitle}</h2>
        <p class="prose">{words.videosLead}</p>
        {mayWrite() && (
          <div class="row">
            <Button disabled={busy} onClick={() => void start(videosOf, () => packages.startVideos(claim))}>
              {words.videosBuild}
            </Button>
            <SendButton of={sentVideos} disabled={busy || status !== 'handed-in'} />
          </div>
        )}
        <BuildProgress build={videos} />
        <SendState of={sentVideos} />
      </section>
      <div class="card stack">
        <h2>{words.records}</h2>
        {records.problem && <ProblemNote problem={records.problem} retry={() => void records.refresh()} />}
        {records.data?.length === 0 && <p class="quiet">{words.none}</p>}
        {records.data && records.data.length > 0 && <Records records={records.data} />}
      </div>
    </div>
  )
}

/** To whom it goes, and how it is signed. */
function To({ delivery: { recipient, sm2 } }: { delivery: Delivery }) {
  return (
    <Note is={recipient ? 'counted' : 'attention'}>
      {recipient ? words.encrypted(recipient.bureau) : words.plain} {sm2 && words.signedTwice}{' '}
      {!recipient && <a href="/settings/delivery">{words.toDelivery}</a>}
    </Note>
  )
}

function Records({ records }: { records: readonly ClaimPackage[] }) {
  return (
    <Scroll label={words.records}>
      <table>
        <caption class="hidden-visually">{words.records}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {words.number}
            </th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.by}</th>
            <th scope="col">{words.file}</th>
            <th scope="col" class="number">
              {words.size}
            </th>
            <th scope="col">{words.code}</th>
            <th scope="col">{words.sum}</th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ number, kind, name, bytes, sha256, dataHash, recipient, by, at }) => (
            <tr key={number}>
              <td class="number">{number}</td>
              <td class="nowrap">{words.kinds[kind]}</td>
              <td class="nowrap">{showTime(at)}</td>
              <td class="nowrap">{by}</td>
              <th scope="row">
                {name}
                {recipient && <span class="small quiet"> {words.forBureau}</span>}
              </th>
              <td class="number">{fileSize(bytes)}</td>
              <td class="mono nowrap">{dataHash.slice(0, 10)}</td>
              <td class="small mono">{sha256}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
