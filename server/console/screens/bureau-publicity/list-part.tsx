import type { PublicPerson } from '../../../../shared/api/bureau-publicity'
import { showYuan } from '../../../../shared/claim/money'
import { ofPublicity, publicity } from '../../client/bureau-money'
import { Empty } from '../../parts/note'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import type { PartProps } from './publicity-page'
import { words } from './words'

/** Everybody of the list, as everybody sees them. */
export function ListPart({ publicity: now }: PartProps) {
  return (
    <DataTable<PublicPerson>
      id="public-people"
      caption={words.parts.people}
      path={ofPublicity(now.id, '/people')}
      load={publicity.people(now.id)}
      columns={columns}
      keyOf={({ position }) => String(position)}
      nameOf={({ position, name }) => `${position} ${name}`}
      searchLabel={words.findPerson}
      filterLabel={words.shownFilter}
      filters={[
        { value: '', label: words.all },
        { value: 'shown', label: words.shownOnly },
        { value: 'off', label: words.offOnly },
      ]}
      first={{ sort: 'position' }}
      empty={<Empty title={words.noneDue} />}
    />
  )
}

const columns: Column<PublicPerson>[] = [
  { id: 'position', label: words.position, sort: 'position', number: true, cell: ({ position }) => position },
  { id: 'name', label: words.person, sort: 'name', head: true, nowrap: true, cell: ({ name }) => name },
  {
    ...{ id: 'id', label: words.idShown, nowrap: true },
    cell: ({ idShown }) => <span class="numbers">{idShown}</span>,
  },
  { id: 'firm', label: words.firm, sort: 'firm', cell: ({ firm }) => firm },
  { id: 'occupation', label: words.occupation, cell: ({ occupation }) => occupation },
  { id: 'level', label: words.level, cell: ({ level }) => level },
  { id: 'hours', label: words.hours, number: true, cell: ({ hours }) => hours },
  { id: 'standard', label: words.personStandard, cell: ({ standard }) => standard },
  {
    ...{ id: 'amount', label: words.amount, sort: 'amount', number: true },
    cell: ({ amount }) => <span class="nowrap">{showYuan(amount)}</span>,
  },
  { id: 'off', label: words.offOnly, spare: true, cell: ({ off }) => (off ? words.offOnly : '') },
]
