import type { Actor } from '../../server/access/actor'
import { setupLink } from '../../server/access/set-up'
import { makeLink } from '../../server/board/link/make-link'
import { openDeps } from '../../server/deps'
import { Hr } from '../support/hr'
import { type Answered, asked, derive, ORIGIN, timed } from './asking'
import type { Limited } from './limits'
import { seedClasses } from './lists-seed'

/** p95, ms: the whole class is folded for each answer, and a page that stays open asks for two a minute. */
const LIMIT = 300

/** What the holder of a read-only link sees of one class of so many: the page, and its people by the page. */
export async function benchLook(dir: string, people = 1000) {
  const deps = await openDeps({ dataDir: `${dir}/look`, publicUrl: ORIGIN })
  try {
    const fetcher = asked(deps)
    const hr = new Hr(ORIGIN, fetcher)
    const { organisation, user } = await hr.setUp(/token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '')
    const [of = ''] = await seedClasses(deps, organisation.id, user.id, { count: 1, people })
    await derive(deps)
    const actor: Actor = {
      ...{ member: user.id, login: user.login, name: user.name, role: 'administrator' },
      ...{ organisation: organisation.id, kind: organisation.kind, organisationName: '' },
    }
    const until = new Date(deps.clock.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const { link } = await makeLink(deps, actor, of, { reader: '人社局', until })
    const headers = { authorization: `Bearer ${new URL(link).hash.slice(1)}` }
    const get = (path: string) => fetcher(`${ORIGIN}${path}`, { headers })
    const routes: Answered[] = []
    for (const [name, path] of Object.entries(routesOf(people)))
      routes.push(await timed(`look, ${name} of ${people}`, path, get))
    return { people, routes }
  } finally {
    await deps.close()
  }
}

export const lookLimits = ({ routes }: { routes: readonly Answered[] }): Limited[] =>
  routes.map(({ name, p95ms }) => ({ name: `${name}, p95`, value: p95ms, limit: LIMIT, unit: 'ms' }))

const routesOf = (people: number): Record<string, (n: number) => string> => ({
  page: () => '/api/look',
  people: (n) => `/api/look/people?size=100&page=${1 + (n % Math.ceil(people / 100))}`,
  'people who lack most': (n) =>
    `/api/look/people?size=100&sort=whole&order=down&page=${1 + (n % Math.ceil(people / 100))}`,
  'people, searched': (n) => `/api/look/people?size=100&search=${String(n * 7 + 1).padStart(3, '0')}`,
})
