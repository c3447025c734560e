import type { NewAppeal } from './outbox/appeals'
import type { FactorOutcome } from './outbox/second-factor'

/** What pages ask of the background about 申请复核 and the phone page. */
export interface AppealMessages {
  /** 申请复核: kept at once, sent as soon as there is a network. False where this device cannot sign it. */
  appeal: { input: NewAppeal; output: boolean }
  /** The address of the trainee's own phone page. */
  phonePage: { input: { chain: string }; output: { link: string } | { problem: string } }
  /** The six digits from the phone page, for the sign-in now. */
  secondFactor: { input: { code: string }; output: FactorOutcome }
}
