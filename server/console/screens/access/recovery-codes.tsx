import { Button } from '../../parts/button'
import { ownWords as words } from './own-words'

/** Ten codes that are good once each; nobody can show them again. Printable. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  return (
    <section class="stack" aria-label={words.recovery}>
      <h3>{words.recovery}</h3>
      <p>{words.recoveryLead}</p>
      <ol class="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="row no-print">
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Button kind="main" onClick={done}>
          {words.recoveryDone}
        </Button>
      </div>
    </section>
  )
}
