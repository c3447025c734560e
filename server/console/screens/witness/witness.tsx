import { useState } from 'preact/hooks'
import type { WitnessState } from '../../../../shared/api/witness'
import { useLoad } from '../../client/load'
import { witness } from '../../client/witness'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { DeskPart } from './desk-part'
import { OwnPart } from './own-part'
import { words } from './words'

export interface PartProps<Of extends 'desk' | 'own'> {
  state: NonNullable<WitnessState[Of]>
  /** As the server has it after something was done. */
  onChange: (state: WitnessState) => void
}

/** 备查: whose logs this bureau witnesses, and who witnesses the log of this server. */
export function Witness() {
  const { data, problem, refresh } = useLoad(witness.state, 'witness')
  const [changed, setChanged] = useState<WitnessState>()
  const state = changed ?? data
  if (!state) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="narrow stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        <p class="quiet">{words.lead}</p>
      </div>
      {state.desk && <DeskPart state={state.desk} onChange={setChanged} />}
      {state.own && <OwnPart state={state.own} onChange={setChanged} />}
    </div>
  )
}
