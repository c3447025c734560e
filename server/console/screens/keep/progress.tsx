import type { BackupState } from '../../../../shared/api/keep'
import { words } from './words'

/** What is under way, step by step. */
export function Progress({ running }: { running: NonNullable<BackupState['running']> }) {
  const { what, step, done, all } = running
  const text = what === 'open' ? words.opening : words.steps[step]
  return (
    <div class="stack-tight">
      <p role="status">{text}</p>
      {all > 1 ? <progress max={all} value={done} aria-label={text} /> : <progress aria-label={text} />}
    </div>
  )
}
