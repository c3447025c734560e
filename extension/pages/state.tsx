/** A state is an icon and a word, never a colour alone. */
export type StateKind = 'counted' | 'idle' | 'attention' | 'wrong'

const shapes: Record<StateKind, string> = {
  counted: 'M3 8.5l3 3 7-7',
  idle: 'M4 8h8',
  attention: 'M8 3.5v5.5M8 11.5v1',
  wrong: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
}

export function State({ kind, word, id }: { kind: StateKind; word: string; id?: string }) {
  return (
    <span class="state" style={{ color: `var(--${kind})` }} id={id} data-state={kind}>
      <svg
        width="18"
        height="18"
        viewBox="0 0 16 16"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
      >
        <circle cx="8" cy="8" r="7.2" stroke-width="1.2" />
        <path d={shapes[kind]} />
      </svg>
      <strong>{word}</strong>
    </span>
  )
}
