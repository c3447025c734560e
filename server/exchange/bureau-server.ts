import type * as v from 'valibot'
import {
  type Counter,
  counter,
  type DeliveryAnswer,
  deliveryAnswer,
  type ExchangeAnswer,
  exchangeAnswer,
  type NoticeAnswer,
  noticeAnswer,
} from '../../shared/exchange/answers'
import { answered, askServer, type Question } from '../ask-server'

/** A hundred signed decisions, each with a class of people. */
const MOST_ANSWER = 32 << 20

/** What is asked of a bureau by its address; shared/exchange/README.md specifies it. Nothing in the answers is believed for where it came from. All throw NoAnswer. */
export class BureauServer {
  constructor(
    readonly address: string,
    readonly fetcher: typeof fetch,
    readonly signal: AbortSignal,
  ) {}

  counter(): Promise<Counter> {
    return this.#ask(counter, '', {})
  }

  announce(notice: string): Promise<NoticeAnswer> {
    return this.#ask(noticeAnswer, '/deliveries', posted(notice))
  }

  /** One piece of a file, tus 1.0: after the bytes that are there. */
  async piece(delivery: string, token: string, from: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await askServer(this.fetcher, this.#url(`/uploads/${encodeURIComponent(delivery)}`), {
      method: 'PATCH',
      body: bytes,
      headers: {
        ...{ 'tus-resumable': '1.0.0', 'upload-offset': String(from) },
        ...{ 'content-type': 'application/offset+octet-stream', authorization: `Bearer ${token}` },
      },
      signal: this.signal,
    })
  }

  end(delivery: string, token: string): Promise<DeliveryAnswer> {
    return this.#ask(deliveryAnswer, `/uploads/${encodeURIComponent(delivery)}/end`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
  }

  question(question: string): Promise<ExchangeAnswer> {
    return this.#ask(exchangeAnswer, '/questions', { ...posted(question), most: MOST_ANSWER })
  }

  #url(rest: string): string {
    return `${this.address}${rest}`
  }

  async #ask<S extends v.GenericSchema>(schema: S, rest: string, question: Question): Promise<v.InferOutput<S>> {
    const text = await askServer(this.fetcher, this.#url(rest), { ...question, signal: this.signal })
    return answered(schema, text, '人社局的网络报送网址')
  }
}

const posted = (body: string): Question => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json; charset=utf-8' },
})
