import { useState } from 'preact/hooks'
import type { ClassDetail, DeviceRow } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { lists, ofClass } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { TextField } from '../../parts/field'
import { Empty } from '../../parts/note'
import { State, type StateName } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { peopleWords as words } from './people-words'

const states: Record<DeviceRow['state'], StateName> = { undecided: 'waiting', approved: 'counted', revoked: 'wrong' }

/** The devices of a class, shared ones first, with who uses them and what HR said of them. */
export function DevicesTab({ detail: { summary } }: { detail: ClassDetail }) {
  return (
    <DataTable<DeviceRow>
      id="devices"
      caption={words.device}
      path={ofClass(summary.id, 'devices')}
      load={lists.devices(summary.id)}
      every={30_000}
      columns={(refresh) => columns(summary, refresh)}
      keyOf={({ device }) => device}
      nameOf={({ device }) => device.slice(0, 8)}
      searchLabel={words.findDevice}
      filterLabel={words.state}
      filters={[
        { value: '', label: words.allDevices },
        { value: 'shared', label: words.sharedOnly },
        { value: 'undecided', label: words.states.undecided },
        { value: 'approved', label: words.states.approved },
        { value: 'revoked', label: words.states.revoked },
      ]}
      first={{ sort: 'people', order: 'down' }}
      above={({ total }) => total > 0 && <p class="prose">{words.devicesLead}</p>}
      empty={
        <Empty title={words.noDevices}>
          <p class="prose">{words.noDevicesLead}</p>
          {mayWrite() && (
            <a class="button button-main" href={`/classes/${summary.id}/codes`}>
              {words.toCodes}
            </a>
          )}
        </Empty>
      }
    />
  )
}

const columns = (summary: ClassDetail['summary'], done: () => Promise<void>): Column<DeviceRow>[] => [
  {
    ...{ id: 'device', label: words.device, head: true },
    cell: ({ device }) => (
      <span class="mono" title={device}>
        {device.slice(0, 8)}
      </span>
    ),
  },
  { id: 'people', label: words.people, sort: 'people', cell: (row) => <Users row={row} summary={summary} /> },
  {
    ...{ id: 'first', label: words.firstLast, sort: 'last', nowrap: true, also: ['last'] },
    cell: ({ firstAt, lastAt }) => (
      <>
        {showTime(firstAt)}
        <div>{lastAt === undefined ? common.none : showTime(lastAt)}</div>
      </>
    ),
  },
  {
    ...{ id: 'state', label: words.state },
    cell: ({ state, decidedAt }) => (
      <>
        <State is={states[state]}>{words.states[state]}</State>
        {decidedAt !== undefined && <div class="small quiet">{words.decidedAt(showTime(decidedAt))}</div>}
      </>
    ),
  },
  ...(mayWrite()
    ? [
        {
          ...{ id: 'act', label: words.act },
          cell: (row: DeviceRow) => <Decide row={row} classId={summary.id} done={done} />,
        },
      ]
    : []),
]

function Users({ row: { people }, summary }: { row: DeviceRow; summary: ClassDetail['summary'] }) {
  return (
    <>
      {people.length > 1 && <State is="attention">{words.shared(people.length)}</State>}
      {people.map((person) => (
        <div key={person.seat}>
          <a href={`/seats/${person.seat}${person.className === summary.name ? `?class=${summary.id}` : ''}`}>
            {person.number} {person.name}
          </a>
          {person.className !== summary.name && <span class="quiet">{words.otherClass(person.className)}</span>}
          {person.devices > 1 && <span class="small quiet"> {words.several(person.devices)}</span>}
        </div>
      ))}
    </>
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
