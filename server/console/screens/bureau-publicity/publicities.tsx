import { type PublicityRow, publicityStates, publicityStateWords } from '../../../../shared/api/bureau-publicity'
import { showYuan } from '../../../../shared/claim/money'
import { publicity } from '../../client/bureau-money'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { PublicityState, Term } from './publicity-state'
import { words } from './words'

/** Every 公示: its period, what stands against it, and whether it can be cleared. */
export function Publicities() {
  const create = mayWrite() && (
    <a class="button button-main" href="/publicity/new">
      {words.create}
    </a>
  )
  return (
    <div class="stack-wide">
      <Heading title={words.title}>{create}</Heading>
      <DataTable<PublicityRow>
        id="publicities"
        caption={words.title}
        path="/bureau/publicities"
        load={publicity.list}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, title }) => `${number} ${title}`}
        searchLabel={words.find}
        filterLabel={words.state}
        filters={[
          { value: '', label: words.all },
          ...publicityStates.map((value) => ({ value, label: publicityStateWords[value] })),
        ]}
        first={{ sort: 'created', order: 'down' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{words.emptyLead}</p>
            {create}
          </Empty>
        }
      />
    </div>
  )
}

const columns: Column<PublicityRow>[] = [
  { id: 'number', label: words.number, sort: 'number', nowrap: true, cell: ({ number }) => number },
  {
    ...{ id: 'title', label: words.name, sort: 'title', head: true },
    cell: ({ id, title }) => <a href={`/publicity/${id}`}>{title}</a>,
  },
  { id: 'term', label: words.term, cell: (row) => <Term {...row} /> },
  { id: 'claims', label: words.claims, number: true, cell: ({ claims }) => claims },
  { id: 'people', label: words.people, number: true, cell: ({ people }) => people },
  {
    ...{ id: 'amount', label: words.amount, sort: 'amount', number: true },
    cell: ({ amount }) => <span class="nowrap">{showYuan(amount)}</span>,
  },
  {
    ...{ id: 'objections', label: words.objections },
    cell: ({ objections }) => (objections > 0 ? <State is="attention">{words.waiting(objections)}</State> : '0'),
  },
  { id: 'state', label: words.state, cell: (row) => <PublicityState {...row} /> },
]
