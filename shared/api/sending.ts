import * as v from 'valibot'
import { deliveryKinds } from '../exchange/delivery'
import { count, digest, milliseconds } from '../record/fields'

/** 网络报送: what a 单位 sends its bureau by address, and what comes back. Routes at the end. */

const isAddress = (given: string): boolean => {
  if (!URL.canParse(given)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(given)
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (
    (protocol === 'https:' || (protocol === 'http:' && here)) &&
    /^\/exchange\/[\w-]{1,64}$/.test(pathname) &&
    `${search}${hash}${username}${password}` === ''
  )
}

/** `https://host/exchange/<id>` as the bureau gives it; without https only on this computer. */
export const bureauAddress = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(300),
  v.transform((given) => given.replace(/\/+$/, '')),
  v.check(isAddress, '网址应像 https://xueji.example.cn/exchange/… ，请用人社局给出的网络报送网址'),
  v.transform((given) => new URL(given).href),
)

export const lookAtBureau = v.strictObject({ address: bureauAddress })
/** Whose address it says it is; nothing was kept. `known`: this fingerprint was compared before. */
export const lookedAtBureau = v.object({
  ...{ address: v.string(), id: v.string(), name: v.string(), key: digest, known: v.boolean() },
})
export type LookedAtBureau = v.InferOutput<typeof lookedAtBureau>

export const keepBureau = v.strictObject({
  address: bureauAddress,
  /** The fingerprint that was compared. */
  key: digest,
  /** With whom and how. */
  compared: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})
export type KeepBureau = v.InferOutput<typeof keepBureau>

/** A file that was sent, and where it stands at the bureau as far as is known. */
export const sentFile = v.object({
  ...{ id: v.string(), what: v.picklist(deliveryKinds), subject: v.string(), bureau: v.string() },
  /** Of the claim, class or plan. */
  title: v.string(),
  ...{ name: v.string(), bytes: count, sha256: digest, by: v.string(), at: milliseconds },
  /** As the bureau says it: one of `deliveryStates`, or another of a newer bureau. */
  state: v.string(),
  received: count,
  /** 受理号; '' while there is none. */
  number: v.string(),
  said: v.string(),
  /** Why it did not get there the last time that it was tried; '' where it did. */
  problem: v.string(),
  /** When that became known. */
  knownAt: milliseconds,
})
export type SentFile = v.InferOutput<typeof sentFile>

/** A statement of the bureau that came by address. */
export const cameStatement = v.object({
  /** Of a newer bureau it may be one that is not known here. */
  ...{ id: v.string(), kind: v.string(), at: milliseconds },
  /** kept: without effect, as it is about an earlier version; aside: for a former server of this 单位, history. */
  state: v.picklist(['taken', 'kept', 'aside', 'refused']),
  /** Why it was not taken, or has no effect. */
  reason: v.string(),
  /** What it is about, where that is here. */
  about: v.optional(v.object({ what: v.picklist(['plan', 'claim']), id: v.string(), title: v.string() })),
  seen: v.boolean(),
})
export type CameStatement = v.InferOutput<typeof cameStatement>

export const sendingState = v.object({
  bureau: v.optional(
    v.object({
      ...{ address: v.string(), id: v.string(), name: v.string(), key: digest, compared: v.string() },
      ...{ by: v.string(), at: milliseconds },
      /** The last question; `problem` '' where it was answered. */
      look: v.optional(v.object({ at: milliseconds, problem: v.string() })),
      /** Why nothing is fetched by itself any more, with what to do; '' where it is. */
      trouble: v.string(),
    }),
  ),
  /** The newest first, thirty at most, as the next. */
  sent: v.array(sentFile),
  came: v.array(cameStatement),
})
export type SendingState = v.InferOutput<typeof sendingState>

/** Of one claim (`claim`, `videos`), class (`stage`) or plan (`filing`). */
export const sentOf = v.object({
  /** To whom it can be sent; absent where no bureau is kept. */
  bureau: v.optional(v.object({ name: v.string() })),
  /** The newest first, ten at most. */
  sent: v.array(sentFile),
})
export type SentOf = v.InferOutput<typeof sentOf>

/**
 * GET  /api/sending                    -> sendingState     (hr and up, auditor; nobody of a bureau, as all of these)
 * POST /api/sending/look               lookAtBureau -> lookedAtBureau    (manager, as the next two)
 * POST /api/sending/bureau             keepBureau -> sendingState        (audited)
 * POST /api/sending/bureau/end {}      -> sendingState                   (audited)
 * POST /api/sending/fetch {}           -> jobStarted       (hr; what the bureau signed is taken as from its files, and audited so)
 * POST /api/sending/seen {}            -> sendingState     (hr)
 * GET  /api/sending/:what/:id          -> sentOf           (hr, auditor)
 * POST /api/sending/:what/:id/job {}   -> jobStarted       (hr; audited; a claim that is ready is handed in by it)
 */
