import { useState } from 'preact/hooks'
import type { LinkOpening, MadeLink } from '../../../../shared/api/class-links'
import { showTime } from '../../../../shared/calendar/beijing'
import { links } from '../../client/class-links'
import { ofClass } from '../../client/lists'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { LinkForm } from './link-form'
import { LinkTable } from './link-table'
import { MadeNote } from './made-note'
import { words } from './words'

/** 给主管部门的只读链接 of a class: making one, what there is, and who opened it. */
export function BureauLinksTab({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(() => links.of(classId), `bureau-links/${classId}`, 60_000)
  const [made, setMade] = useState<MadeLink>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <section class="card stack" aria-labelledby="bureau-links">
        <h2 id="bureau-links">{words.title}</h2>
        <p class="prose">{words.lead}</p>
        {!data.reachable && <Note is="attention">{words.notReachable}</Note>}
        {made && <MadeNote made={made} onPutAway={() => setMade(undefined)} />}
        {!made && !data.running && <p>{words.closed}</p>}
        {!made && data.running && mayWrite() && (
          <LinkForm
            classId={classId}
            suggested={data.suggested}
            onMade={async (link) => {
              setMade(link)
              await refresh()
            }}
          />
        )}
      </section>
      <section class="stack" aria-labelledby="bureau-links-all">
        <h2 id="bureau-links-all">{words.links}</h2>
        {data.links.length === 0 ? (
          <p class="quiet">{words.none}</p>
        ) : (
          <LinkTable links={data.links} onChanged={refresh} />
        )}
      </section>
      {data.links.length > 0 && (
        <section class="stack" aria-labelledby="bureau-links-visits">
          <h2 id="bureau-links-visits">{words.visits}</h2>
          <DataTable<LinkOpening>
            id="link-openings"
            caption={words.visitsTable}
            path={ofClass(classId, 'link-openings')}
            load={links.openings(classId)}
            every={60_000}
            columns={columns}
            keyOf={({ id }) => id}
            nameOf={({ reader, at }) => `${reader} ${showTime(at)}`}
            searchLabel={words.visitsFind}
            first={{ sort: 'at', order: 'down' }}
            empty={<Empty title={words.visitsNone} />}
          />
        </section>
      )}
    </div>
  )
}

const columns: Column<LinkOpening>[] = [
  { id: 'at', label: words.at, sort: 'at', head: true, nowrap: true, cell: ({ at }) => showTime(at) },
  { id: 'reader', label: words.readerShort, sort: 'reader', cell: ({ reader }) => reader },
  { id: 'from', label: words.from, help: words.fromHelp, nowrap: true, cell: ({ from }) => from },
]
