import { setupLink } from '../../server/access/set-up'
import { openDeps } from '../../server/deps'
import { Hr } from '../support/hr'
import { ANSWER_LIMIT, type Answered, asked, derive, ORIGIN, timed } from './asking'
import { CLASSES, numberOf, PEOPLE } from './invented'
import type { Limited } from './limits'
import { seedLists } from './lists-seed'

/** Each list and board through the whole server without a socket, asked 40 times over changing classes and pages. */
export async function benchLists(dir: string) {
  const dataDir = `${dir}/lists`
  const deps = await openDeps({ dataDir, publicUrl: ORIGIN })
  try {
    const hr = new Hr(ORIGIN, asked(deps))
    const { organisation, user } = await hr.setUp(/token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '')
    const classes = await seedLists(deps, organisation.id, user.id)
    await derive(deps)
    const routes: Answered[] = []
    for (const [name, path] of Object.entries(routesOf(classes)))
      routes.push(await timed(name, path, (at) => hr.get(at)))
    return { classes: CLASSES, people: PEOPLE, routes }
  } finally {
    await deps.close()
  }
}

export const listLimits = ({ routes }: { routes: readonly Answered[] }): Limited[] =>
  routes.map(({ name, p95ms }) => ({ name: `${name}, p95`, value: p95ms, limit: ANSWER_LIMIT, unit: 'ms' }))

/** Every route, the n-th time it is asked. */
function routesOf(classes: readonly string[]): Record<string, (n: number) => string> {
  const of = (n: number, rest = '') => `/api/classes/${classes[(n * 37) % classes.length]}${rest}`
  const size = 'size=100'
  return {
    classes: (n) => `/api/classes?${size}&page=${1 + (n % 2)}`,
    'classes by hours': (n) => `/api/classes?${size}&sort=credited&page=${1 + (n % 2)}`,
    'classes, searched': (n) => `/api/classes?${size}&search=${encodeURIComponent(`第${n}`)}`,
    class: (n) => of(n),
    roster: (n) => of(n, `/roster?${size}`),
    board: (n) => of(n, '/board'),
    'board, people': (n) => of(n, `/board/people?${size}`),
    'board, charts': (n) => of(n, '/board/charts'),
    'roster by hours': (n) => of(n, `/roster?${size}&sort=credited&order=down`),
    'roster by last hand-in': (n) => of(n, `/roster?${size}&sort=last&order=down`),
    'roster, who lacks hours': (n) => of(n, `/roster?${size}&filter=lacking`),
    'roster, who is silent': (n) => of(n, `/roster?${size}&filter=silent`),
    'roster, with findings': (n) => of(n, `/roster?${size}&filter=findings`),
    people: (n) => `/api/people?${size}&page=${1 + ((n * 7) % 100)}`,
    'people by hours': (n) => `/api/people?${size}&sort=credited&page=${1 + ((n * 7) % 100)}`,
    'people by name': (n) => `/api/people?${size}&search=${encodeURIComponent(['王伟', '李', '桂英'][n % 3] ?? '')}`,
    'people by last four': (n) => `/api/people?${size}&search=${String(1000 + n * 113)}`,
    'people by whole ID': (n) => `/api/people?${size}&search=${numberOf(n * 211)}`,
    'people, in several classes': () => `/api/people?${size}&filter=several`,
    findings: (n) => of(n, `/findings?${size}`),
    'findings, open': (n) => of(n, `/findings?${size}&filter=open`),
    'appeals of the organisation': (n) => `/api/appeals?${size}&filter=open&page=${1 + (n % 2)}`,
    'appeals of a class': (n) => of(n, `/appeals?${size}`),
    attendance: (n) => of(n, `/attendance?${size}&page=${1 + (n % 5)}`),
    devices: (n) => of(n, `/devices?${size}`),
    'devices, shared': (n) => of(n, `/devices?${size}&filter=shared`),
    pending: (n) => of(n, `/pending?${size}`),
    plans: (n) => `/api/plans?${size}&page=${1 + (n % 3)}`,
    'plans by classes': (n) => `/api/plans?${size}&sort=classes&page=${1 + (n % 3)}`,
    'plans, drafts': (n) => `/api/plans?${size}&filter=draft&page=${1 + (n % 2)}`,
    'plans, searched': (n) => `/api/plans?${size}&search=${encodeURIComponent(`${n} 年度`)}`,
    'plans to open classes of': () => '/api/agreed-plans',
    questions: (n) => `/api/questions?${size}&all=1&page=${1 + (n % 20)}`,
    'questions, open': (n) => `/api/questions?${size}&filter=open&page=${1 + (n % 10)}`,
    audit: (n) => `/api/audit?page=${n * 40}`,
    'audit of one action': (n) => `/api/audit?action=question.receive&page=${n * 10}`,
    'hand-ins': (n) => of(n, `/hand-ins?${size}`),
    'hand-ins, late': (n) => of(n, `/hand-ins?${size}&filter=late`),
    'lists to compare with': () => '/api/hit-lists',
    'matches of a class': (n) => of(n, '/hits'),
    members: () => '/api/members',
    health: (n) => of(n, '/health'),
    'home with waiting plans': () => '/api/home?page=1',
    home: (n) => `/api/home?page=${1 + (n % 18)}`,
  }
}
