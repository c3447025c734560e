import * as v from 'valibot'
import type { Secrets } from '../keys'
import type { ReceivedClaim } from './bureau'

/** The bank account a subsidy goes to. */
export const bankAccount = v.object({ name: v.string(), bank: v.string(), number: v.string() })
export type BankAccount = v.InferOutput<typeof bankAccount>

/** In the clear: whoever asks for it writes an audit beside. */
export const accountOf = (
  secrets: Secrets,
  { accountCipher, id }: Pick<ReceivedClaim, 'accountCipher' | 'id'>,
): BankAccount => v.parse(bankAccount, JSON.parse(secrets.decrypt(accountCipher, id)))

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '')

/** Tells two accounts apart without saying either: holder and number, however they are spaced. */
export const accountIndex = (secrets: Secrets, { name, number }: BankAccount): string =>
  secrets.index('account', `${plain(name)}\n${plain(number)}`)

/** Of the number alone: one account of two 单位 is one, whatever its holder is called. '' without a number. */
export const accountNumberIndex = (secrets: Secrets, { number }: Pick<BankAccount, 'number'>): string =>
  plain(number) === '' ? '' : secrets.index('account-number', plain(number))

/** `工商银行绥化分行 ****0001`. */
export const maskedAccount = ({ bank, number }: BankAccount): string => `${bank} ****${plain(number).slice(-4)}`.trim()
