import { useState } from 'preact/hooks'
import type { BackupRow, BackupState } from '../../../../shared/api/keep'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { keep } from '../../client/keep'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { fileSize } from '../../words/amounts'
import { common } from '../../words/common'
import { words } from './words'

/** Every backup with what came of it, the newest first. */
export function BackupTable({ state, changed }: { state: BackupState; changed: () => Promise<void> }) {
  const [trying, setTrying] = useState<BackupRow>()
  // A server of no bureau never has any.
  const copies = state.rows.some(({ packages }) => packages !== undefined && packages.all > 0)
  if (state.rows.length === 0) return <p class="quiet">{words.none}</p>
  return (
    <div class="stack">
      <h2>{words.list}</h2>
      {trying && <TryOpen row={trying} changed={changed} onClose={() => setTrying(undefined)} />}
      <Scroll label={words.list}>
        <table>
          <caption class="hidden-visually">{words.list}</caption>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.result}</th>
              <th scope="col" class="number">
                {words.size}
              </th>
              <th scope="col" class="number">
                {words.holds}
              </th>
              {copies && <th scope="col">{words.packages}</th>}
              <th scope="col">{words.by}</th>
              {state.mayChange && <th scope="col">{words.tryOpen}</th>}
            </tr>
          </thead>
          <tbody>
            {state.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" class="nowrap">
                  {showTime(row.startedAt)}
                </th>
                <td>
                  <Result row={row} />
                </td>
                <td class="number">{row.bytes === undefined ? common.none : fileSize(row.bytes)}</td>
                <td class="number">{row.entries === undefined ? common.none : `${row.entries} / ${row.receipts}`}</td>
                {copies && <td>{row.packages ? <Packages {...row.packages} /> : common.none}</td>}
                <td>{row.askedBy}</td>
                {state.mayChange && (
                  <td>
                    {row.name !== undefined && row.removedAt === undefined && (
                      <Button kind="small" disabled={state.running !== undefined} onClick={() => setTrying(row)}>
                        {words.tryOpen}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

const Packages = ({ all, copied, lacking }: NonNullable<BackupRow['packages']>) => (
  <div class="stack-tight">
    <span class="nowrap">{words.packagesText(all, copied)}</span>
    {lacking > 0 && <State is="wrong">{words.lacking(lacking)}</State>}
  </div>
)

function Result({ row: { name, problem, removedAt, openedAt } }: { row: BackupRow }) {
  if (problem !== undefined)
    return (
      <div class="stack-tight">
        <State is="wrong">{words.bad}</State>
        <span class="small">{problem}</span>
      </div>
    )
  return (
    <div class="stack-tight">
      <State is={removedAt === undefined ? 'counted' : 'idle'}>
        {removedAt === undefined ? words.good : words.removed}
      </State>
      <span class="small mono">{name}</span>
      {openedAt !== undefined && <span class="small quiet">{words.openedAt(showTime(openedAt))}</span>}
    </div>
  )
}

function TryOpen({ row, changed, onClose }: { row: BackupRow; changed: () => Promise<void>; onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('')
  const [opened, setOpened] = useState('')
  const [missing, setMissing] = useState(0)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    setOpened('')
    void act.run(async () => {
      const { entries, receipts, packages } = await keep.open(row.id, passphrase)
      setPassphrase('')
      setOpened(words.opened(entries, receipts, packages.good))
      setMissing(packages.missing)
      await changed()
    })
  }
  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <p class="prose">{words.tryOpenLead(row.name ?? '')}</p>
      <TextField label={words.passphrase} type="password" value={passphrase} maxLength={200} onChange={setPassphrase} />
      {act.problem && <ProblemNote problem={act.problem} />}
      {opened !== '' && (
        <Note is="counted" alert>
          {opened}
        </Note>
      )}
      {missing > 0 && (
        <Note is="attention" alert>
          {words.packagesMissing(missing)}
        </Note>
      )}
      <div class="row">
        <Button kind="main" submit act={act} disabled={passphrase === ''}>
          {words.tryOpen}
        </Button>
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </form>
  )
}
