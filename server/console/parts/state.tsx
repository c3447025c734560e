import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon'

const icons = {
  counted: 'counted',
  idle: 'idle',
  attention: 'attention',
  wrong: 'wrong',
  waiting: 'waiting',
} as const satisfies Record<string, IconName>
export type StateName = keyof typeof icons

/** A state as icon and word, never as colour alone. */
export function State({ is, children }: { is: StateName; children: ComponentChildren }) {
  return (
    <span class={`state state-${is === 'waiting' ? 'idle' : is}`}>
      <Icon name={icons[is]} />
      {children}
    </span>
  )
}
