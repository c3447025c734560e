import { boardFilters } from '../../../../shared/api/board'
import type { Look, LookRow } from '../../../../shared/api/look'
import { showTime } from '../../../../shared/calendar/beijing'
import { looking } from '../../client/class-links'
import { useHash } from '../../client/hash'
import { useLoad } from '../../client/load'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { DataTable } from '../../parts/table/data-table'
import { Brand, LanguageSwitch } from '../../shell'
import { common } from '../../words/common'
import { boardColumns } from '../board/board-columns'
import { BoardTiles } from '../board/board-tiles'
import { DaysChart } from '../board/days-chart'
import { words as boardWords } from '../board/words'
import { Sites } from '../class/health-tab'
import { LookFindings } from './look-findings'
import { LookPlan } from './look-plan'
import { LookShut } from './look-shut'
import { words } from './words'

const EVERY = 60_000

/** One class for its bureau: `/look#CLASS.SECRET`. The secret goes nowhere but into the header of our requests. */
export function LookPage() {
  const token = useHash()
  return (
    <>
      <header class="bar">
        <div class="bar-inner row-between">
          <Brand />
          <LanguageSwitch />
        </div>
      </header>
      <main class="page">
        {token === '' ? <LookShut message={words.noLink} /> : <Looking key={token} token={token} />}
      </main>
    </>
  )
}

function Looking({ token }: { token: string }) {
  const { data, problem, refresh } = useLoad(() => looking.page(token), 'look', EVERY)
  if (problem?.code === 'not-allowed') return <LookShut message={problem.message} code={problem.code} />
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack-wide">
      <div class="stack">
        <Heading title={data.className} />
        <p class="prose quiet">{words.lead(data.reader, data.until)}</p>
        {problem ? (
          <Note is="attention">{common.stale(showTime(data.at))}</Note>
        ) : (
          <p class="small quiet">{words.refreshed(showTime(data.at))}</p>
        )}
      </div>
      <LookPlan look={data} />
      <Class look={data} />
      <section class="stack" aria-labelledby="look-people">
        <h2 id="look-people">{words.everybody}</h2>
        <DataTable<LookRow>
          id="look"
          caption={boardWords.people}
          path="/look/people"
          unexported
          load={looking.people(token)}
          every={EVERY}
          columns={boardColumns<LookRow>(data.plan.policy)}
          keyOf={({ number }) => number}
          nameOf={({ number, name }) => `${number} ${name}`}
          searchLabel={words.find}
          filterLabel={boardWords.filter}
          filters={[
            { value: '', label: boardWords.all },
            ...boardFilters.map((value) => ({ value, label: boardWords.filters[value] })),
          ]}
          first={{ sort: 'number' }}
          empty={<Empty title={words.empty} />}
          look="board-table"
        />
      </section>
      <section class="stack" aria-labelledby="look-sites">
        <h2 id="look-sites">{words.sites}</h2>
        <Sites sites={data.board.sites} />
      </section>
      <LookFindings findings={data.findings} />
      {data.days.length > 0 && (
        <div class="narrow">
          <DaysChart days={data.days} />
        </div>
      )}
      <p class="small quiet">{words.limits}</p>
    </div>
  )
}

function Class({ look: { board, plan } }: { look: Look }) {
  return (
    <section class="stack" aria-labelledby="look-figures">
      <h2 id="look-figures">{words.figures}</h2>
      <dl class="figures">
        <Figure name={words.studyingNow}>{words.ofPeople(board.studyingNow)}</Figure>
        <Figure name={words.signedIn}>{words.ofPeople(board.signedInToday)}</Figure>
      </dl>
      <BoardTiles board={{ ...board, sites: [] }} policy={plan.policy} />
    </section>
  )
}
