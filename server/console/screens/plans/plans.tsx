import type { PlanRow } from '../../../../shared/api/plans'
import { planType } from '../../../../shared/plan/types'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { dueText } from './deadline-text'
import { kindWords } from './kind-words'
import { PlanState } from './plan-state'
import { words } from './words'

/** Every plan of the organisation, the newest version of each. */
export function Plans() {
  const { data, problem, refresh } = useLoad(plans.list, 'plans')
  const own = kindWords()
  const begin = (
    <a class="button button-main" href="/plans/new">
      {own.newOne}
    </a>
  )
  return (
    <div class="stack-wide">
      <div class="stack-tight">
        <Heading title={own.plan}>{mayWrite() && data && data.length > 0 && begin}</Heading>
        <p class="quiet prose">{own.lead}</p>
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.length === 0 && (
        <Empty title={words.emptyTitle(own.plan)}>
          <p class="prose">{mayWrite() ? own.lead : words.emptyReader}</p>
          {mayWrite() && begin}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div class="table-frame">
          <Scroll label={own.plan}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.title}</th>
                  <th scope="col">{words.type}</th>
                  <th scope="col">{words.occupation}</th>
                  <th scope="col">{words.period}</th>
                  <th scope="col">{words.status}</th>
                  <th scope="col">{words.next}</th>
                  <th scope="col" class="number">
                    {words.classes}
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
    </div>
  )
}

function Row({ row }: { row: PlanRow }) {
  const { id, title, type, occupation, level, version, status, agreed, period, classes, missing, next } = row
  return (
    <tr>
      <th scope="row">
        <a href={`/plans/${id}`}>{title || words.untitled}</a>
        {version > 1 && <span class="quiet small"> {words.version(version)}</span>}
      </th>
      <td class="nowrap">{planType(type)?.name ?? type}</td>
      <td>
        {occupation} <span class="quiet small">{level}</span>
      </td>
      <td class="nowrap">{period.from !== '' && `${period.from} ${words.to} ${period.to}`}</td>
      <td>
        <PlanState status={status} />
        {missing !== undefined && missing > 0 && <span class="quiet small"> {words.missing(missing)}</span>}
        {agreed !== undefined && <span class="quiet small">{words.agreedVersion(agreed.version)}</span>}
      </td>
      <td>
        {next && (
          <>
            {next.title} <span class="quiet small nowrap">{dueText(next)}</span>
          </>
        )}
      </td>
      <td class="number">{classes}</td>
    </tr>
  )
}
