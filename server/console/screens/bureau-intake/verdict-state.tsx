import type { Verdict } from '../../../../shared/api/bureau'
import { State, type StateName } from '../../parts/state'
import { common } from '../../words/common'
import { words } from './words'

const icons: Record<Verdict, StateName> = { agrees: 'counted', doubtful: 'attention', disagrees: 'wrong' }

/** 一致 / 有疑点 / 不一致 as icon and word. */
export function VerdictState({ verdict }: { verdict: Verdict | '' }) {
  if (verdict === '') return <span class="quiet">{common.none}</span>
  return <State is={icons[verdict]}>{words.verdicts[verdict]}</State>
}
