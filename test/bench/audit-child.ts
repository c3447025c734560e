import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Actor } from '../../server/access/actor'
import { deskOf } from '../../server/bureau/bureau.fixture'
import { makeExport } from '../../server/bureau/keeping/export/auditor-export'
import { openDeps } from '../../server/deps'
import type { Exported } from './audit'

const ORGANISATION = 'bureau'
const IN_A_CLAIM = 200

const [mode = '', dataDir = '', people = '0', audited = '0'] = process.argv.slice(2)
const deps = await openDeps({ dataDir, publicUrl: 'http://127.0.0.1:8787' })
const { store, clock } = deps
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 2 ** 10)

if (mode === 'seed') {
  await store.tx((q) =>
    q.insert(store.t.organisation).values({ id: ORGANISATION, kind: 'bureau', name: '人社局', createdAt: clock.now() }),
  )
  const desk = deskOf(deps, ORGANISATION)
  const firm = await desk.firm('示范学校')
  for (let from = 0; from < Number(people); from += IN_A_CLAIM)
    await desk.claim(
      firm,
      Array.from({ length: IN_A_CLAIM }, (_, i) => desk.someone((from + i) % 9000)),
    )
  const row = { organisation: ORGANISATION, actor: 'm', action: 'bureau-claim.view', subject: 's', detail: '{}', at: 1 }
  for (let from = 0; from < Number(audited); from += 1000)
    await store.tx((q) =>
      q.insert(store.t.audit).values(Array.from({ length: 1000 }, () => ({ ...row, id: randomUUID() }))),
    )
} else {
  const actor: Actor = {
    ...{ member: 'm', login: 'm', name: '审计', role: 'auditor', organisation: ORGANISATION, kind: 'bureau' },
    organisationName: '人社局',
  }
  const startMegabytes = megabytes()
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  const made = await makeExport(deps, actor, { authorisation: '绥审〔2026〕12号' }, () => undefined)
  const seconds = (performance.now() - started) / 1000
  delay.disable()
  const result: Exported = {
    seconds: Number(seconds.toFixed(1)),
    bytes: statSync(made.path).size,
    ...{ startMegabytes, peakMegabytes: megabytes(), longestBlockMs: Math.round(delay.max / 1e6) },
  }
  console.log(JSON.stringify(result))
}
await deps.close()
