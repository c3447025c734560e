import * as v from 'valibot'
import { type Appeal, type AppealAbout, type AppealLine, appealBytes, type pictureTypes } from '../../shared/appeals'
import { base64url, fromBase64url, sha256Hex } from '../../shared/crypto'
import { chainSigner, random128, webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { AppealRow } from '../journal/rows'
import { nextTry } from './backoff'
import type { SignedRequest } from './signed-request'

/** What a trainee writes; the picture as base64url, only where they attached one. */
export interface NewAppeal {
  chain: string
  about: AppealAbout
  text: string
  picture?: { type: (typeof pictureTypes)[number]; data: string }
}

const taken = v.object({})

/** 申请复核: written into the journal first, then sent until the server has it. What it answers comes with the extract. */
export class Appeals {
  #running: Promise<void> | undefined

  constructor(
    readonly recorder: Recorder,
    readonly requests: SignedRequest,
  ) {}

  /** Signs and keeps it. False where the chain is not here or its key cannot sign any more. */
  async write({ chain, about, text, picture }: NewAppeal): Promise<boolean> {
    const row = await this.recorder.db.get('chains', chain)
    if (!row || row.state === 'unusable') return false
    const appeal: Appeal = {
      v: 1,
      id: random128(),
      chain,
      about,
      text,
      ...(picture && {
        picture: { hash: sha256Hex(webCrypto, fromBase64url(picture.data)), type: picture.type },
      }),
      at: this.recorder.now(),
    }
    const signature = base64url(await chainSigner(row).sign(appealBytes(appeal)))
    const line: AppealLine = { appeal, ...(picture && { picture: picture.data }), signature }
    await this.#put({ id: appeal.id, chain, line, retry: { failures: 0, notBefore: 0 } })
    return true
  }

  /** Sends what the server does not have; `now` does not wait for a backoff. One run at a time. */
  send(now = false): Promise<void> {
    this.#running ??= this.#send(now).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #send(now: boolean): Promise<void> {
    for (const row of await this.recorder.db.getAll('appeals')) {
      if (row.sentAt !== undefined || (!now && row.retry.notBefore > this.recorder.now())) continue
      const chain = await this.recorder.db.get('chains', row.chain)
      if (!chain?.server || chain.state === 'unusable') continue
      const answer = await this.requests.post(chain, '/appeal', row.line, taken)
      const at = this.recorder.now()
      const { refused: _, ...kept } = row
      if (answer.kind === 'answered') await this.#put({ ...kept, sentAt: at })
      else
        await this.#put({
          ...kept,
          ...(answer.kind === 'refused' && { refused: answer.message }),
          retry: nextTry(row.retry, at, answer.retryAfter),
        })
    }
  }

  #put(row: AppealRow): Promise<void> {
    return this.recorder.put((tx) => void tx.objectStore('appeals').put(row))
  }
}
