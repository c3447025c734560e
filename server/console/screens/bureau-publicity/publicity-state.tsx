import { type PublicityRow, publicityStateWords } from '../../../../shared/api/bureau-publicity'
import { State } from '../../parts/state'
import { words } from './words'

/** How a 公示 stands; a period that is over wants somebody to act. */
export function PublicityState({ state, due }: Pick<PublicityRow, 'state' | 'due'>) {
  if (state === 'open')
    return due ? <State is="attention">{words.due}</State> : <State is="waiting">{publicityStateWords.open}</State>
  return <State is={state === 'cleared' ? 'counted' : 'idle'}>{publicityStateWords[state]}</State>
}

/** `2026-11-23 至 2026-11-30`, and whether its end may still move. */
export function Term({ opens, last, tentative }: Pick<PublicityRow, 'opens' | 'last' | 'tentative'>) {
  return (
    <span class="nowrap">
      {opens} {words.to} {last}
      {tentative && (
        <>
          {' '}
          <State is="attention">{words.tentative}</State>
        </>
      )}
    </span>
  )
}
