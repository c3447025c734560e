import { useState } from 'preact/hooks'
import type { OnceLink } from '../../../../shared/api/access'
import { showTime } from '../../../../shared/calendar/beijing'
import { Button } from '../../parts/button'
import { CopyText } from '../../parts/copy-text'
import { Note } from '../../parts/note'
import { QrCode } from '../../parts/qr-code'
import { words } from './words'

/** A link that nobody can show again: to hand over before it is put away. */
export function LinkToHandOver({ link, who, close }: { link: OnceLink; who: string; close: () => void }) {
  return (
    <section class="card stack" aria-label={words.linkReady}>
      <Note is="attention" alert>
        {words.linkReady}
      </Note>
      <div class="link-card">
        <QrCode text={link.link} label={words.linkCopy} />
        <div class="stack">
          <p>
            <strong>{words.linkFor(who)}</strong>
          </p>
          <CopyText text={link.link} label={words.linkCopy} />
          <p class="small quiet">{words.linkUntil(showTime(link.expiresAt))}</p>
          <div class="row">
            <Button onClick={close}>{words.done}</Button>
          </div>
        </div>
      </div>
    </section>
  )
}

/** The link that a screen made last, shown until it is put away; `made` takes it and reads the screen again. */
export function useHandOver(refresh: () => Promise<void>) {
  const [made, setMade] = useState<{ link: OnceLink; who: string }>()
  return {
    made: async (link: OnceLink, who: string) => {
      setMade({ link, who })
      await refresh()
    },
    handOver: made && <LinkToHandOver link={made.link} who={made.who} close={() => setMade(undefined)} />,
  }
}
