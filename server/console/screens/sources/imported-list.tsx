import type { ImportedRow } from '../../../../shared/api/sources'
import { showDuration, showTime } from '../../../../shared/calendar/beijing'
import { ofClass } from '../../client/lists'
import { sources } from '../../client/sources'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { common } from '../../words/common'
import { sourceOf, whatOf } from './import-list'
import { words } from './words'

/** Line by line what other sources brought whom. */
export function ImportedList({ classId, version }: { classId: string; version: number }) {
  return (
    <section class="stack">
      <h2>{words.rows}</h2>
      <DataTable<ImportedRow>
        id="imported"
        caption={words.rows}
        path={ofClass(classId, 'imported')}
        load={sources.imported(classId)}
        version={version}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ number, name, lesson, course }) => `${number} ${name} ${lesson ?? course}`}
        searchLabel={words.findRow}
        filterLabel={words.filter}
        filters={[
          { value: '', label: words.all },
          { value: '乙', label: words.second },
          { value: '丙', label: words.third },
          { value: 'withdrawn', label: words.withdrawn },
        ]}
        first={{ sort: 'number', order: 'up' }}
        empty={<p class="quiet">{words.noRows}</p>}
      />
    </section>
  )
}

const columns: Column<ImportedRow>[] = [
  {
    ...{ id: 'name', label: words.person, sort: 'number', head: true, nowrap: true, also: ['number'] },
    cell: ({ seat, number, name }) => (
      <a href={`/seats/${encodeURIComponent(seat)}`}>
        {number} {name}
      </a>
    ),
  },
  { id: 'source', label: words.source, nowrap: true, cell: ({ source }) => sourceOf(source) },
  { id: 'platform', label: words.platform, cell: whatOf },
  {
    ...{ id: 'course', label: words.course, also: ['lesson'] },
    cell: ({ course, lesson }) => (
      <>
        {course}
        {lesson !== undefined && <div class="small quiet">{lesson}</div>}
      </>
    ),
  },
  {
    ...{ id: 'start', label: words.start, sort: 'start', nowrap: true },
    cell: ({ start }) => (start === undefined ? common.none : showTime(start)),
  },
  {
    ...{ id: 'seconds', label: words.time, sort: 'seconds', number: true, nowrap: true },
    cell: ({ seconds }) => showDuration(seconds * 1000),
  },
  {
    ...{ id: 'state', label: words.state, nowrap: true },
    cell: ({ withdrawn }) => (
      <State is={withdrawn ? 'idle' : 'counted'}>{withdrawn ? words.withdrawn : words.standing}</State>
    ),
  },
  { id: 'at', label: words.at, sort: 'at', nowrap: true, spare: true, cell: ({ at }) => showTime(at) },
  { id: 'by', label: words.by, spare: true, cell: ({ by }) => by },
]
