import { browser } from 'wxt/browser'
import { isField } from '../../shared/site/words'
import { knowsPageWorld } from '../journal/build'
import { words } from '../locales'
import { workbench } from '../locales/workbench'
import type { Status } from '../messages'
import { useSiteAccess } from './site-access'

const text = words.health

/** 记录状况: what keeps study from being recorded, each with what to do; `fine` where all is well. */
export function Troubles({
  status: { access, unmeasurable, unread, silent },
  fine,
}: {
  status: Status
  fine?: string
}) {
  const { closed, unregistered } = useSiteAccess(access)
  const hosts = (all: readonly string[]) => all.join(' ')
  if (closed.length + unregistered.length + silent.length === 0 && !unmeasurable && !unread)
    return fine ? <p class="quiet">{fine}</p> : null
  return (
    <>
      {closed.length > 0 && (
        <p class="note attention" id="closed-sites">
          {text.closed(hosts(closed.map(({ host }) => host)))}{' '}
          <button type="button" class="link" onClick={() => void browser.runtime.openOptionsPage()}>
            {words.ownSites.allow}
          </button>
        </p>
      )}
      {unregistered.length > 0 && (
        <p class="note attention" id="unregistered-sites">
          {text.unregistered(hosts(unregistered))}
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
      {unread && (
        <p class="note attention" data-unread={unread.fields.join(' ')}>
          {text.unread(unread.host, unread.fields.map(fieldWord).join('、'))}（{words.time(unread.at)}）
        </p>
      )}
    </>
  )
}

const fieldWord = (name: string) => (isField(name) ? workbench.fields[name] : name)

/** Whether we hear the answers to a page's own calls here: in this build, on this kernel. */
export const hasTap = (): boolean =>
  knowsPageWorld(navigator.userAgent) &&
  (browser.runtime.getManifest().content_scripts ?? []).some((one) => 'world' in one && one.world === 'MAIN')
