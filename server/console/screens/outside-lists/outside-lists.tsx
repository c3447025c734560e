import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { AddList } from './add-list'
import { Lists } from './lists'
import type { AddedList, ListWords, OutsideList } from './outside-list'

interface Props {
  /** What it is kept by between visits. */
  id: string
  words: ListWords
  load: () => Promise<OutsideList[]>
  add: (file: File, about: { name: string; source: string; day: string }) => Promise<AddedList>
  remove: (id: string) => Promise<unknown>
}

/** Lists of other bodies of one kind: what there is, another, one less. */
export function OutsideLists({ id, words, load, add, remove }: Props) {
  const { data, problem, refresh } = useLoad(load, id)
  return (
    <div class="stack">
      <Heading title={words.title} />
      <p class="prose">{words.lead}</p>
      {mayWrite() && <AddList words={words} add={add} onAdded={refresh} />}
      {!data && (problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />)}
      {data?.length === 0 && (
        <Empty title={words.none}>
          <p class="prose">{words.noneLead}</p>
        </Empty>
      )}
      {data && data.length > 0 && <Lists words={words} lists={data} remove={remove} onRemoved={refresh} />}
    </div>
  )
}
