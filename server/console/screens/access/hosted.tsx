import { useState } from 'preact/hooks'
import type { HostedRow, OnceLink } from '../../../../shared/api/access'
import { showTime } from '../../../../shared/calendar/beijing'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { words as entryWords } from '../entry/words'
import { HostForm } from './host-form'
import { useHandOver } from './once-link'
import { words } from './words'

/** The organisations this server hosts for others: their name and how many sign in, and nothing they do. */
export function Hosted() {
  const { data, problem, refresh } = useLoad(access.hosted, 'hosted')
  const { made, handOver } = useHandOver(refresh)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <Heading title={words.hosted} />
      <p class="prose">{words.hostedLead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {handOver}
      {data.length === 0 ? (
        <Empty title={words.hostedEmpty}>
          <p class="prose">{words.hostedNote}</p>
        </Empty>
      ) : (
        <HostedTable rows={data} changed={refresh} made={made} />
      )}
      <HostForm made={made} />
    </div>
  )
}

function HostedTable({
  rows,
  ...acts
}: {
  rows: readonly HostedRow[]
  changed: () => Promise<void>
  made: (link: OnceLink, who: string) => Promise<void>
}) {
  return (
    <div class="table-frame">
      <Scroll label={words.hosted}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.hostedName}</th>
              <th scope="col">{words.hostedKind}</th>
              <th scope="col" class="number">
                {words.hostedMembers}
              </th>
              <th scope="col">{words.hostedSince}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.manage}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} {...acts} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Row({
  row: { id, kind, name, members, createdAt, stoppedAt, invitedUntil },
  changed,
  made,
}: {
  row: HostedRow
  changed: () => Promise<void>
  made: (link: OnceLink, who: string) => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const stop = (stopped: boolean) =>
    void act.run(async () => {
      await access.stopHosted(id, stopped)
      setAsking(false)
      await changed()
    })
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{entryWords[kind]}</td>
      <td class="number">{members}</td>
      <td class="nowrap">{showTime(createdAt)}</td>
      <td>
        {stoppedAt !== undefined ? (
          <State is="idle">{words.hostedStopped}</State>
        ) : members > 0 ? (
          <State is="counted">{words.hostedActive}</State>
        ) : (
          <State is="waiting">
            {invitedUntil === undefined ? words.hostedExpired : words.hostedWaiting(showTime(invitedUntil))}
          </State>
        )}
      </td>
      <td>
        <div class="row">
          {members === 0 && stoppedAt === undefined && (
            <Button
              kind="small"
              act={act}
              onClick={() => void act.run(async () => made(await access.inviteFirst(id), name))}
            >
              {words.inviteAgain}
              <span class="hidden-visually">：{name}</span>
            </Button>
          )}
          {stoppedAt === undefined ? (
            <Button kind="small" onClick={() => setAsking(true)}>
              {words.stopHosted}
              <span class="hidden-visually">：{name}</span>
            </Button>
          ) : (
            <Button kind="small" act={act} onClick={() => stop(false)}>
              {words.letInHosted}
              <span class="hidden-visually">：{name}</span>
            </Button>
          )}
        </div>
        {act.problem && !asking && <ProblemNote problem={act.problem} />}
        {asking && (
          <Confirm
            title={words.stopHostedTitle}
            action={words.stopHosted}
            act={act}
            onConfirm={() => stop(true)}
            onClose={() => setAsking(false)}
          >
            <p>{words.stopHostedLead(name)}</p>
          </Confirm>
        )}
      </td>
    </tr>
  )
}
