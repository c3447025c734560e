import * as v from 'valibot'
import { base64url, type Crypto, type Signer } from '../crypto'
import { fingerprint } from '../record/batch'
import { canonical } from '../record/canonical'
import { base64urlText, count, day, decimal, digest, instant, text } from '../record/fields'
import { signedBytes } from '../record/pae'
import { columnKeys } from '../study/columns'
import { policy } from '../study/policy'
import { editions, methods, platformKinds } from './plan'
import { demandSigned, parseStatement } from './signed-file'

const some = (max: number) => v.pipe(v.string(), v.maxLength(max))

const filed = v.strictObject({
  /** 2 named exceptions; a plan without any is filed as 1. */
  v: v.picklist([1, 2]),
  organisation: v.strictObject({
    id: text(64),
    kind: v.picklist(['enterprise', 'institution']),
    name: text(100),
    creditCode: v.optional(text(18)),
    address: some(200),
    legalRepresentative: some(50),
    contact: some(50),
    phone: some(30),
    about: some(3000),
    business: some(3000),
    account: v.optional(v.strictObject({ holder: text(100), bank: text(100), number: text(40) })),
    permit: v.optional(some(60)),
    catalogue: v.optional(some(200)),
  }),
  plan: v.strictObject({
    id: text(64),
    /** The first version's id. */
    series: text(64),
    version: v.pipe(count, v.minValue(1)),
    /** Key of shared/plan/types.json. */
    type: text(40),
    title: text(100),
    occupation: v.strictObject({ code: some(16), edition: v.picklist(editions), name: text(100) }),
    level: text(40),
    audience: some(500),
    trainees: v.pipe(count, v.minValue(1)),
    methods: v.array(v.picklist(methods)),
    period: v.strictObject({ from: day, to: day }),
    platforms: v.array(
      v.strictObject({
        name: text(100),
        url: text(300),
        kind: v.picklist(platformKinds),
        attachment: v.optional(digest),
      }),
    ),
    courses: v.array(
      v.strictObject({
        key: text(300),
        site: text(64),
        title: text(300),
        aliases: v.array(text(300)),
        url: some(300),
        hours: decimal,
        kind: v.picklist(['theory', 'practice']),
        online: v.boolean(),
        form: v.picklist(['recorded', 'live']),
        lessons: v.array(text(300)),
      }),
    ),
    teachers: v.array(
      v.strictObject({
        name: text(50),
        qualification: some(100),
        courses: v.array(text(300)),
        idNumber: v.optional(text(18)),
      }),
    ),
    timetable: v.array(
      v.strictObject({
        date: day,
        content: text(300),
        hours: decimal,
        from: text(5),
        to: text(5),
        place: some(100),
        teacher: some(50),
        textbook: some(200),
        course: some(300),
      }),
    ),
    textbooks: some(2000),
    assessment: some(1000),
    cost: some(12),
    relevance: some(2000),
    place: some(200),
    headTeacher: v.strictObject({ name: some(50), phone: some(30) }),
    fund: some(100),
    modules: v.array(some(40)),
    report: some(8000),
    /** Version 2: what nobody of the class needs of 签到 / 学习 / 答疑 / 测试, and why. */
    exceptions: v.optional(
      v.pipe(v.array(v.strictObject({ column: v.picklist(columnKeys), reason: text(200) })), v.minLength(1)),
    ),
  }),
  policy,
  /** Files handed in beside this one, by their SHA-256. */
  attachments: v.array(v.strictObject({ kind: text(40), hash: digest })),
  /** 培训人员名册 of a 开班申请. */
  roster: v.optional(v.array(v.strictObject({ name: text(50), idNumber: text(40) }))),
  filedAt: instant,
  /** SPKI DER of the organisation's package key. */
  packageKey: base64urlText,
})
/** What an organisation files with the bureau: everything on the papers, for machines. README.md of this folder is its specification. */
export const filingBody = v.pipe(
  filed,
  v.check(({ v: version, plan }) => (version === 2) === (plan.exceptions !== undefined), 'version 2 names exceptions'),
)
export type FilingBody = v.InferOutput<typeof filingBody>

export const filingStatement = v.strictObject({
  type: v.literal('filing'),
  body: filingBody,
  key: digest,
  signature: base64urlText,
})
export type FilingStatement = v.InferOutput<typeof filingStatement>

/** What the package key signs of a filing. */
export const filingBytes = (body: FilingBody): Uint8Array => signedBytes('xueji/filing/1', body)

export async function signFiling(crypto: Crypto, signer: Signer, body: FilingBody): Promise<FilingStatement> {
  return {
    type: 'filing',
    body,
    key: fingerprint(crypto, signer.publicKey),
    signature: base64url(await signer.sign(filingBytes(body))),
  }
}

/**
 * Reads a filing file: JCS text, one optional line feed at its end. Its signature must be that of the key it carries; whether that key is the
 * organisation's is for the reader to say, by `key`. Throws FileRefused.
 */
export async function readFiling(crypto: Crypto, file: string): Promise<FilingStatement> {
  const statement = parseStatement(filingStatement, file)
  const { body, key, signature } = statement
  await demandSigned(crypto, body.packageKey, key, signature, filingBytes(body))
  return statement
}

/** A filing as a file. */
export const filingText = (statement: FilingStatement): string => `${canonical(statement)}\n`
