import { setTimeout as pause } from 'node:timers/promises'
import type { ClaimDesk } from '../../server/claim/claims/claims.fixture'
import type { ClaimAnswer } from '../../shared/api/claims'
import type { Job } from '../../shared/api/jobs'
import type { LookedAtBureau, SentOf } from '../../shared/api/sending'
import type { Reviewer } from './reviewer'

/** Long work of a 单位, to its end; its id. Throws what it failed with. */
export async function worked(desk: ClaimDesk, path: string): Promise<string> {
  const { job } = await desk.send<{ job: string }>('POST', path, {})
  for (;;) {
    const { state, problem } = await desk.send<Job>('GET', `/api/jobs/${job}`)
    if (state === 'failed') throw new Error(problem?.message)
    if (state === 'done') return job
    await pause(100)
  }
}

/** Opens the bureau's address; what it is, and the fingerprint to compare, as they stand on the screen. */
export async function openAddress(desk: Reviewer): Promise<{ address: string; shown: string }> {
  await desk.open('/intake/settings')
  await desk.button('开通').click()
  await desk.page.getByText('把这个地址告诉单位').waitFor()
  await desk.shoot('exchange')
  const shown = await desk.text()
  return { address: /http\S+\/exchange\/[\w-]+/.exec(shown)?.[0] ?? '', shown: shown.replaceAll(/\s/g, '') }
}

/** The 单位 keeps the address of its bureau; the fingerprint that it was shown there, and compared. */
export async function keepAddress({ send }: ClaimDesk, address: string): Promise<string> {
  const { key } = await send<LookedAtBureau>('POST', '/api/sending/look', { address })
  await send('POST', '/api/sending/bureau', { address, key, compared: '与就业科电话逐组核对' })
  return key
}

/** The 单位 sends its claim, which is handed in by that; what the bureau made of it. `now`: of the bureau's clock. */
export async function sendClaim(
  desk: ClaimDesk,
  claim: string,
  now: number,
): Promise<SentOf['sent'][number] | undefined> {
  desk.school.clock.ms = now
  await worked(desk, `/api/sending/claim/${claim}/job`)
  return (await desk.send<SentOf>('GET', `/api/sending/claim/${claim}`)).sent[0]
}

/** The 单位 fetches what the bureau signed; what became of its claim since it was handed in, step by step. */
export async function fetchResults(desk: ClaimDesk, claim: string, now: number): Promise<ClaimAnswer['events']> {
  desk.school.clock.ms = now
  await worked(desk, '/api/sending/fetch')
  const { events } = await desk.send<ClaimAnswer>('GET', `/api/claims/${claim}`)
  return events.slice(events.findIndex(({ kind }) => kind === 'handed-in') + 1)
}
