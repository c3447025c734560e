import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import {
  type InterviewAnswer,
  type InterviewRequest,
  type KeptInterview,
  keptInterview,
  type Question,
} from '../../../shared/api/bureau-interview'
import { interviewResults } from '../../../shared/api/bureau-review'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { type ReceivedClaim, type ReceivedPerson, requireBureau } from '../bureau'
import { maskPhone } from '../mask-phone'
import { questionsBeside } from '../read-beside'
import { packageOf } from './kept-package'
import { namesOf } from './review-people'

interface Sheet {
  person: ReceivedPerson
  claim: ReceivedClaim
  firm: string
  questions: Question[]
  without?: string
}

/** A person of the bureau's current claims. Throws `not-found`. */
export async function personOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  id: string,
): Promise<Pick<Sheet, 'person' | 'claim' | 'firm'>> {
  const [row] = await q
    .select({ person: t.bureauPerson, claim: t.bureauClaim, firm: t.bureauFirm.name })
    .from(t.bureauPerson)
    .innerJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauPerson.claim))
    .innerJoin(t.bureauFirm, eq(t.bureauFirm.id, t.bureauClaim.firm))
    .where(and(eq(t.bureauPerson.id, id), eq(t.bureauClaim.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这个人，可能申请已经换了新版本')
  return row
}

async function sheetOf(deps: Pick<Deps, 'store' | 'packages'>, actor: Actor, id: string): Promise<Sheet> {
  const { store } = deps
  const found = await personOf(store.read, store, actor.organisation, id)
  const { person, claim } = found
  const kept = await packageOf(store.read, store, { ...claim, version: person.version })
  if (!kept) return { ...found, questions: general(person), without: '手工申报，没有学习记录，只能按申报的内容问' }
  const { class: of, seat } = person
  const asked = { path: deps.packages.path(kept.sha256), class: of, seat, seed: `${kept.content}/${of}/${seat}` }
  const questions = await questionsBeside(asked).catch((error: unknown) => {
    console.error(`questions from the log of ${claim.number}:`, error instanceof Error ? error.message : typeof error)
    return undefined
  })
  if (questions && questions.length > 0) return { ...found, questions }
  const without = questions ? '资料包里没有这个人的学习记录' : '资料包文件读不出，请到“收件”里核对'
  return { ...found, questions: general(person), without }
}

/** Without a log there is what was claimed. */
const general = ({ opening, closing, occupation, level, hours }: ReceivedPerson): Question[] => [
  { id: 'days', ask: '您大约在哪几天参加的培训？', record: `申报：${opening} 至 ${closing}`, entries: [] },
  { id: 'courses', ask: '培训的是什么职业（工种）、什么等级？', record: `申报：${occupation} ${level}`, entries: [] },
  { id: 'hours', ask: '一共学了大约多少学时，在哪里学的？', record: `申报：${hours} 学时`, entries: [] },
  { id: 'paid', ask: '自己出过培训费吗？有没有人找您借过身份证？', record: '由回访人判断', entries: [] },
]

/** The sheet to question somebody by, and what was answered before. Audited: it shows what somebody did, hour by hour. Throws `not-allowed`, `not-found`. */
export async function readInterview(deps: Deps, actor: Actor, id: string): Promise<InterviewAnswer> {
  requireBureau(actor, 'auditor')
  const { store, clock, secrets } = deps
  const { t, read } = store
  const { person, claim, firm, questions, without } = await sheetOf(deps, actor, id)
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'review.interview-show', claim.id, {
      number: `${claim.number} ${person.number}`,
    }),
  )
  const names = await namesOf(read, store, actor.organisation)
  const held = await read
    .select()
    .from(t.bureauInterview)
    .where(eq(t.bureauInterview.person, id))
    .orderBy(desc(t.bureauInterview.at))
  return {
    person: {
      ...{ id, name: person.name, idMasked: person.idMasked, number: person.number, className: person.className },
      phoneMasked: maskPhone(secrets.decrypt(person.phoneCipher, id)),
      ...{ occupation: person.occupation, level: person.level, hours: person.hours },
    },
    claim: { id: claim.id, number: claim.number, firm, source: claim.source },
    questions,
    ...(without !== undefined && { without }),
    held: held.map(({ result, body, by, at }) => ({
      ...v.parse(keptInterview, JSON.parse(body)),
      ...{ result: v.parse(v.picklist(interviewResults), result), by: names.get(by) ?? by, at },
    })),
  }
}

/** Notes what somebody answered, with the questions as they were asked. Throws `not-allowed`, `not-found`, `bad-request`. Audited. */
export async function noteInterview(deps: Deps, actor: Actor, id: string, request: InterviewRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { result, ...rest } = request
  const { person, claim, questions } = await sheetOf(deps, actor, id)
  if (rest.answers.some((answer) => !questions.some((question) => question.id === answer.id)))
    throw new Refused('bad-request', '回访问题变了，请重新打开再填')
  if (result === 'differs' && rest.remark.trim() === '')
    throw new Refused('bad-request', '与记录不符的，请写明哪里不符')
  const body: KeptInterview = { ...rest, questions }
  await store.tx(async (q) => {
    await q.insert(store.t.bureauInterview).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: claim.id, version: person.version, person: id },
      ...{ result, body: JSON.stringify(body), by: actor.member, at: clock.now() },
    })
    await recordAudit(q, store, clock, actor, 'review.interview', claim.id, {
      ...{ number: `${claim.number} ${person.number}`, outcome: result },
    })
  })
}
