import type { ClassDetail } from '../../../../shared/api'
import { decisions } from '../../client/decisions'
import { useLoad } from '../../client/load'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { AppealTable } from '../appeal/appeal-table'
import { words } from '../appeal/words'

/** All appeals of the class with what became of them. */
export function AppealsTab({ detail: { summary } }: { detail: ClassDetail }) {
  const { data, problem, refresh } = useLoad(() => decisions.ofClass(summary.id), `appeals/${summary.id}`, 10_000)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.length === 0) {
    return (
      <Empty title={words.noneOfClass}>
        <p class="prose">{words.noneLead}</p>
      </Empty>
    )
  }
  return <AppealTable rows={data} caption={words.title} />
}
