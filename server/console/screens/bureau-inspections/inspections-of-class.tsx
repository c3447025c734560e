import { inspections } from '../../client/bureau-keeping'
import { useLoad } from '../../client/load'
import { ProblemNote } from '../../parts/note'
import { Rectified, ResultState, Seen } from './inspection-state'
import { words } from './words'

/** So many are shown beside a class; the list has them all. */
const MOST = 10

/** What was seen of one class, the newest look first, beside what its 阶段包 say. */
export function InspectionsOfClass({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(
    () => inspections.list({ class: classId, sort: 'day', order: 'down', size: MOST }),
    `inspections-of/${classId}`,
  )
  return (
    <section class="stack-tight" aria-labelledby="class-inspections">
      <h2 id="class-inspections">{words.title}</h2>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {data?.total === 0 && <p class="quiet">{words.emptyOfClass}</p>}
      {data?.rows.map((row) => (
        <div key={row.id} class="card narrow stack-tight">
          <p>
            <span class="nowrap">{row.day}</span> {words.hows[row.how]}
            {row.byLink && <span class="small quiet">（{words.byLink}）</span>} {row.who}{' '}
            <span class="small quiet nowrap">{row.number}</span>
          </p>
          <div>
            <ResultState result={row.result} /> <Seen found={row.found} evidence={row.evidence} />
          </div>
          {row.due !== undefined && (
            <div>
              <Rectified row={row} />
            </div>
          )}
        </div>
      ))}
      {data !== undefined && data.total > MOST && (
        <p>
          <a href="/inspections">{words.moreOfClass(data.total)}</a>
        </p>
      )}
    </section>
  )
}
