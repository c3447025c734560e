import { useState } from 'preact/hooks'
import type { PlatformRow } from '../../../../shared/api/bureau-register'
import { platformKindNames } from '../../../../shared/plan/words'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { decisions } from '../../client/decisions'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Empty, ProblemNote } from '../../parts/note'
import type { Column } from '../../parts/table/column'
import { DataTable } from '../../parts/table/data-table'
import { AddPlatform } from './add-platform'
import { EndEntry, Validity } from './end-entry'
import { words } from './words'

/** Platforms the bureau agreed to, for everybody or for one 单位. */
export function Platforms() {
  const act = useAct()
  const [version, setVersion] = useState(0)
  const changed = () => setVersion((n) => n + 1)
  const recommended = () =>
    void act.run(async () => {
      announce(words.recommendedAdded((await register.addRecommended()).added))
      changed()
    })
  return (
    <>
      {mayWrite() && (
        <div class="stack">
          <div class="row">
            <Button act={act} onClick={recommended}>
              {words.recommended}
            </Button>
          </div>
          {act.problem && <ProblemNote problem={act.problem} />}
          <AddPlatform onDone={changed} />
        </div>
      )}
      <DataTable<PlatformRow>
        id="bureau-platforms"
        caption={words.parts.platforms}
        path="/bureau/platforms"
        load={register.platforms}
        version={version}
        columns={columnsOf}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        searchLabel={words.findPlatform}
        filterLabel={words.status}
        filters={[
          { value: '', label: words.all },
          { value: 'valid', label: words.valid },
          { value: 'over', label: words.over },
        ]}
        first={{ sort: 'name', order: 'up' }}
        empty={
          <Empty title={words.platformsEmpty}>
            <p class="prose">{words.platformsEmptyLead}</p>
          </Empty>
        }
      />
    </>
  )
}

const columnsOf = (refresh: () => Promise<void>): Column<PlatformRow>[] => [
  { id: 'name', label: words.platform, sort: 'name', head: true, cell: ({ name }) => name },
  { id: 'host', label: words.host, sort: 'host', cell: ({ host }) => <span class="mono">{host}</span> },
  { id: 'kind', label: words.platformKind, nowrap: true, cell: ({ kind }) => platformKindNames[kind] },
  {
    ...{ id: 'firm', label: words.forWhom },
    cell: ({ firm, firmName }) => (firm === '' ? words.everybody : <a href={`/register/${firm}`}>{firmName}</a>),
  },
  { id: 'valid', label: words.validity, also: ['ended'], cell: (row) => <Validity row={row} /> },
  { id: 'source', label: words.source, cell: ({ source }) => <span class="small">{source}</span> },
  {
    ...{ id: 'documents', label: words.documents },
    cell: ({ documents }) =>
      documents.map((hash) => (
        <DownloadButton key={hash} kind="small" fetch={() => decisions.evidenceFile(hash)}>
          {hash.slice(0, 8)}
        </DownloadButton>
      )),
  },
  { id: 'end', label: words.end, cell: (row) => <EndEntry kind="platforms" row={row} refresh={refresh} /> },
]
