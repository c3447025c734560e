import type { ClassSummary } from '../../../../shared/api'
import { showTime } from '../../../../shared/calendar/beijing'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { duration } from '../../words/amounts'
import { common } from '../../words/common'
import { words } from './words'

export function Classes() {
  const { data, problem, refresh } = useLoad(api.classes, 'classes', 10_000)
  const open = data?.reduce((sum, { appeals }) => sum + appeals, 0) ?? 0
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        {mayWrite() && data && data.length > 0 && (
          <a class="button button-main" href="/classes/new">
            {words.open}
          </a>
        )}
      </Heading>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {open > 0 && (
        <Note is="attention">
          <a href="/appeals">{words.openAppeals(open)}</a>
        </Note>
      )}
      {!data && !problem && <Loading />}
      {data?.length === 0 && (
        <Empty title={words.emptyTitle}>
          <p class="prose">{mayWrite() ? words.emptyLead : words.emptyReader}</p>
          {mayWrite() && (
            <a class="button button-main" href="/classes/new">
              {words.open}
            </a>
          )}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div class="table-frame">
          <Scroll label={words.title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.period}</th>
                  <th scope="col">{words.status}</th>
                  <th scope="col" class="number">
                    {words.joined}
                  </th>
                  <th scope="col" class="number">
                    {words.credited}
                  </th>
                  <th scope="col" class="number">
                    {words.pending}
                  </th>
                  <th scope="col" class="number">
                    {words.findings}
                  </th>
                  <th scope="col" class="number">
                    {words.appeals}
                  </th>
                  <th scope="col">{words.last}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((summary) => (
                  <ClassRow key={summary.id} summary={summary} />
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
    </div>
  )
}

function ClassRow({
  summary: { id, name, period, status, seats, joined, credited, pending, findings, appeals, lastReceivedAt },
}: {
  summary: ClassSummary
}) {
  const toDo = (count: number, tab: string) => (count === 0 ? '0' : <a href={`/classes/${id}/${tab}`}>{count}</a>)
  return (
    <tr>
      <th scope="row">
        <a href={`/classes/${id}`}>{name}</a>
      </th>
      <td class="nowrap">
        {period.from} {words.to} {period.to}
      </td>
      <td>
        {status === 'open' ? <State is="counted">{words.running}</State> : <State is="idle">{words.closed}</State>}
      </td>
      <td class="number">{common.of(joined, seats)}</td>
      <td class="number">{duration(credited)}</td>
      <td class="number">{toDo(pending, 'pending')}</td>
      <td class="number">{toDo(findings, 'findings')}</td>
      <td class="number">{toDo(appeals, 'appeals')}</td>
      <td class="nowrap">
        {lastReceivedAt === undefined ? <span class="quiet">{words.never}</span> : showTime(lastReceivedAt)}
      </td>
    </tr>
  )
}
