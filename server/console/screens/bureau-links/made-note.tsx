import type { MadeLink } from '../../../../shared/api/class-links'
import { Button } from '../../parts/button'
import { CopyButton, CopyText } from '../../parts/copy-text'
import { Note } from '../../parts/note'
import { words } from './words'

/** The one time a link is shown. It lives in the screen's state alone: putting it away ends it here. */
export function MadeNote({ made: { link, reader, until }, onPutAway }: { made: MadeLink; onPutAway: () => void }) {
  return (
    <div class="stack">
      <Note is="counted">
        <p>
          <strong>{words.made}</strong>
        </p>
        <p>
          {reader} · {words.until} {until}
        </p>
        <p>{words.madeLead}</p>
      </Note>
      <CopyText text={link} label={words.link} />
      <div class="row">
        <CopyButton text={words.text(reader, link, until)} label={reader}>
          {words.message}
        </CopyButton>
        <Button onClick={onPutAway}>{words.putAway}</Button>
      </div>
    </div>
  )
}
