import { useState } from 'preact/hooks'
import type { DisposalRow } from '../../../../shared/api/media'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { media } from '../../client/media'
import { isOneOf, mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { words } from './words'

/** What somebody asked to dispose of: confirmed by another, or withdrawn. */
export function Disposals({ rows, onChanged }: { rows: readonly DisposalRow[]; onChanged: () => Promise<void> }) {
  const [confirming, setConfirming] = useState<DisposalRow>()
  const act = useAct()
  const confirm = (row: DisposalRow) =>
    void act.run(async () => {
      await media.confirmDisposal(row.id)
      setConfirming(undefined)
      await onChanged()
    })
  return (
    <div class="stack">
      <h2>{words.disposals}</h2>
      {rows.length === 0 && <p class="quiet">{words.disposalsNone}</p>}
      {rows.length > 0 && (
        <div class="table-frame">
          <Scroll label={words.disposals}>
            <table>
              <caption class="hidden-visually">{words.disposals}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.reason}</th>
                  <th scope="col">{words.askedBy}</th>
                  <th scope="col">{words.stateOf}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{words.disposalFiles(row.files.length, row.files[0]?.name ?? '')}</th>
                    <td>{row.reason}</td>
                    <td>
                      {row.by} <span class="small quiet">{showTime(row.at)}</span>
                    </td>
                    <td>
                      <Decision row={row} onConfirm={() => setConfirming(row)} onChanged={onChanged} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      {confirming && (
        <Confirm
          title={words.confirmTitle}
          action={words.confirmDispose}
          act={act}
          onConfirm={() => confirm(confirming)}
          onClose={() => setConfirming(undefined)}
        >
          <p>{words.confirmLead(confirming.files.map(({ name }) => name).join('、'))}</p>
        </Confirm>
      )}
    </div>
  )
}

function Decision({
  row,
  onConfirm,
  onChanged,
}: {
  row: DisposalRow
  onConfirm: () => void
  onChanged: () => Promise<void>
}) {
  const act = useAct()
  const { state, endedBy, endedAt, mine } = row
  return (
    <div class="stack-tight">
      <State is={state === 'asked' ? 'attention' : state === 'done' ? 'counted' : 'idle'}>
        {words.disposalStates[state]}
      </State>
      {endedAt !== undefined && (
        <span class="small quiet">
          {endedBy} {showTime(endedAt)}
        </span>
      )}
      {state === 'asked' && mayWrite() && (
        <div class="row">
          {!mine && isOneOf('administrator', 'manager') ? (
            <Button kind="small" onClick={onConfirm}>
              {words.confirmDispose}
            </Button>
          ) : (
            <span class="small quiet">{words.confirmOther}</span>
          )}
          <Button
            kind="link"
            act={act}
            onClick={() =>
              void act.run(async () => {
                await media.withdrawDisposal(row.id)
                await onChanged()
              })
            }
          >
            {words.withdraw}
          </Button>
        </div>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
    </div>
  )
}
