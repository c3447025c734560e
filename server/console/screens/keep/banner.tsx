import { useLocation } from 'preact-iso'
import { alert } from '../../client/keep'
import { Note } from '../../parts/note'
import { words } from './words'

/** Red on every screen of who can act, until a good backup is there. */
export function BackupBanner() {
  const { path } = useLocation()
  const { state, message } = alert.value ?? { state: 'none' as const }
  if (state === 'none' || path === '/settings/backup') return null
  return (
    <aside class="no-print banner" aria-label={words.banner}>
      <Note is="wrong">
        {message} <a href="/settings/backup">{words.bannerTo}</a>
      </Note>
    </aside>
  )
}
