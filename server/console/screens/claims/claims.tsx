import { type ClaimListRow, claimStatuses } from '../../../../shared/api/claims'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { claims } from '../../client/claims'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { ClaimState } from './claim-state'
import { words } from './words'

/** Every 补贴申请 with its amount and what became of it. */
export function Claims() {
  const create = (
    <a class="button button-main" href="/claims/new">
      {words.create}
    </a>
  )
  return (
    <div class="stack-wide">
      <Heading title={words.title}>{mayWrite() && create}</Heading>
      <DataTable<ClaimListRow>
        id="claims"
        caption={words.title}
        path="/claims"
        load={claims.list}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, title }) => `${number} ${title}`}
        searchLabel={words.find}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          ...claimStatuses.map((value) => ({ value, label: words.statuses[value] })),
        ]}
        first={{ sort: 'created', order: 'down' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{mayWrite() ? words.emptyLead : words.emptyReader}</p>
            {mayWrite() && create}
          </Empty>
        }
      />
    </div>
  )
}

const columns: Column<ClaimListRow>[] = [
  { id: 'number', label: words.number, sort: 'number', nowrap: true, cell: ({ number }) => number },
  {
    ...{ id: 'title', label: words.name, sort: 'title', head: true },
    cell: ({ id, title, version }) => (
      <>
        <a href={`/claims/${id}`}>{title}</a>
        {version > 1 && <span class="small quiet"> {words.version(version)}</span>}
      </>
    ),
  },
  {
    ...{ id: 'classes', label: words.classes },
    cell: ({ classes }) =>
      classes.map(({ id, name }, i) => (
        <span key={id}>
          {i > 0 && '、'}
          <a href={`/classes/${id}`}>{name}</a>
        </span>
      )),
  },
  { id: 'people', label: words.people, number: true, cell: ({ people }) => people },
  {
    ...{ id: 'total', label: words.total, sort: 'total', number: true },
    cell: ({ total }) =>
      total === undefined ? (
        <span class="quiet">{words.notReckoned}</span>
      ) : (
        <span class="nowrap">{showYuan(total)}</span>
      ),
  },
  {
    ...{ id: 'status', label: words.status, sort: 'status' },
    cell: ({ status, stops = 0 }) => (
      <>
        <ClaimState status={status} />
        {status === 'draft' && stops > 0 && <span class="small quiet"> {words.stops(stops)}</span>}
      </>
    ),
  },
  { id: 'created', label: words.created, sort: 'created', nowrap: true, cell: ({ createdAt }) => showTime(createdAt) },
]
