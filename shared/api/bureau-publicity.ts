import * as v from 'valibot'
import { fen } from '../claim/money'
import { count, day, digest, milliseconds, text } from '../record/fields'
import { claimState } from './bureau'
import { listPage, listQuery } from './lists'

/** The contract of 公示 and 异议. Routes: the end of this file. Amounts are 分. */

const typed = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max))
const written = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))

/** 绥人社函〔2020〕31号 一(三)3 and 二(三)3: 向社会公示5个工作日. */
export const USUAL_DAYS = 5

/** open 公示中, cleared 公示无异议, withdrawn 已撤回. */
export const publicityStates = ['open', 'cleared', 'withdrawn'] as const
export type PublicityState = (typeof publicityStates)[number]
export const publicityStateWords: Readonly<Record<PublicityState, string>> = {
  open: '公示中',
  cleared: '公示无异议',
  withdrawn: '已撤回',
}

/** When the public may look: the day it was put up is not counted. */
export const publicityTerm = v.object({ days: count, opens: day, last: day, tentative: v.boolean() })
export type PublicityTerm = v.InferOutput<typeof publicityTerm>

/* ---------- claims that wait for the next step ---------- */

/** A claim that can be put up (agreed) or paid (cleared). */
export const dueClaim = v.object({
  ...{ id: v.string(), number: v.string(), title: v.string(), firm: v.string(), status: claimState },
  people: count,
  asked: fen,
  /** 未经逐段核验. */
  manual: v.boolean(),
  receivedAt: milliseconds,
  /** Since when it is where it is. */
  since: milliseconds,
})
export type DueClaim = v.InferOutput<typeof dueClaim>
export const dueQuery = listQuery(['since', 'number', 'firm', 'title', 'asked'], ['package', 'manual'])
export const duePage = listPage(dueClaim)

/* ---------- 公示 ---------- */

export const publicityRow = v.object({
  ...{ id: v.string(), number: v.string(), title: v.string(), state: v.picklist(publicityStates) },
  ...publicityTerm.entries,
  ...{ claims: count, people: count, amount: fen },
  /** 异议 that were not answered yet. */
  objections: count,
  /** The period is over and nothing stands against clearing it. */
  due: v.boolean(),
})
export type PublicityRow = v.InferOutput<typeof publicityRow>
export const publicitiesQuery = listQuery(['created', 'number', 'title', 'amount'], publicityStates)
export const publicitiesPage = listPage(publicityRow)

/** Of a claim that was put up: how it stands there. */
export const shownClaim = v.object({
  ...{ claim: v.string(), number: v.string(), title: v.string(), firm: v.string(), version: count },
  ...{ people: count, amount: fen, status: claimState, manual: v.boolean() },
  /** Why it was taken off. */
  off: v.optional(v.object({ reason: v.string(), by: v.string(), at: milliseconds })),
  /** Unanswered 异议 about it. */
  objections: count,
  /** A newer version came in since. */
  replaced: v.boolean(),
})
export type ShownClaim = v.InferOutput<typeof shownClaim>

export const objectionHows = ['phone', 'letter', 'visit', 'online'] as const
export const objectionOutcomes = ['unfounded', 'upheld'] as const
/** 异议. Who said it is shown to nobody without a record. */
export const objection = v.object({
  ...{ id: v.string(), number: v.string(), day, how: v.picklist(objectionHows), said: v.string() },
  /** The claim it is about; absent: the whole list. */
  claim: v.optional(v.object({ id: v.string(), number: v.string(), firm: v.string() })),
  /** The row of the list it is about. */
  row: v.optional(v.object({ position: count, name: v.string(), idShown: v.string() })),
  evidence: v.optional(digest),
  ...{ by: v.string(), at: milliseconds },
  answered: v.optional(
    v.object({
      ...{ outcome: v.picklist(objectionOutcomes), answer: v.string(), evidence: v.optional(digest) },
      ...{ by: v.string(), at: milliseconds },
    }),
  ),
})
export type Objection = v.InferOutput<typeof objection>

export const publicityAnswer = v.object({
  ...publicityRow.entries,
  ...{ standard: v.string(), phone: v.string(), place: v.string(), by: v.string(), at: milliseconds },
  closed: v.optional(v.object({ by: v.string(), at: milliseconds })),
  /** Address of the page that everybody can open. */
  page: v.string(),
  shown: v.array(shownClaim),
  objected: v.array(objection),
})
export type PublicityAnswer = v.InferOutput<typeof publicityAnswer>

/** Somebody of the list, as everybody sees them. */
export const publicPerson = v.object({
  ...{ position: count, name: v.string(), idShown: v.string(), firm: v.string(), occupation: v.string() },
  ...{ level: v.string(), hours: v.string(), standard: v.string(), amount: fen, claim: v.string() },
  off: v.boolean(),
})
export type PublicPerson = v.InferOutput<typeof publicPerson>
export const publicPeopleQuery = listQuery(['position', 'name', 'firm', 'amount'], ['shown', 'off'])
export const publicPeoplePage = listPage(publicPerson)

const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60))
export const termQuery = v.object({
  days: v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), days),
})

export const publish = v.strictObject({
  claims: v.pipe(v.array(text(64)), v.minLength(1), v.maxLength(500)),
  title: written(100),
  /** Basis and standard in words, as the notice says them. */
  standard: written(500),
  /** 监督电话 and where objections are received. */
  phone: written(60),
  place: written(200),
  days,
})
export type Publish = v.InferOutput<typeof publish>

export const takeOff = v.strictObject({ claim: text(64), reason: written(500) })
export type TakeOff = v.InferOutput<typeof takeOff>

export const recordObjection = v.strictObject({
  day,
  how: v.picklist(objectionHows),
  /** Real name and how to reach them; an anonymous one may leave both empty. */
  who: typed(60),
  contact: typed(100),
  said: written(2000),
  claim: v.optional(text(64)),
  position: v.optional(count),
  evidence: v.optional(digest),
})
export type RecordObjection = v.InferOutput<typeof recordObjection>

/** `upheld`: its claim is taken off and reviewed again. */
export const answerObjection = v.strictObject({
  outcome: v.picklist(objectionOutcomes),
  answer: written(2000),
  evidence: v.optional(digest),
})
export type AnswerObjection = v.InferOutput<typeof answerObjection>
export const objector = v.object({ who: v.string(), contact: v.string() })

/** What a notice said last, to begin the next one with. */
export const noticeHabits = v.object({ standard: v.string(), phone: v.string(), place: v.string(), days: count })
export type NoticeHabits = v.InferOutput<typeof noticeHabits>

/**
 * Console routes (below /api), behind the session; of bureaus alone.
 *
 * GET  /bureau/publishable              dueQuery          -> duePage           finance
 * GET  /bureau/publicities              publicitiesQuery  -> publicitiesPage   finance
 * GET  /bureau/publicity-term           termQuery         -> publicityTerm     finance; of a notice put up today
 * GET  /bureau/publicity-habits                           -> noticeHabits      hr
 * POST /bureau/publicities              publish           -> { id }            hr
 * GET  /bureau/publicities/:id                            -> publicityAnswer   finance
 * GET  /bureau/publicities/:id/people   publicPeopleQuery -> publicPeoplePage  finance
 * GET  /bureau/publicities/:id/pdf, /xlsx                 -> the paper         finance
 * POST /bureau/publicities/:id/off      takeOff           -> publicityAnswer   manager
 * POST /bureau/publicities/:id/objections recordObjection -> publicityAnswer   hr
 * POST /bureau/publicities/:id/clear                      -> publicityAnswer   hr; `conflict` before the period is over
 * POST /bureau/objections/:id/answer    answerObjection   -> publicityAnswer   manager
 * POST /bureau/objections/:id/who                         -> objector          hr; audited
 *
 * Pages for everybody: GET /public, /public/:id, /public/:id/list.pdf, /public/:id/list.xlsx; names only while the period runs.
 */
