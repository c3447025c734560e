import * as v from 'valibot'
import { phoneLink } from '../../shared/api'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'
import type { SignedRequest } from './signed-request'

export type FactorOutcome = 'confirmed' | 'wrong' | 'wait' | 'late' | 'unreachable'

const done = v.object({})

const refusals: Partial<Record<string, FactorOutcome>> = { 'too-many-requests': 'wait', conflict: 'late' }

/** The code from the phone page, for the sign-in of whoever studies here. Without a network the sign-in stands, unconfirmed. */
export async function confirmSignIn(recorder: Recorder, requests: SignedRequest, code: string): Promise<FactorOutcome> {
  const { signedIn } = await recorder.state()
  const rows = (await recorder.db.getAll('chains')).filter((row) => row.person === signedIn?.person && asksFactor(row))
  let outcome: FactorOutcome = rows.length > 0 ? 'confirmed' : 'unreachable'
  for (const row of rows) {
    if (signedIn?.confirmed?.includes(row.chain)) continue
    const signin = (await recorder.db.getAllFromIndex('entries', 'kind', [row.chain, 'signin'])).at(-1)
    if (!signin) continue
    const answer = await requests.post(row, '/second-factor', { signin: signin.hash, code }, done)
    if (answer.kind === 'answered') await confirmed(recorder, row.chain)
    else if (answer.kind === 'failed') outcome = 'unreachable'
    else outcome = refusals[answer.code] ?? 'wrong'
  }
  return outcome
}

/** The class wants a second factor at sign-ins, by the last word of the server. */
export const asksFactor = (row: ChainRow): boolean => row.state === 'joined' && row.extract?.secondFactor === true

const confirmed = (recorder: Recorder, chain: string): Promise<void> =>
  recorder.changeState((state) =>
    state.signedIn
      ? { ...state, signedIn: { ...state.signedIn, confirmed: [...(state.signedIn.confirmed ?? []), chain] } }
      : state,
  )

/** Address of the trainee's own phone page, or why there is none. */
export async function phonePageOf(
  recorder: Recorder,
  requests: SignedRequest,
  chain: string,
): Promise<{ link: string } | { problem: string }> {
  const row = await recorder.db.get('chains', chain)
  const answer = row && (await requests.post(row, '/phone-link', {}, phoneLink))
  if (answer?.kind === 'answered') return { link: answer.value.link }
  return { problem: answer?.kind === 'refused' ? answer.message : '' }
}
