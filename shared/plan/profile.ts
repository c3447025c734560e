import * as v from 'valibot'
import { day, digest } from '../record/fields'

const typed = (max: number) => v.optional(v.pipe(v.string(), v.maxLength(max)), '')

/** How the account stands in the database: the number encrypted, and its last digits to know it by. */
export const storedAccount = v.strictObject({
  /** 开户名 */
  holder: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** 开户银行 */
  bank: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  masked: v.pipe(v.string(), v.maxLength(40)),
  cipher: v.string(),
  /** 开户许可证 or 银行出具的账户证明. */
  proof: v.optional(digest),
})

/** 办学许可 and 定点目录 of a training institution. */
export const institutionPapers = v.strictObject({
  /** 民办学校办学许可证 or 职业培训许可 */
  permit: typed(60),
  permitUntil: typed(10),
  /** 许可的职业（工种）及等级 */
  permitScope: typed(1000),
  permitFile: v.optional(digest),
  /** Which notice put it on the list of designated institutions. */
  catalogue: typed(200),
  catalogueUntil: typed(10),
})

/** How long before or after which day something is due; `amount` of the deadline's own unit. */
export const deadlineOverride = v.strictObject({
  amount: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(400)),
  /** The bureau's notice or answer it comes from; without one it stays 待人社局确认. */
  source: typed(200),
})

/** A bureau whose signature on decisions was compared and accepted here. */
export const knownBureau = v.strictObject({ key: digest, name: v.pipe(v.string(), v.maxLength(100)), since: day })

/** `organisation.profile`: what its papers say of an organisation beside name and credit code. */
export const organisationProfile = v.strictObject({
  address: typed(200),
  legalRepresentative: typed(50),
  contact: typed(50),
  phone: typed(30),
  /** 企业基本情况 / 机构基本情况 */
  about: typed(3000),
  /** 经营范围, by the licence. */
  business: typed(3000),
  /** 营业执照 / 法人登记证书 */
  licence: v.optional(digest),
  /** Whom applications are addressed to. */
  bureau: typed(100),
  account: v.optional(storedAccount),
  institution: v.optional(institutionPapers),
  deadlines: v.optional(v.record(v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/)), deadlineOverride), {}),
  bureaus: v.optional(v.pipe(v.array(knownBureau), v.maxLength(20)), []),
})
export type OrganisationProfile = v.InferOutput<typeof organisationProfile>

/** An account as screens show it: the last four digits. */
export const maskBankAccount = (number: string): string =>
  number.length > 8 ? `${'*'.repeat(number.length - 4)}${number.slice(-4)}` : '*'.repeat(number.length)
