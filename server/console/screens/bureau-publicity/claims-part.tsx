import { useState } from 'preact/hooks'
import { claimStateWords } from '../../../../shared/api/bureau'
import type { ShownClaim } from '../../../../shared/api/bureau-publicity'
import { showYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { publicity } from '../../client/bureau-money'
import { isOneOf } from '../../client/session'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import type { PartProps } from './publicity-page'
import { words } from './words'

/** The claims that were put up, and how each stands. */
export function ClaimsPart({ publicity: now, onChange }: PartProps) {
  const [taking, setTaking] = useState<ShownClaim>()
  const decides = isOneOf('administrator', 'manager') && now.state === 'open'
  return (
    <>
      <Scroll label={words.parts.claims}>
        <table>
          <caption class="hidden-visually">{words.parts.claims}</caption>
          <thead>
            <tr>
              <th scope="col">{words.claimNumber}</th>
              <th scope="col">{words.firm}</th>
              <th scope="col">{words.claimTitle}</th>
              <th scope="col" class="number">
                {words.people}
              </th>
              <th scope="col" class="number">
                {words.amount}
              </th>
              <th scope="col">{words.status}</th>
              {decides && (
                <th scope="col">
                  <span class="hidden-visually">{words.takeOff}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {now.shown.map((one) => (
              <tr key={one.claim}>
                <th scope="row" class="nowrap">
                  <a href={`/reviews/${one.claim}`}>{one.number}</a>
                </th>
                <td>{one.firm}</td>
                <td>
                  {one.title}
                  {one.manual && <span class="small quiet"> {words.manual}</span>}
                </td>
                <td class="number">{one.people}</td>
                <td class="number nowrap">{showYuan(one.amount)}</td>
                <td>
                  <Standing claim={one} />
                </td>
                {decides && (
                  <td>
                    {!one.off && (one.status === 'published' || one.replaced) && (
                      <Button kind="small" onClick={() => setTaking(one)}>
                        {words.takeOff}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {taking && (
        <TakeOff
          claim={taking}
          take={async (reason) => onChange(await publicity.takeOff(now.id, { claim: taking.claim, reason }))}
          onClose={() => setTaking(undefined)}
        />
      )}
    </>
  )
}

function Standing({ claim: { off, replaced, objections, status } }: { claim: ShownClaim }) {
  if (off) return <State is="idle">{words.off(off.reason)}</State>
  if (replaced) return <State is="attention">{words.replaced}</State>
  if (objections > 0) return <State is="attention">{`${words.objections}：${words.waiting(objections)}`}</State>
  return <State is={status === 'published' ? 'waiting' : 'counted'}>{claimStateWords[status]}</State>
}

function TakeOff({
  claim,
  take,
  onClose,
}: {
  claim: ShownClaim
  take: (reason: string) => Promise<void>
  onClose: () => void
}) {
  const act = useAct()
  const [reason, setReason] = useState('')
  return (
    <Confirm
      title={words.takeOffTitle(claim.number)}
      action={words.takeOff}
      act={act}
      onConfirm={() => {
        if (reason.trim() !== '')
          void act.run(async () => {
            await take(reason)
            onClose()
          })
      }}
      onClose={onClose}
    >
      <p>
        {claim.firm} {claim.title}
      </p>
      <p>{words.takeOffText}</p>
      <TextArea label={words.reason} value={reason} rows={2} maxLength={500} onChange={setReason} />
    </Confirm>
  )
}
