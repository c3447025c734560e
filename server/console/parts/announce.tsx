import { signal } from '@preact/signals'

const said = signal('')

/** Tells a screen reader what changed without moving it. */
export function announce(text: string): void {
  said.value = text
}

export function Announcer() {
  return (
    <div class="hidden-visually" role="status" aria-live="polite">
      {said.value}
    </div>
  )
}
