import * as v from 'valibot'
import { personFacts } from '../claim/facts'
import { fen, signedFen } from '../claim/money'
import { hours, rateTable } from '../claim/rates'
import { count, day, digest, instant, text } from '../record/fields'

const anyText = (max: number) => v.pipe(v.string(), v.maxLength(max))
const positive = v.pipe(count, v.minValue(1))

/** As shared/claim/amount.ts gives it. */
const amount = v.strictObject({
  lines: v.array(v.strictObject({ label: text(100), formula: text(500), amount: signedFen })),
  total: fen,
  refused: v.optional(v.strictObject({ code: text(40), message: text(500) })),
})

/** Each is looked for among all files. */
const MAX_CLASSES = 1000

/** data/claim.json: what is asked for, for which seats, from which facts and by which tables. No names: they stand in the forms. */
export const claimFile = v.strictObject({
  v: v.literal(1),
  claim: v.strictObject({ id: text(64), number: text(40), title: text(200), version: positive }),
  organisation: v.strictObject({
    id: text(64),
    kind: v.picklist(['enterprise', 'institution']),
    name: text(100),
    creditCode: anyText(18),
  }),
  classes: v.pipe(
    v.array(
      v.strictObject({
        class: text(64),
        /** 备案号 / 开班申请编号 of the bureau's decision; empty where there is none. */
        filing: anyText(100),
        /** Seats of the class, whether asked for or not. */
        enrolled: count,
      }),
    ),
    v.maxLength(MAX_CLASSES),
  ),
  people: v.array(
    v.strictObject({
      class: text(64),
      seat: text(64),
      number: text(20),
      facts: personFacts,
      /** `wenzhou-2020@1`; absent where none was in force. */
      table: v.optional(text(80)),
      amount,
      /** Class hours that count, two decimals: 甲, 乙, 丙 online, and offline. */
      hours: v.strictObject({ own: hours, platform: hours, byHand: hours, offline: hours, total: hours }),
    }),
  ),
  /** Versions of the rate table; data of rules, nothing of them stands in code. */
  tables: v.pipe(v.array(rateTable), v.minLength(1)),
  total: fen,
  /** 大写 of the total. */
  capitals: text(200),
  /** 代为申请: trainees have the subsidy claimed for them. */
  onBehalf: v.boolean(),
  /** SHA-256 of what the papers show; its first ten signs stand on every page of them. */
  dataHash: digest,
  /** Stamped scans of the papers, each tied to the data it was printed from. */
  scans: v.array(
    v.strictObject({ form: text(60), seat: v.optional(text(64)), dataHash: digest, file: digest, at: instant }),
  ),
  packedAt: instant,
})
export type ClaimFile = v.InferOutput<typeof claimFile>

/**
 * data/forms/people.json: the roster of those asked for and the account, as the papers have them. It stands among the forms because names, ID
 * numbers and accounts stand there alone.
 */
export const peopleFile = v.strictObject({
  v: v.literal(1),
  account: v.strictObject({ name: anyText(100), bank: anyText(100), number: anyText(40) }),
  contact: anyText(50),
  phone: anyText(30),
  people: v.array(
    v.strictObject({
      class: text(64),
      seat: text(64),
      number: text(20),
      name: text(50),
      idNumber: text(40),
      phone: anyText(40),
      category: anyText(40),
    }),
  ),
})
export type PeopleFile = v.InferOutput<typeof peopleFile>

/** data/videos.json: how the duty to keep lecture videos is met, lesson by lesson. Files lie in the sibling package, by hash. */
export const videosFile = v.strictObject({
  v: v.literal(1),
  lessons: v.array(
    v.strictObject({
      class: text(64),
      course: text(300),
      lesson: v.optional(text(300)),
      title: text(300),
      how: v.picklist(['file', 'undertaking', 'waiver', 'none']),
      files: v.array(v.strictObject({ sha256: digest, name: text(300), bytes: count, seconds: v.optional(count) })),
      evidence: v.optional(digest),
      reference: v.optional(v.strictObject({ id: anyText(200), url: anyText(2000), seconds: v.optional(count) })),
    }),
  ),
})
export type VideosFile = v.InferOutput<typeof videosFile>

/** data/classes/<class>/teaching.json: 授课记录. Who was missing stands here by number alone. */
export const teachingFile = v.strictObject({
  v: v.literal(1),
  lessons: v.array(
    v.strictObject({
      from: day,
      to: day,
      hours: anyText(40),
      course: anyText(300),
      content: anyText(4000),
      classHours: anyText(20),
      form: v.picklist(['live', 'recorded', 'offline']),
      practice: v.boolean(),
      teacher: anyText(100),
      place: anyText(300),
      expected: count,
      present: count,
      absent: v.array(text(20)),
      video: anyText(300),
      remark: anyText(1000),
    }),
  ),
})
export type TeachingFile = v.InferOutput<typeof teachingFile>
