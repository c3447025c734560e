import type { PersonRow } from '../../../../shared/api/lists'
import { lists } from '../../client/lists'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { duration } from '../../words/amounts'
import { words as classWords } from '../class/words'
import { words } from './words'

/** Everybody of the organisation with every class they are in. */
export function People() {
  return (
    <div class="stack-wide">
      <Heading title={words.title} />
      <DataTable<PersonRow>
        id="people"
        caption={words.title}
        path="/people"
        load={lists.people}
        columns={columns}
        keyOf={({ person }) => person}
        nameOf={({ name }) => name}
        searchLabel={words.find}
        filters={[
          { value: '', label: words.all },
          { value: 'studying', label: words.studying },
          { value: 'several', label: words.several },
          { value: 'none', label: words.none },
        ]}
        first={{ sort: 'name' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{words.emptyLead}</p>
            {mayWrite() && (
              <a class="button button-main" href="/classes">
                {words.toClasses}
              </a>
            )}
          </Empty>
        }
      />
    </div>
  )
}

const columns: Column<PersonRow>[] = [
  { id: 'name', label: words.name, sort: 'name', head: true, nowrap: true, cell: ({ name }) => name },
  { id: 'id', label: words.id, nowrap: true, cell: ({ idMasked }) => idMasked },
  {
    ...{ id: 'classes', label: words.classes },
    cell: ({ seats }) =>
      seats.length === 0 ? (
        <span class="quiet">{words.none}</span>
      ) : (
        seats.map((seat) => (
          <div key={seat.seat}>
            <a href={`/seats/${seat.seat}?class=${seat.class}`}>
              {seat.className} {seat.number}
            </a>{' '}
            <span class="small quiet">
              {seat.leftAt === undefined ? classWords.states[seat.state] : classWords.left}
              {!seat.open && ` · ${words.closed}`} · {duration(seat.credited)}
            </span>
          </div>
        ))
      ),
  },
  {
    ...{ id: 'credited', label: words.credited, sort: 'credited', number: true },
    cell: ({ credited }) => duration(credited),
  },
]
