import * as v from 'valibot'
import { day, text } from '../record/fields'

/** What a document is that somebody is known by; the first is assumed where a roster says nothing. */
export const idTypes = [
  '居民身份证',
  '港澳居民居住证',
  '台湾居民居住证',
  '外国人永久居留身份证',
  '港澳居民来往内地通行证',
  '台湾居民来往大陆通行证',
  '护照',
] as const
export type IdType = (typeof idTypes)[number]

export const employments = ['劳动合同', '劳务派遣', '其他'] as const

const month = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))

/** What the roster says of a person in one class beside name and ID number. Kept encrypted with the seat; what is unknown is absent. */
export const rosterDetails = v.object({
  idType: v.optional(v.picklist(idTypes)),
  sex: v.optional(v.picklist(['男', '女'])),
  nationality: v.optional(text(40)),
  born: v.optional(day),
  household: v.optional(text(40)),
  category: v.optional(text(100)),
  categoryProof: v.optional(text(200)),
  categoryUntil: v.optional(day),
  education: v.optional(text(40)),
  phone: v.optional(text(40)),
  address: v.optional(text(300)),
  post: v.optional(text(100)),
  employment: v.optional(v.picklist(employments)),
  dispatcher: v.optional(text(100)),
  employer: v.optional(text(100)),
  insuredSince: v.optional(month),
  graduatedOn: v.optional(day),
  voucher: v.optional(text(100)),
  remark: v.optional(text(500)),
})
export type RosterDetails = v.InferOutput<typeof rosterDetails>

export const rosterFields = [
  'name',
  'id',
  'account',
  'idType',
  'sex',
  'nationality',
  'born',
  'household',
  'category',
  'categoryProof',
  'categoryUntil',
  'education',
  'phone',
  'address',
  'post',
  'employment',
  'dispatcher',
  'employer',
  'insuredSince',
  'graduatedOn',
  'voucher',
  'remark',
] as const
export type RosterField = (typeof rosterFields)[number]

/** Particulars that were filed with the bureau: after its approval they change by a 名册变更 only. The others are for reaching people. */
export const filedFields: readonly RosterField[] = [
  'name',
  'idType',
  'category',
  'categoryProof',
  'categoryUntil',
  'employment',
  'dispatcher',
  'employer',
  'insuredSince',
  'graduatedOn',
]
