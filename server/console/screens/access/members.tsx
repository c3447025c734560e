import type { MemberList, OnceLink } from '../../../../shared/api/access'
import { access } from '../../client/access'
import { type Act, useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { InviteForm } from './invite-form'
import { MemberRows } from './member-row'
import { useHandOver } from './once-link'
import { OpenLinks } from './open-links'
import { words } from './words'

/** Who may sign in for the organisation, and who is invited. */
export function Members() {
  const { data, problem, refresh } = useLoad(access.members, 'members')
  const { made, handOver } = useHandOver(refresh)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <Heading title={words.members} />
      <p class="prose">{words.membersLead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {handOver}
      <MemberTable list={data} changed={refresh} made={made} />
      <InviteForm made={made} />
      {data.invitations.length > 0 && <OpenLinks list={data} changed={refresh} />}
      <Everybody list={data} changed={refresh} />
    </div>
  )
}

function MemberTable({
  list,
  changed,
  made,
}: {
  list: MemberList
  changed: () => Promise<void>
  made: (link: OnceLink, who: string) => Promise<void>
}) {
  return (
    <div class="table-frame">
      <Scroll label={words.members}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.login}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.factor}</th>
              <th scope="col">{words.seen}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.manage}</th>
            </tr>
          </thead>
          <tbody>
            {list.members.map((member) => (
              <MemberRows key={member.id} member={member} changed={changed} made={made} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Everybody({ list, changed }: { list: MemberList; changed: () => Promise<void> }) {
  const act: Act = useAct()
  const put = () =>
    void act.run(async () => {
      await access.requireFactor(!list.factorRequired)
      await changed()
    })
  return (
    <section class="card stack narrow" aria-labelledby="factor-of-all">
      <h2 id="factor-of-all">{words.everybody}</h2>
      {list.factorRequired ? (
        <State is="counted">{words.everybodyOn}</State>
      ) : (
        <State is="idle">{words.everybodyOff}</State>
      )}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button act={act} onClick={put}>
          {list.factorRequired ? words.requireOff : words.requireAct}
        </Button>
      </div>
    </section>
  )
}
