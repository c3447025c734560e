import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { AppealTable } from './appeal-table'
import { words } from './words'

/** Everything that waits for an answer, in any class. */
export function OpenAppeals() {
  const { data, problem, refresh } = useLoad(decisions.open, 'appeals', 10_000)
  return (
    <div class="stack-wide">
      <Heading title={words.openTitle} />
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data?.length === 0 && (
        <Empty title={words.none}>
          <p class="prose">{words.noneLead}</p>
        </Empty>
      )}
      {data && data.length > 0 && <AppealTable rows={data} caption={words.openTitle} />}
    </div>
  )
}
