import type { ClassHealth } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { words } from './health-words'

/** 记录状况: by site what could not be read, by person who is recorded; those who need somebody stand first. */
export function HealthTab({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(() => api.health(classId), `health/${classId}`, 60_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <p class="prose">{words.lead}</p>
      <Sites sites={data.sites} />
      <People people={data.people} classId={classId} />
    </div>
  )
}

/** By site, what of its pages could be read and measured. */
export function Sites({ sites }: { sites: ClassHealth['sites'] }) {
  if (sites.length === 0) return <Empty title={words.noSites} />
  return (
    <div class="table-frame">
      <Scroll label={words.sites}>
        <table>
          <caption class="hidden-visually">{words.sites}</caption>
          <thead>
            <tr>
              <th scope="col">{words.site}</th>
              <th scope="col">{words.state}</th>
              <th scope="col" class="number">
                {words.recorded}
              </th>
              <th scope="col">{words.last}</th>
            </tr>
          </thead>
          <tbody>
            {sites.map((site) => (
              <tr key={site.site}>
                <th scope="row">{site.site}</th>
                <td>
                  <SiteState site={site} />
                </td>
                <td class="number">{site.people}</td>
                <td class="nowrap">{showTime(site.lastAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function SiteState({ site: { missing, unmeasurable, frames } }: { site: ClassHealth['sites'][number] }) {
  const said = [
    ...missing.map(({ fields, rule, people }) => words.missing(fields.join('、'), rule, people)),
    ...(unmeasurable > 0 ? [words.unmeasurable(unmeasurable)] : []),
    ...frames.map(({ host, people }) => words.frame(host, people)),
  ]
  if (said.length === 0) return <State is="counted">{words.fine}</State>
  return (
    <div class="stack-tight">
      {said.map((line) => (
        <State key={line} is="attention">
          {line}
        </State>
      ))}
      {missing.length > 0 && <span class="quiet small">{words.cure}</span>}
    </div>
  )
}

const urgency = { nothing: 0, new: 2, waiting: 3, recording: 4 }
const kinds = { recording: 'counted', new: 'idle', nothing: 'attention', waiting: 'idle' } as const
const rank = ({ state, troubles }: ClassHealth['people'][number]) =>
  state === 'recording' && troubles.length > 0 ? 1 : urgency[state]

function People({ people, classId }: { people: ClassHealth['people']; classId: string }) {
  const rows = [...people].sort((a, b) => rank(a) - rank(b) || (a.number < b.number ? -1 : 1))
  if (rows.length === 0) return null
  return (
    <div class="table-frame">
      <Scroll label={words.people}>
        <table>
          <caption class="hidden-visually">{words.people}</caption>
          <thead>
            <tr>
              <th scope="col">{words.person}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.joinedAt}</th>
              <th scope="col">{words.lastStudy}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ seat, number, name, state, joinedAt, lastAt, troubles }) => (
              <tr key={seat}>
                <th scope="row" class="nowrap">
                  <a href={`/seats/${seat}?class=${classId}`}>
                    {name} {number}
                  </a>
                </th>
                <td>
                  <div class="stack-tight">
                    <State is={kinds[state]}>{words.states[state]}</State>
                    {state === 'nothing' && <span class="quiet small">{words.nothingCure}</span>}
                    {troubles.map((trouble) => (
                      <span key={trouble} class="small">
                        {trouble}
                      </span>
                    ))}
                  </div>
                </td>
                <td class="nowrap">{joinedAt === undefined ? common.none : showTime(joinedAt)}</td>
                <td class="nowrap">{lastAt === undefined ? common.none : showTime(lastAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
