import type { MemberList } from '../../../../shared/api/access'
import { showTime } from '../../../../shared/calendar/beijing'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { roleName } from './roles'
import { words } from './words'

/** Links that are out and that nobody has used: to withdraw where they went astray. */
export function OpenLinks({ list, changed }: { list: MemberList; changed: () => Promise<void> }) {
  const act = useAct()
  const withdraw = (id: string) =>
    void act.run(async () => {
      await access.withdraw(id)
      await changed()
    })
  return (
    <section class="stack" aria-labelledby="open-links">
      <h2 id="open-links">{words.invitations}</h2>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="table-frame">
        <Scroll label={words.invitations}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.inviteNote}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.role}</th>
                <th scope="col">{words.by}</th>
                <th scope="col">{words.until}</th>
                <th scope="col">{words.withdraw}</th>
              </tr>
            </thead>
            <tbody>
              {list.invitations.map(({ id, role, note, forMember, by, expiresAt }) => {
                const whose = list.members.find((member) => member.id === forMember)
                const who = whose ? `${whose.name}（${whose.login}）` : note
                return (
                  <tr key={id}>
                    <th scope="row">{who}</th>
                    <td>{forMember === undefined ? words.newMember : words.newPassword}</td>
                    <td>{roleName(role)}</td>
                    <td>{by === '' ? words.byHost : by}</td>
                    <td class="nowrap">{showTime(expiresAt)}</td>
                    <td>
                      <Button kind="small" act={act} onClick={() => withdraw(id)}>
                        {words.withdraw}
                        <span class="hidden-visually">：{who === '' ? roleName(role) : who}</span>
                      </Button>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </Scroll>
      </div>
    </section>
  )
}
