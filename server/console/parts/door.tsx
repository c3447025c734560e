import type { ComponentChildren } from 'preact'
import { Brand, LanguageSwitch } from '../shell'

/** The frame of a screen for somebody who is not in yet. */
export function Door({ phone, children }: { phone?: true; children: ComponentChildren }) {
  return (
    <main class={phone ? 'door phone stack' : 'door stack'}>
      <div class="row-between">
        <Brand />
        <LanguageSwitch />
      </div>
      {children}
    </main>
  )
}
