import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { BureauLink } from '../../../../shared/api/bureau-links'
import { showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { bureauLinks } from '../../client/bureau-links'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Empty, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { KeepLink } from './keep-link'
import { linkWords as words } from './link-words'
import { OpenedLink } from './opened-link'
import { words as inspectionWords } from './words'

/** Read-only links that firms gave: /inspections/links, with the class that the address names chosen already. */
export function ClassLinks() {
  const { query } = useLocation()
  const [turn, setTurn] = useState(0)
  const [dropping, setDropping] = useState<BureauLink>()
  return (
    <div class="stack-wide">
      <div class="stack">
        <nav class="crumbs" aria-label={inspectionWords.title}>
          <a href="/inspections">{inspectionWords.title}</a>
        </nav>
        <Heading title={words.title} />
        <p class="prose quiet">{words.lead}</p>
      </div>
      <DataTable<BureauLink>
        key={turn}
        id="class-links"
        caption={words.title}
        path="/bureau/class-links"
        load={bureauLinks.list}
        columns={columns(mayWrite() ? setDropping : undefined)}
        keyOf={({ id }) => id}
        nameOf={({ className, firmName }) => `${firmName} ${className}`}
        searchLabel={words.find}
        filterLabel={words.filter}
        filters={[
          { value: '', label: words.all },
          { value: 'open', label: words.filters.open },
          { value: 'over', label: words.filters.over },
        ]}
        first={{ sort: 'at', order: 'down' }}
        empty={
          <Empty title={words.empty}>
            <p class="prose">{words.emptyLead}</p>
          </Empty>
        }
      />
      {mayWrite() && <Keep key={`keep-${turn}`} of={query.class} onKept={() => setTurn(turn + 1)} />}
      {dropping && (
        <Drop
          link={dropping}
          onClose={(gone) => {
            setDropping(undefined)
            if (gone) setTurn(turn + 1)
          }}
        />
      )}
    </div>
  )
}

function Keep({ of, onKept }: { of: string | undefined; onKept: () => void }) {
  const { data, problem, refresh } = useLoad(bureauLinks.choices, 'link-choices')
  if (problem) return <ProblemNote problem={problem} retry={() => void refresh()} />
  return data ? <KeepLink choices={data} of={of} onKept={onKept} /> : null
}

function Drop({ link: { id, className }, onClose }: { link: BureauLink; onClose: (gone: boolean) => void }) {
  const act = useAct()
  const drop = () =>
    void act.run(async () => {
      await bureauLinks.drop(id)
      announce(words.dropped)
      onClose(true)
    })
  return (
    <Confirm
      title={words.dropTitle(className)}
      action={words.drop}
      act={act}
      onClose={() => onClose(false)}
      onConfirm={drop}
    >
      <p>{words.dropText}</p>
    </Confirm>
  )
}

const columns = (drop: ((link: BureauLink) => void) | undefined): Column<BureauLink>[] => [
  {
    ...{ id: 'class', label: words.class, sort: 'class', head: true, also: ['firm'] },
    cell: ({ className, firmName }) => (
      <>
        {className}
        <div class="small quiet">{firmName}</div>
      </>
    ),
  },
  { id: 'host', label: words.host, nowrap: true, cell: ({ host }) => host },
  {
    ...{ id: 'until', label: words.until, sort: 'until', nowrap: true },
    cell: ({ until, over }) => (
      <>
        {until} {over && <State is="idle">{words.over}</State>}
      </>
    ),
  },
  {
    ...{ id: 'at', label: words.by, sort: 'at', nowrap: true, also: ['by'] },
    cell: ({ by, at }) => (
      <>
        {by}
        <div class="small quiet">{showTime(at)}</div>
      </>
    ),
  },
  ...(drop
    ? [
        {
          ...{ id: 'open', label: words.address2 },
          cell: (link: BureauLink) => (
            <div class="stack-tight">
              {!link.over && <OpenedLink id={link.id} name={link.className} />}
              <div class="row">
                {!link.over && (
                  <a
                    class="button button-small"
                    href={`/inspections/new?class=${encodeURIComponent(link.class)}&how=online`}
                  >
                    {words.look}
                    <span class="hidden-visually">：{link.className}</span>
                  </a>
                )}
                <Button kind="small" onClick={() => drop(link)}>
                  {words.drop}
                  <span class="hidden-visually">：{link.className}</span>
                </Button>
              </div>
            </div>
          ),
        },
      ]
    : []),
]
