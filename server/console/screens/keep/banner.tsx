import { useLocation } from 'preact-iso'
import { alert } from '../../client/keep'
import { Note } from '../../parts/note'
import { words } from './words'

/** Red on every screen of everybody, until a good backup is there; the way to mend it for who can. */
export function BackupBanner() {
  const { path } = useLocation()
  const { state, message, mayAct } = alert.value ?? { state: 'none' as const }
  if (state === 'none' || (mayAct && path === '/settings/backup')) return null
  return (
    <aside class="no-print banner" aria-label={words.banner}>
      <Note is="wrong">
        {message} {mayAct && <a href="/settings/backup">{words.bannerTo}</a>}
      </Note>
    </aside>
  )
}
