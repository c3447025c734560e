import { type ReviewRow, reviewFilters } from '../../../../shared/api/bureau-review'
import { showTime } from '../../../../shared/calendar/beijing'
import { showYuan } from '../../../../shared/claim/money'
import { reviews } from '../../client/bureau-review'
import { isOneOf, mayWrite } from '../../client/session'
import { Empty } from '../../parts/note'
import { Heading } from '../../parts/page'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { ReviewState, VerdictState } from './review-state'
import { words } from './words'

/** 审核: claims by risk, each with its reasons. */
export function Reviews() {
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        {isOneOf('administrator', 'manager', 'hr', 'auditor') && (
          <>
            <a class="button" href="/reviews/draws">
              {words.draws}
            </a>
            <a class="button" href="/reviews/formula">
              {words.formula}
            </a>
          </>
        )}
        {mayWrite() && (
          <a class="button" href="/reviews/manual">
            {words.manual}
          </a>
        )}
      </Heading>
      <DataTable<ReviewRow>
        id="reviews"
        caption={words.title}
        path="/bureau/reviews"
        load={reviews.list}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, title }) => `${number} ${title}`}
        searchLabel={words.find}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          ...reviewFilters.map((value) => ({ value, label: words.filters[value] })),
        ]}
        first={{ sort: 'risk', order: 'down', filter: 'received' }}
        empty={
          <Empty title={words.emptyTitle}>
            <p class="prose">{words.emptyLead}</p>
          </Empty>
        }
      />
    </div>
  )
}

const columns: Column<ReviewRow>[] = [
  {
    ...{ id: 'risk', label: words.risk, sort: 'risk', number: true, help: words.riskHelp },
    cell: ({ risk }) => risk.score,
  },
  { id: 'number', label: words.number, sort: 'number', nowrap: true, cell: ({ number }) => number },
  {
    ...{ id: 'title', label: words.name, head: true, also: ['firm'] },
    cell: ({ id, title, version, firm }) => (
      <>
        <a href={`/reviews/${id}`}>{title}</a>
        {version > 1 && <span class="small quiet"> {words.version(version)}</span>}
        <div class="small quiet">{firm}</div>
      </>
    ),
  },
  {
    ...{ id: 'reasons', label: words.reasons },
    cell: ({ risk: { reasons } }) =>
      reasons.length === 0 ? (
        <span class="quiet">{words.noReasons}</span>
      ) : (
        <ul class="plain small">
          {reasons.slice(0, 3).map(({ label, points }) => (
            <li key={label}>
              {label} <span class="quiet nowrap">{words.score(points)}</span>
            </li>
          ))}
        </ul>
      ),
  },
  { id: 'verdict', label: words.verdict, also: ['source'], cell: (row) => <VerdictState {...row} /> },
  { id: 'people', label: words.people, sort: 'people', number: true, cell: ({ people }) => people },
  {
    ...{ id: 'drawn', label: words.drawn, nowrap: true },
    cell: ({ drawn, interviewed }) =>
      drawn === 0 ? <span class="quiet">{common.none}</span> : words.drawnOf(interviewed, drawn),
  },
  {
    ...{ id: 'asked', label: words.asked, sort: 'asked', number: true },
    cell: ({ asked }) => <span class="nowrap">{showYuan(asked)}</span>,
  },
  { id: 'status', label: words.status, sort: 'status', cell: (row) => <ReviewState {...row} /> },
  {
    ...{ id: 'received', label: words.received, sort: 'received', nowrap: true, spare: true },
    cell: ({ receivedAt }) => showTime(receivedAt),
  },
]
