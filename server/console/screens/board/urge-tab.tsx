import { useState } from 'preact/hooks'
import type { Urge, UrgeKind } from '../../../../shared/api/board'
import { urgeText } from '../../../../shared/reach/urge-text'
import { boards } from '../../client/board'
import { useLoad } from '../../client/load'
import { CopyButton } from '../../parts/copy-text'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Check } from '../../parts/rows'
import { common } from '../../words/common'
import { words } from './words'

/** 催学: whom, and the text for the group. Names alone. */
export function UrgeTab({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(() => boards.urge(classId), `urge/${classId}`)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  if (data.groups.length === 0)
    return (
      <Empty title={words.urgeNobody}>
        <p class="prose">{words.urgeNobodyLead}</p>
      </Empty>
    )
  return <Chosen urge={data} />
}

function Chosen({ urge }: { urge: Urge }) {
  const [left, setLeft] = useState<ReadonlySet<UrgeKind>>(new Set())
  const chosen = new Set(urge.groups.map(({ kind }) => kind).filter((kind) => !left.has(kind)))
  const turn = (kind: UrgeKind) => {
    const next = new Set(left)
    if (!next.delete(kind)) next.add(kind)
    setLeft(next)
  }
  const text = urgeText(urge, chosen)
  return (
    <section class="card stack" aria-labelledby="urge">
      <h2 id="urge">{words.urge}</h2>
      <p class="prose">{words.urgeLead}</p>
      <fieldset class="stack-tight">
        <legend class="label">{words.urgeWho}</legend>
        {urge.groups.map(({ kind, names }) => (
          <Check
            key={kind}
            label={words.urgeOf(words.urgeKinds[kind], names.length)}
            checked={chosen.has(kind)}
            onChange={() => turn(kind)}
          />
        ))}
      </fieldset>
      {text === '' ? (
        <p class="quiet">{words.urgeNoneChosen}</p>
      ) : (
        <>
          <p class="group-text" id="urge-text">
            {text}
          </p>
          <div class="row">
            <CopyButton text={text} label={words.urgeText} onRefused={select}>
              {common.copy}
            </CopyButton>
          </div>
        </>
      )}
    </section>
  )
}

/** Where the browser does not let us copy, the text is marked for the keyboard. */
function select(): void {
  const box = document.getElementById('urge-text')
  if (box) getSelection()?.selectAllChildren(box)
}
