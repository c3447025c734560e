import * as v from 'valibot'
import { digest, milliseconds } from '../record/fields'

/** 网络报送 at a bureau: whether 单位 may send it files by address, and what it gives them for that. Routes at the end. */
export const exchangeSettings = v.object({
  /** What 单位 write into their own settings. */
  address: v.string(),
  /** Whether others reach it so: over https, or on this computer alone. */
  reachable: v.boolean(),
  /** Fingerprint of the bureau's package key, which they compare. */
  key: digest,
  /** Who opened it and when; absent while it is closed. */
  open: v.optional(v.object({ by: v.string(), at: milliseconds })),
  /** Why it answers nobody although it was opened. */
  trouble: v.optional(v.string()),
})
export type ExchangeSettings = v.InferOutput<typeof exchangeSettings>

export const openExchange = v.strictObject({ open: v.boolean() })

/**
 * Routes of a bureau, behind the session; a 负责人 opens and closes.
 *
 * GET   /api/bureau/exchange                -> exchangeSettings
 * POST  /api/bureau/exchange  openExchange  -> exchangeSettings  (audited)
 */
