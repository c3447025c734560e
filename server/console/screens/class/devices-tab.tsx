import { useState } from 'preact/hooks'
import type { ClassDetail, DeviceRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State, type StateName } from '../../parts/state'
import { common } from '../../words/common'
import { peopleWords as words } from './people-words'

const states: Record<DeviceRow['state'], StateName> = { undecided: 'waiting', approved: 'counted', revoked: 'wrong' }

/** The devices of a class, shared ones first, with who uses them and what HR said of them. */
export function DevicesTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => decisions.devices(summary.id), `devices/${summary.id}`, 30_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.length === 0) {
    return (
      <Empty title={words.noDevices}>
        <p class="prose">{words.noDevicesLead}</p>
      </Empty>
    )
  }
  return (
    <div class="stack">
      <p class="prose">{words.devicesLead}</p>
      <div class="table-frame">
        <Scroll label={words.device}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.device}</th>
                <th scope="col">{words.people}</th>
                <th scope="col">{words.firstLast}</th>
                <th scope="col">{words.state}</th>
                {mayWrite() && <th scope="col">{words.act}</th>}
              </tr>
            </thead>
            <tbody>
              {data.map((row) => (
                <Device key={row.device} row={row} summary={summary} done={refresh} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </div>
  )
}

function Device({
  row,
  summary,
  done,
}: {
  row: DeviceRow
  summary: ClassDetail['summary']
  done: () => Promise<void>
}) {
  const name = row.device.slice(0, 8)
  return (
    <tr>
      <th scope="row" class="mono" title={row.device}>
        {name}
      </th>
      <td>
        {row.people.length > 1 && <State is="attention">{words.shared(row.people.length)}</State>}
        {row.people.map((person) => (
          <div key={person.seat}>
            <a href={`/seats/${person.seat}${person.className === summary.name ? `?class=${summary.id}` : ''}`}>
              {person.number} {person.name}
            </a>
            {person.className !== summary.name && <span class="quiet">{words.otherClass(person.className)}</span>}
            {person.devices > 1 && <span class="small quiet"> {words.several(person.devices)}</span>}
          </div>
        ))}
      </td>
      <td class="nowrap">
        {showTime(row.firstAt)}
        <div>{row.lastAt === undefined ? common.none : showTime(row.lastAt)}</div>
      </td>
      <td>
        <State is={states[row.state]}>{words.states[row.state]}</State>
        {row.decidedAt !== undefined && <div class="small quiet">{words.decidedAt(showTime(row.decidedAt))}</div>}
      </td>
      {mayWrite() && (
        <td>
          <Decide row={row} classId={summary.id} done={done} />
        </td>
      )}
    </tr>
  )
}

function Decide({ row, classId, done }: { row: DeviceRow; classId: string; done: () => Promise<void> }) {
  const [asking, setAsking] = useState<'approved' | 'revoked'>()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const name = row.device.slice(0, 8)
  const decide = (decision: 'approved' | 'revoked', why: string) =>
    void act.run(async () => {
      await decisions.decideDevice(classId, row.device, { decision, reason: why })
      setAsking(undefined)
      announce(words.decided)
      await done()
    })
  const confirmed = () => {
    if (reason.trim() === '') return setMissing(true)
    if (asking) decide(asking, reason.trim())
  }
  const revoked = row.state === 'revoked'
  return (
    <div class="row">
      {row.state === 'undecided' && (
        <Button kind="small" act={act} onClick={() => decide('approved', words.approve)}>
          {words.approve}
        </Button>
      )}
      <Button kind="small" onClick={() => setAsking(revoked ? 'approved' : 'revoked')}>
        {revoked ? words.restore : words.revoke}
      </Button>
      {asking && (
        <Confirm
          title={revoked ? words.restoreTitle : words.revokeTitle}
          action={revoked ? words.restore : words.revoke}
          act={act}
          onConfirm={confirmed}
          onClose={() => setAsking(undefined)}
        >
          <p>
            {revoked
              ? words.restoreLead(name)
              : words.revokeLead(name, row.people.map((person) => `${person.number} ${person.name}`).join('、'))}
          </p>
          <TextField
            label={words.reason}
            help={words.reasonHelp}
            maxLength={300}
            value={reason}
            error={missing ? common.required : undefined}
            onChange={setReason}
          />
        </Confirm>
      )}
    </div>
  )
}
