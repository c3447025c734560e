import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { instantOf } from '../../shared/calendar/beijing'
import type { Actor } from '../access/actor'
import { openAppOf } from '../app.fixture'
import { bureauOn } from '../bureau/bureau.fixture'
import { openExchange } from '../bureau/counter/switch'
import { enrolKey } from '../bureau/register/enrol-key'
import type { Clock } from '../clock'
import type { Deps } from '../deps'
import { keyFile, ownKeys } from '../training/organisation/package-key'
import { desk } from '../training/plan/plans.fixture'
import type { Network } from './deliver'
import { keepBureau, lookAtBureau } from './kept-bureau'

/** Nobody waits in a test; what the bureau verifies is asked for later. A file goes in several pieces. */
export const noWaits: Network = { fetcher: fetch, pace: { retries: [0, 0, 0], looks: [], piece: 4096, least: 4096 } }

/** A listening server with these answers; its origin. */
export async function listening(
  answer: (request: Request, env: object) => Response | Promise<Response>,
): Promise<string> {
  let address: AddressInfo | undefined
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const one = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, (info) => {
      address = info
      resolve(one)
    })
  })
  onTestFinished(() => new Promise((done) => void server.close(() => done())))
  return `http://127.0.0.1:${address?.port}`
}

/** A bureau on a server of its own, over HTTP, that is open for exchange; its clock is the 单位's. */
export async function bureauByAddress(clock?: Clock) {
  const app = await openAppOf({}, clock)
  onTestFinished(app.close)
  const opened = await bureauOn(app.deps)
  const manager = await opened.member('manager', '负责人吴')
  await openExchange(app.deps, manager, true)
  const origin = await listening(app.app.fetch)
  return { ...app, ...opened, manager, origin, address: `${origin}/exchange/${opened.organisation}` }
}
export type BureauByAddress = Awaited<ReturnType<typeof bureauByAddress>>

/** The bureau enrols the 单位's key, and the 单位 keeps the bureau's address, each after comparing; the 单位 in the bureau's register. */
export async function introduced(deps: Deps, head: Actor, bureau: BureauByAddress, address = bureau.address) {
  const file = new TextDecoder().decode((await keyFile(deps, head)).file)
  const { fingerprint: confirmed } = await ownKeys(deps, head)
  const { firm } = await enrolKey(bureau.deps, bureau.manager, { file, confirmed, compared: '当面核对' })
  const { key } = await lookAtBureau(deps, head, address)
  await keepBureau(deps, head, { address, key, compared: '电话核对' })
  return firm ?? ''
}

/** A school with a filed plan, and a bureau across the network. */
export async function filingTown(databaseUrl?: string) {
  const clock: Clock & { ms: number } = { ms: instantOf('2026-11-26', '10:00') ?? 0, now: () => clock.ms++ }
  const school = await desk('institution', clock, { databaseUrl })
  const { deps } = school
  await school.organisation()
  const head = await headOf(deps)
  const bureau = await bureauByAddress(clock)
  const firm = await introduced(deps, head, bureau)
  const plan = await school.filed()
  const filings = () => bureau.deps.store.read.select().from(bureau.deps.store.t.bureauFiling)
  return { clock, school, deps, head, bureau, firm, plan, filings }
}

/** Who set the 单位 up. */
async function headOf({ store: { t, read } }: Deps): Promise<Actor> {
  const [own] = await read.select().from(t.organisation)
  const [member] = await read.select().from(t.member)
  return {
    ...{ member: member?.id ?? '', login: 'admin', name: '王老师', role: 'administrator', kind: 'institution' },
    ...{ organisation: own?.id ?? '', organisationName: own?.name ?? '' },
  }
}
