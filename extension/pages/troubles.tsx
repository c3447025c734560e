import { useEffect, useState } from 'preact/hooks'
import { browser } from 'wxt/browser'
import { knowsPageWorld } from '../journal/build'
import { words } from '../locales'
import type { Status } from '../messages'
import { ownSites } from './own-sites'

const text = words.health

/** 记录状况: what keeps study from being recorded, each with what to do; `fine` where all is well. */
export function Troubles({ status: { unmeasurable, silent }, fine }: { status: Status; fine?: string }) {
  const [closed, setClosed] = useState<string[]>([])
  useEffect(() => {
    void ownSites().then(
      (sites) => setClosed(sites.flatMap(({ host, allowed }) => (allowed ? [] : [host]))),
      () => undefined,
    )
  }, [])
  if (closed.length === 0 && silent.length === 0 && !unmeasurable) return fine ? <p class="quiet">{fine}</p> : null
  return (
    <>
      {closed.length > 0 && (
        <p class="note attention" id="closed-sites">
          {text.closed(closed.join(' '))}{' '}
          <button type="button" class="link" onClick={() => void browser.runtime.openOptionsPage()}>
            {words.ownSites.allow}
          </button>
        </p>
      )}
      {silent.map((name) => (
        <p key={name} class="note attention" data-silent>
          {text.silent(name)}
        </p>
      ))}
      {unmeasurable && (
        <p class="note attention" data-unmeasurable={unmeasurable.what}>
          {text[unmeasurable.what](unmeasurable.host)}（{words.time(unmeasurable.at)}）
        </p>
      )}
    </>
  )
}

/** Whether we hear the answers to a page's own calls here: in this build, on this kernel. */
export const hasTap = (): boolean =>
  knowsPageWorld(navigator.userAgent) &&
  (browser.runtime.getManifest().content_scripts ?? []).some((one) => 'world' in one && one.world === 'MAIN')
