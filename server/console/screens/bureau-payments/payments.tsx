import { type PaymentRow, paymentStates, paymentStateWords } from '../../../../shared/api/bureau-payments'
import { dayOf } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { payments } from '../../client/bureau-money'
import { mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { PaymentState } from './payment-state'
import { words } from './words'

/** Every 资金拨付表 with what was paid of it. */
export function Payments() {
  const create = mayWrite() && (
    <a class="button button-main" href="/payments/new">
      {words.create}
    </a>
  )
  return (
    <div class="stack-wide">
      <Heading title={words.title}>{create}</Heading>
      <DataTable<PaymentRow>
        id="payments"
        caption={words.title}
        path="/bureau/payments"
        load={payments.list}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, title }) => `${number} ${title}`}
        searchLabel={words.find}
        filterLabel={words.state}
        filters={[
          { value: '', label: words.all },
          ...paymentStates.map((value) => ({ value, label: paymentStateWords[value] })),
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

const columns: Column<PaymentRow>[] = [
  { id: 'number', label: words.number, sort: 'number', nowrap: true, cell: ({ number }) => number },
  {
    ...{ id: 'title', label: words.name, sort: 'title', head: true },
    cell: ({ id, title }) => <a href={`/payments/${id}`}>{title}</a>,
  },
  { id: 'fund', label: words.fund, cell: ({ fund }) => fund },
  { id: 'lines', label: words.lines, number: true, cell: ({ lines }) => lines },
  { id: 'people', label: words.people, number: true, cell: ({ people }) => people },
  {
    ...{ id: 'amount', label: words.amount, sort: 'amount', number: true },
    cell: ({ amount }) => <span class="nowrap">{showYuan(amount)}</span>,
  },
  {
    ...{ id: 'paid', label: words.paid, number: true },
    cell: ({ paid }) => <span class="nowrap">{showYuan(paid)}</span>,
  },
  { id: 'state', label: words.state, cell: ({ state }) => <PaymentState state={state} /> },
  { id: 'by', label: words.made, sort: 'created', nowrap: true, cell: ({ by, at }) => `${by} ${dayOf(at)}` },
]
