import { useState } from 'preact/hooks'
import type { MemberChange, MemberRow, OnceLink } from '../../../../shared/api/access'
import { showTime } from '../../../../shared/calendar/beijing'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { session } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { SelectField } from '../../parts/field'
import { Icon } from '../../parts/icon'
import { ProblemNote } from '../../parts/note'
import { State } from '../../parts/state'
import { readRole, roleName, roleOptions } from './roles'
import { words } from './words'

interface Props {
  member: MemberRow
  changed: () => Promise<void>
  made: (link: OnceLink, who: string) => Promise<void>
}

/** A member, and below what can be done about them. */
export function MemberRows({ member, changed, made }: Props) {
  const [open, setOpen] = useState(false)
  const own = session.value.at === 'signed-in' && session.value.me.user.id === member.id
  return (
    <>
      <tr>
        <th scope="row">
          {member.name}
          {own && <span class="quiet small">{words.you}</span>}
        </th>
        <td>{member.login}</td>
        <td class="nowrap">{roleName(member.role)}</td>
        <td>{member.factor ? words.factorOn : <span class="quiet">{words.factorOff}</span>}</td>
        <td class="nowrap">
          {member.seenAt === undefined ? <span class="quiet">{words.never}</span> : showTime(member.seenAt)}
        </td>
        <td>
          <MemberState member={member} />
        </td>
        <td>
          <button
            type="button"
            class="sort"
            aria-expanded={open}
            aria-label={words.manageOf(member.name)}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'right'} size={12} />
            {words.manage}
          </button>
        </td>
      </tr>
      {open && (
        <tr class="inner">
          <td colSpan={7}>
            <Acts member={member} changed={changed} made={made} />
          </td>
        </tr>
      )}
    </>
  )
}

function MemberState({ member: { stoppedAt, lockedUntil } }: { member: MemberRow }) {
  if (stoppedAt !== undefined) return <State is="idle">{words.stopped}</State>
  if (lockedUntil !== undefined) return <State is="attention">{words.locked(showTime(lockedUntil))}</State>
  return <State is="counted">{words.active}</State>
}

function Acts({ member, changed, made }: Props) {
  const [role, setRole] = useState<string>(member.role)
  const [asking, setAsking] = useState<'stop' | 'reset-factor'>()
  const act = useAct()
  const change = (what: MemberChange) =>
    void act.run(async () => {
      await access.change(member.id, what)
      setAsking(undefined)
      await changed()
    })
  const who = `${member.name}（${member.login}）`
  return (
    <div class="stack">
      <div class="row-wide row-end">
        <SelectField label={words.role} value={role} onChange={setRole} options={roleOptions()} />
        <Button
          act={act}
          disabled={role === member.role}
          onClick={() => change({ change: 'role', role: readRole(role) })}
        >
          {words.saveRole}
        </Button>
      </div>
      {act.problem && !asking && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button act={act} onClick={() => void act.run(async () => made(await access.passwordLink(member.id), who))}>
          {words.passwordLink}
        </Button>
        {member.lockedUntil !== undefined && (
          <Button act={act} onClick={() => change({ change: 'unlock' })}>
            {words.unlock}
          </Button>
        )}
        {member.factor && <Button onClick={() => setAsking('reset-factor')}>{words.resetFactor}</Button>}
        {member.stoppedAt === undefined ? (
          <Button kind="danger" onClick={() => setAsking('stop')}>
            {words.stop}
          </Button>
        ) : (
          <Button act={act} onClick={() => change({ change: 'let-in' })}>
            {words.letIn}
          </Button>
        )}
      </div>
      {member.stoppedAt !== undefined && <HandOverLink />}
      {asking && (
        <Confirm
          title={asking === 'stop' ? words.stopTitle : words.resetTitle}
          action={asking === 'stop' ? words.stop : words.resetFactor}
          act={act}
          onConfirm={() => change({ change: asking })}
          onClose={() => setAsking(undefined)}
        >
          <p>{asking === 'stop' ? words.stopLead(who) : words.resetLead(who)}</p>
          {asking === 'stop' && <HandOverLink />}
        </Confirm>
      )}
    </div>
  )
}

/** Whoever goes leaves classes, terms and a passphrase behind. */
function HandOverLink() {
  return (
    <p>
      <a href="/settings/hand-over">{words.handOver}</a>
    </p>
  )
}
