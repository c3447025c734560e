import { useLocation, useRoute } from 'preact-iso'
import { isBureau, isHost, isOneOf } from '../../client/session'
import { sections } from './sections'
import { words } from './words'

/** The settings of the organisation; the address says which. */
export function Settings() {
  const { params } = useRoute()
  const { path: address } = useLocation()
  // The workbench of the extension opens /rules with a rule behind the #.
  const asked = address === '/rules' ? 'rules' : params.section
  const mine = sections.filter(
    ({ roles, host, bureau }) =>
      (roles === undefined || isOneOf(...roles)) &&
      (host === undefined || isHost()) &&
      (bureau === undefined || bureau === isBureau()),
  )
  const here = mine.find(({ path }) => path === asked) ?? mine[0]
  if (!here) return null
  const Here = here.component
  return (
    <div class="settings">
      <nav class="side no-print" aria-label={words.navigation}>
        {mine.map(({ path, label }) => (
          <a key={path} href={`/settings/${path}`} aria-current={path === here.path ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div class="settings-content">
        <Here />
      </div>
    </div>
  )
}
