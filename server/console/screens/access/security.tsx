import type { Me } from '../../../../shared/api'
import type { OwnSecurity } from '../../../../shared/api/access'
import { showTime } from '../../../../shared/calendar/beijing'
import { access } from '../../client/access'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { session } from '../../client/session'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { browserOf } from './browser-name'
import { FactorCard } from './factor-card'
import { NameCard, PasswordCard } from './own-cards'
import { ownWords as words } from './own-words'
import { roleName } from './roles'

/** One's own account: name, password, authenticator, and where one is signed in. */
export function Security() {
  const { data, problem, refresh } = useLoad(access.security, 'security')
  const now = session.value
  if (!data || now.at !== 'signed-in')
    return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide narrow">
      <Heading title={words.title} />
      <p class="quiet">{who(now.me)}</p>
      <FactorCard own={data} changed={refresh} />
      <PasswordCard changed={refresh} />
      <NameCard me={now.me} />
      <Sessions own={data} changed={refresh} />
    </div>
  )
}

const who = ({ user: { login, role }, organisation: { name } }: Me) => `${login} · ${roleName(role)} · ${name}`

function Sessions({ own, changed }: { own: OwnSecurity; changed: () => Promise<void> }) {
  const act = useAct()
  const closeOthers = () =>
    void act.run(async () => {
      await access.closeOthers()
      await changed()
    })
  return (
    <section class="stack" aria-labelledby="own-sessions">
      <h2 id="own-sessions">{words.sessions}</h2>
      <p class="quiet small">{words.sessionsLead}</p>
      <div class="table-frame">
        <Scroll label={words.sessions}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.where}</th>
                <th scope="col">{words.address}</th>
                <th scope="col">{words.since}</th>
                <th scope="col">{words.seen}</th>
              </tr>
            </thead>
            <tbody>
              {own.sessions.map(({ current, createdAt, seenAt, agent, address }) => (
                <tr key={`${createdAt}/${seenAt}/${address}`}>
                  <th scope="row" title={agent}>
                    {browserOf(agent)}
                    {current && <span class="quiet small">{words.here}</span>}
                  </th>
                  <td>{address}</td>
                  <td class="nowrap">{showTime(createdAt)}</td>
                  <td class="nowrap">{showTime(seenAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {act.problem && <ProblemNote problem={act.problem} />}
      {own.sessions.length > 1 && (
        <div class="row">
          <Button act={act} onClick={closeOthers}>
            {words.closeOthers}
          </Button>
        </div>
      )}
    </section>
  )
}
