import type * as v from 'valibot'
import { base64url } from '../../shared/crypto'
import { syncBytes } from '../../shared/record/batch'
import { chainSigner, webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'
import { type Answer, ask } from './server'

/** What a device says besides its records: signed by the chain's key in answer to a challenge, as POST /sync is. */
export class SignedRequest {
  constructor(
    readonly recorder: Recorder,
    readonly allowed: (origin: string) => Promise<boolean> = () => Promise.resolve(true),
    readonly send: typeof fetch = (...args) => fetch(...args),
  ) {}

  /** A stale challenge is renewed once. `failed` too where no network joins us, or the browser does not let us. */
  async post<T>(
    row: ChainRow,
    path: '/appeal' | '/phone-link' | '/second-factor',
    request: object,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<Answer<T>> {
    const { server, chain } = row
    if (server === undefined || !(await this.allowed(server))) return { kind: 'failed' }
    const body = JSON.stringify(request)
    const once = async (challenge: string) =>
      ask(
        this.send,
        server + path,
        {
          'content-type': 'application/json',
          'xueji-chain': chain,
          'xueji-challenge': challenge,
          'xueji-signature': base64url(await chainSigner(row).sign(syncBytes(webCrypto, chain, challenge, body))),
        },
        body,
        schema,
      )
    const first = await once(row.challenge ?? '')
    if (first.kind !== 'refused' || first.code !== 'challenge' || first.challenge === undefined) return first
    const { challenge } = first
    await this.recorder.changeChain(chain, (now) => ({ ...now, challenge }))
    return once(challenge)
  }
}
