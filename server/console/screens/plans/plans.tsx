import type { PlanRow } from '../../../../shared/api/plans'
import { planType } from '../../../../shared/plan/types'
import { lists } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { dueText } from './deadline-text'
import { kindWords } from './kind-words'
import { PlanState } from './plan-state'
import { words } from './words'

/** Every plan of the organisation, the newest version of each. */
export function Plans() {
  const own = kindWords()
  const begin = (
    <a class="button button-main" href="/plans/new">
      {own.newOne}
    </a>
  )
  return (
    <div class="stack-wide">
      <div class="stack-tight">
        <Heading title={own.plan}>{mayWrite() && begin}</Heading>
        <p class="quiet prose">{own.lead}</p>
      </div>
      <DataTable<PlanRow>
        id="plans"
        caption={own.plan}
        path="/plans"
        load={lists.plans}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ title }) => title || words.untitled}
        searchLabel={words.find}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          ...(['draft', 'filed', 'approved', 'returned'] as const).map((value) => ({
            ...{ value, label: words.statuses[value] },
          })),
        ]}
        first={{ sort: 'saved', order: 'down' }}
        empty={
          <Empty title={words.emptyTitle(own.plan)}>
            {!mayWrite() && <p class="prose">{words.emptyReader}</p>}
            {mayWrite() && begin}
          </Empty>
        }
      />
    </div>
  )
}

const columns: Column<PlanRow>[] = [
  {
    ...{ id: 'title', label: words.title, sort: 'title', head: true, also: ['version'] },
    cell: ({ id, title, version }) => (
      <>
        <a href={`/plans/${id}`}>{title || words.untitled}</a>
        {version > 1 && <span class="quiet small"> {words.version(version)}</span>}
      </>
    ),
  },
  { id: 'type', label: words.type, nowrap: true, cell: ({ type }) => planType(type)?.name ?? type },
  {
    ...{ id: 'occupation', label: words.occupation, also: ['level'] },
    cell: ({ occupation, level }) => (
      <>
        {occupation} <span class="quiet small">{level}</span>
      </>
    ),
  },
  {
    ...{ id: 'period', label: words.period, sort: 'from', nowrap: true },
    cell: ({ period }) => period.from !== '' && `${period.from} ${words.to} ${period.to}`,
  },
  {
    ...{ id: 'status', label: words.status, sort: 'status', also: ['agreed', 'missing'] },
    cell: ({ status, missing, agreed }) => (
      <>
        <PlanState status={status} />
        {missing !== undefined && missing > 0 && <span class="quiet small"> {words.missing(missing)}</span>}
        {agreed !== undefined && <span class="quiet small">{words.agreedVersion(agreed.version)}</span>}
      </>
    ),
  },
  {
    ...{ id: 'next', label: words.next, also: ['due'] },
    cell: ({ next }) =>
      next && (
        <>
          {next.title} <span class="quiet small nowrap">{dueText(next)}</span>
        </>
      ),
  },
  { id: 'classes', label: words.classes, sort: 'classes', number: true, cell: ({ classes }) => classes },
]
