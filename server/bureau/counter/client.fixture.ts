import * as v from 'valibot'
import { type Signer, sha256Hex } from '../../../shared/crypto'
import {
  type DeliveryAnswer,
  deliveryAnswer,
  type ExchangeAnswer,
  exchangeAnswer,
  type NoticeAnswer,
  noticeAnswer,
} from '../../../shared/exchange/answers'
import { type DeliveryBody, deliveryText, signDelivery } from '../../../shared/exchange/delivery'
import { type QuestionBody, questionText, signQuestion } from '../../../shared/exchange/question'
import { refusal } from '../../app.fixture'
import { nodeCrypto } from '../../crypto'

const ORIGIN = 'http://127.0.0.1:8787'
const TUS = { 'tus-resumable': '1.0.0' }
/** A file as the 单位 holds it. */
export interface Sent {
  bytes: Uint8Array
  what?: DeliveryBody['what']
  name?: string
}
interface Who {
  fetcher: () => typeof fetch
  signer: Signer
  /** Ids of the bureau and of the 单位 on its own server. */
  bureau: string
  organisation: string
  now: () => number
}

/** A 单位 at its bureau's address, request by request. */
export function clientOf({ fetcher, signer: own, bureau, organisation, now }: Who) {
  const ask = (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) =>
    fetcher()(`${ORIGIN}/exchange/${path}`, {
      ...{ method, headers, ...(body !== undefined && { body }) },
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    })
  const read = async <S extends v.GenericSchema>(schema: S, response: Response): Promise<v.InferOutput<S>> => {
    if (!response.ok) throw Object.assign(new Error('refused'), await refusal(response))
    return v.parse(schema, await response.json())
  }
  const bodyOf = ({ bytes, what = 'claim', name = '资料包.zip' }: Sent) => ({
    ...{ bureau, organisation, what, name, bytes: bytes.length, sha256: sha256Hex(nodeCrypto, bytes), at: now() },
  })
  const notice = async (sent: Sent, change: Partial<DeliveryBody> = {}, signer = own) =>
    deliveryText(await signDelivery(nodeCrypto, signer, { ...bodyOf(sent), ...change }))
  const post = async (text: string): Promise<NoticeAnswer> =>
    read(noticeAnswer, await ask('POST', `${bureau}/deliveries`, text))
  const announce = async (...args: Parameters<typeof notice>) => post(await notice(...args))
  const upload = (id: string) => `${bureau}/uploads/${id}`
  const bearer = (token = '') => ({ ...TUS, authorization: `Bearer ${token}` })
  const piece = (id: string, token: string | undefined, body: BodyInit, from: number) =>
    ask('PATCH', upload(id), body, {
      ...{ ...bearer(token), 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
    })
  /** How much is safe, or the status of the refusal. */
  const offset = async (id: string, token: string | undefined) => {
    const response = await ask('HEAD', upload(id), undefined, bearer(token))
    return response.ok ? Number(response.headers.get('upload-offset')) : response.status
  }
  const end = async (id: string, token: string | undefined): Promise<DeliveryAnswer> =>
    read(deliveryAnswer, await ask('POST', `${upload(id)}/end`, '', bearer(token)))
  const question = async (after = '', change: Partial<QuestionBody> = {}, signer = own) =>
    questionText(await signQuestion(nodeCrypto, signer, { bureau, organisation, after, at: now(), ...change }))
  const askAfter = async (...args: Parameters<typeof question>): Promise<ExchangeAnswer> =>
    read(exchangeAnswer, await ask('POST', `${bureau}/questions`, await question(...args)))
  return {
    ...{ ask, notice, post, announce, piece, offset, end, question, askAfter },
    /** Everything that a whole file needs. */
    async send(sent: Sent, change: Partial<DeliveryBody> = {}): Promise<DeliveryAnswer> {
      const { delivery, token } = await announce(sent, change)
      if (token === undefined) return delivery
      await piece(delivery.id, token, new Uint8Array(sent.bytes), 0)
      return end(delivery.id, token)
    },
    /** Where it stands, as the bureau says. */
    async standing({ bytes }: Sent): Promise<DeliveryAnswer | undefined> {
      const sha256 = sha256Hex(nodeCrypto, bytes)
      return (await askAfter()).deliveries.find((one) => one.sha256 === sha256)
    },
  }
}
