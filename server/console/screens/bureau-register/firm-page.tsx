import { useState } from 'preact/hooks'
import type { FirmAnswer, KeyEnded } from '../../../../shared/api/bureau-register'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { isDeliveryState } from '../../../../shared/exchange/answers'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { Attachment } from '../../parts/attachment'
import { Button, DownloadButton } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { TransferPart } from '../bureau-keeping/transfer-part'
import { Ended } from './ended'
import { Fingerprint } from './enrol'
import { kindWord } from './firms'
import { words } from './words'

/** One 单位 with every key it had here. */
export function FirmPage({ id }: { id: string }) {
  const { data, problem, refresh } = useLoad(() => register.firm(id), id)
  const [ended, setEnded] = useState<KeyEnded>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={words.crumbs}>
          <a href="/register">{words.title}</a>
        </nav>
        <Heading title={data.name} />
        <dl class="figures">
          <Figure name={words.kind}>{kindWord(data.kind)}</Figure>
          <Figure name={words.creditCode}>{data.creditCode || '—'}</Figure>
          {data.delivered && (
            <Figure name={words.delivered}>
              {data.delivered.name} <span class="quiet small">{showTime(data.delivered.at)}</span>{' '}
              {deliveryWord(data.delivered.state)}
            </Figure>
          )}
        </dl>
      </div>
      <section class="stack" aria-labelledby="firm-keys">
        <h2 id="firm-keys">{words.keys}</h2>
        {data.keys.length === 0 && <Note is="attention">{words.noKeys}</Note>}
        {ended && <Ended of={ended} />}
        {data.keys.map((key) => (
          <Key
            key={key.id}
            of={key}
            onEnded={async (found) => {
              setEnded(found)
              await refresh()
            }}
          />
        ))}
      </section>
      <TransferPart firm={id} />
    </div>
  )
}

type FirmKey = FirmAnswer['keys'][number]

type OnEnded = (found: KeyEnded) => Promise<void>

function Key({ of, onEnded }: { of: FirmKey; onEnded: OnEnded }) {
  const [asked, setAsked] = useState(false)
  const until = of.ends.length === 0 ? undefined : Math.min(...of.ends.map((end) => end.until))
  return (
    <div class="card stack">
      <div class="row-between">
        <Fingerprint text={of.fingerprint} />
        {until === undefined || until > Date.now() ? (
          <State is="counted">{until === undefined ? words.inForce : words.inForceUntil(dayOf(until))}</State>
        ) : (
          <State is={of.ends.every(({ why }) => why === 'rotated') ? 'idle' : 'wrong'}>
            {words.until(dayOf(until))}
          </State>
        )}
      </div>
      <dl class="figures">
        <Figure name={words.made}>{showTime(of.from)}</Figure>
        <Figure name={words.how}>{words.hows[of.how]}</Figure>
        {of.compared !== '' && <Figure name={words.compared}>{of.compared}</Figure>}
        <Figure name={words.by}>
          {of.by} {showTime(of.at)}
        </Figure>
        {of.ends.map((end) => (
          <Figure key={end.at} name={words.whys[end.why]}>
            {showTime(end.until)} {end.reason} <span class="quiet small">{end.by}</span>
          </Figure>
        ))}
      </dl>
      <div class="row">
        {of.evidence !== undefined && <Evidence hash={of.evidence} />}
        {(until === undefined || until > Date.now()) && isOneOf('administrator', 'manager') && (
          <Button kind="small" onClick={() => setAsked(true)}>
            {words.revoke}
            <span class="hidden-visually"> {of.fingerprint.slice(0, 8)}</span>
          </Button>
        )}
      </div>
      {asked && <Revoke id={of.id} onClose={() => setAsked(false)} onEnded={onEnded} />}
    </div>
  )
}

const Evidence = ({ hash }: { hash: string }) => (
  <DownloadButton kind="small" fetch={() => decisions.evidenceFile(hash)}>
    {words.showEvidence}
    <span class="hidden-visually"> {hash.slice(0, 8)}</span>
  </DownloadButton>
)

const deliveryWord = (state: string) => (isDeliveryState(state) ? words.deliveries[state] : state)

function Revoke({ id, onClose, onEnded }: { id: string; onClose: () => void; onEnded: OnEnded }) {
  const act = useAct()
  const [from, setFrom] = useState(dayOf(Date.now()))
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState<string>()
  return (
    <Confirm
      title={words.revokeTitle}
      action={words.revoke}
      act={act}
      onClose={onClose}
      onConfirm={() =>
        void act.run(async () => {
          const request = { from, reason: reason.trim(), ...(evidence !== undefined && { evidence }) }
          await onEnded(await register.endKey(id, request))
          onClose()
        })
      }
    >
      <p>{words.revokeText}</p>
      <TextField type="date" short label={words.revokeFrom} value={from} onChange={setFrom} />
      <TextField label={words.reason} value={reason} maxLength={500} onChange={setReason} />
      <Attachment label={words.evidence} optional hash={evidence} onChange={setEvidence} />
    </Confirm>
  )
}
