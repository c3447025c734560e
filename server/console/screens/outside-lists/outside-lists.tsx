import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { AddList } from './add-list'
import { Lists } from './lists'
import type { AboutList, AddedList, CheckedList, ChosenColumn, ListWords, OutsideList } from './outside-list'

interface Props {
  /** What it is kept by between visits. */
  id: string
  words: ListWords
  load: () => Promise<OutsideList[]>
  add: (file: File, about: AboutList, columns: readonly ChosenColumn[]) => Promise<AddedList>
  /** Where columns can be chosen: what would be read. */
  check?: (file: File, about: AboutList, columns: readonly ChosenColumn[]) => Promise<CheckedList>
  remove: (id: string) => Promise<unknown>
}

/** Lists of other bodies of one kind: what there is, another, one less. */
export function OutsideLists({ id, words, load, add, check, remove }: Props) {
  const { data, problem, refresh } = useLoad(load, id)
  return (
    <div class="stack">
      <Heading title={words.title} />
      <p class="prose">{words.lead}</p>
      {mayWrite() && <AddList words={words} add={add} {...(check && { check })} onAdded={refresh} />}
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
