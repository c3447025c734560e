import type { ClassDetail } from '../../../../shared/api'
import { type BoardRow, boardFilters } from '../../../../shared/api/board'
import { boards } from '../../client/board'
import { ofClass } from '../../client/lists'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { useKept } from '../../client/use-kept'
import { useLive } from '../../client/use-live'
import { useVersion } from '../../client/use-version'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { DataTable } from '../../parts/table/data-table'
import { words as classWords } from '../class/words'
import { boardColumns } from './board-columns'
import { BoardTiles } from './board-tiles'
import { LiveStrip } from './live-strip'
import { words } from './words'

/** What is shown is asked for again this often where the line is down, ms; while it is open, whenever something changes. */
const WITHOUT_LINE = 30_000
const WITH_LINE = 120_000

/** 班级看板: who studies now, how complete the class is, and a line a person that opens to everything of theirs. */
export function BoardTab({ detail: { summary, plan } }: { detail: ClassDetail }) {
  const { live, open } = useLive(summary.id)
  const version = useVersion(live?.version)
  const every = open ? WITH_LINE : WITHOUT_LINE
  const { data, problem, refresh } = useLoad(() => boards.read(summary.id), `board/${summary.id}#${version}`, every)
  const kept = useKept(summary.id, data)
  if (!kept) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (kept.people === 0)
    return (
      <Empty title={words.emptyTitle}>
        <p class="prose">{words.emptyLead}</p>
        {mayWrite() && (
          <a class="button button-main" href={`/classes/${summary.id}/import`}>
            {classWords.tabs.import}
          </a>
        )}
      </Empty>
    )
  return (
    <div class="stack-wide">
      <LiveStrip live={live ?? kept.live} open={open} classId={summary.id} />
      <BoardTiles board={kept} policy={plan.policy} classId={summary.id} />
      <DataTable<BoardRow>
        id="board"
        caption={words.people}
        path={ofClass(summary.id, 'board/people')}
        load={boards.people(summary.id)}
        every={every}
        version={version}
        columns={boardColumns<BoardRow>(plan.policy, {
          person: ({ seat }) => `/seats/${seat}?class=${summary.id}`,
          findings: `/classes/${summary.id}/findings`,
        })}
        keyOf={({ seat }) => seat}
        nameOf={({ number, name }) => `${number} ${name}`}
        searchLabel={words.find}
        filterLabel={words.filter}
        filters={[
          { value: '', label: words.all },
          ...boardFilters.map((value) => ({ value, label: words.filters[value] })),
        ]}
        first={{ sort: 'behind' }}
        empty={<Empty title={words.emptyTitle} />}
        look="board-table"
      />
    </div>
  )
}
