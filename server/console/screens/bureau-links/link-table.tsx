import { useState } from 'preact/hooks'
import type { ClassLink } from '../../../../shared/api/class-links'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { links as client } from '../../client/class-links'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Scroll } from '../../parts/scroll'
import { State, type StateName } from '../../parts/state'
import { words } from './words'

const shapes: Record<ClassLink['state'], StateName> = { open: 'counted', ended: 'idle', revoked: 'idle' }

/** Every link of a class, the newest first. */
export function LinkTable({ links, onChanged }: { links: readonly ClassLink[]; onChanged: () => Promise<void> }) {
  const [ending, setEnding] = useState<ClassLink>()
  return (
    <div class="table-frame">
      <Scroll label={words.linksTable}>
        <table>
          <caption class="hidden-visually">{words.linksTable}</caption>
          <thead>
            <tr>
              <th scope="col">{words.readerShort}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.until}</th>
              <th scope="col">{words.by}</th>
              <th scope="col" class="number">
                {words.openings}
              </th>
              <th scope="col">{words.lastOpened}</th>
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <Row key={link.id} link={link} onEnd={() => setEnding(link)} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {ending && <EndLink link={ending} onClose={() => setEnding(undefined)} onEnded={onChanged} />}
    </div>
  )
}

function Row({ link, onEnd }: { link: ClassLink; onEnd: () => void }) {
  const { reader, state, revoked, until, by, at, openings, lastOpenedAt } = link
  return (
    <tr>
      <th scope="row">{reader}</th>
      <td>
        <div class="row">
          <State is={shapes[state]}>{words.states[state]}</State>
          {state === 'open' && mayWrite() && (
            <Button kind="small" onClick={onEnd}>
              {words.revoke}
              <span class="hidden-visually">：{reader}</span>
            </Button>
          )}
        </div>
        {revoked && (
          <div class="small quiet">
            {revoked.by} {showTime(revoked.at)} {revoked.reason}
          </div>
        )}
      </td>
      <td class="nowrap">{until}</td>
      <td class="nowrap">
        {by}
        <div class="small quiet">{showTime(at)}</div>
      </td>
      <td class="number">{openings}</td>
      <td class="nowrap">
        {lastOpenedAt === undefined ? <span class="quiet">{words.never}</span> : showTime(lastOpenedAt)}
      </td>
    </tr>
  )
}

interface EndProps {
  link: ClassLink
  onClose: () => void
  onEnded: () => Promise<void>
}

function EndLink({ link: { id, reader }, onClose, onEnded }: EndProps) {
  const act = useAct()
  const [reason, setReason] = useState('')
  const end = () =>
    void act.run(async () => {
      await client.revoke(id, reason.trim())
      announce(words.revoked)
      onClose()
      await onEnded()
    })
  return (
    <Confirm title={words.revokeTitle(reader)} action={words.revoke} act={act} onClose={onClose} onConfirm={end}>
      <p>{words.revokeText}</p>
      <TextField label={words.reason} value={reason} maxLength={200} onChange={setReason} />
    </Confirm>
  )
}
