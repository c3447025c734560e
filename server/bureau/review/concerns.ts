import * as v from 'valibot'
import { verdicts } from '../../../shared/api/bureau'
import type { Queries, Store } from '../../db/store'
import { peopleOfClaim, type ReceivedClaim } from '../bureau'
import { carriedConcerns } from './carry-review'
import { countsOf, doubtsOf } from './doubts'
import { openPlan } from './draw-plan'
import { interviewedOf, TRIES, wasHeld } from './interviewed'
import { packageOf } from './kept-package'
import { drawnOfClaim } from './review-people'

/** What stands against agreeing to a claim as it is, in words: whoever proposes it says why all the same. */
export async function concernsOf(q: Queries, store: Pick<Store, 't'>, claim: ReceivedClaim): Promise<string[]> {
  const people = await peopleOfClaim(q, store, claim)
  const verdict = v.safeParse(v.picklist(verdicts), (await packageOf(q, store, claim))?.verdict)
  const doubts = await doubtsOf(q, store, claim, people)
  const { serious } = countsOf(doubts).all
  const drawn = [...(await drawnOfClaim(q, store, claim))]
  const held = await interviewedOf(q, store, claim)
  const results = drawn.map((person) => held.get(person))
  const open = await openPlan(q, store, claim.organisation)
  const waits = open?.body.claims.some((one) => one.claim === claim.id && one.version === claim.version)
  const differs = [...held.values()].filter(({ result }) => result === 'differs').length
  const missed = results.filter((one) => !wasHeld(one) && (one?.missed ?? 0) >= TRIES).length
  const undone = results.filter((one) => !wasHeld(one)).length - missed
  const declined = results.filter((one) => one?.result === 'declined').length
  return [
    verdict.success && verdict.output === 'disagrees' && '资料包核验不一致',
    doubts.some(({ code }) => code === 'key-ended') && '资料包的签名密钥后来停用，停用日期在制作资料包之前',
    serious > 0 && `有 ${serious} 项要重点核实的疑点`,
    waits && `已列入抽签 ${open?.number ?? ''}，还没有抽`,
    ...(await carriedConcerns(q, store, claim, people)),
    undone > 0 && `抽中的人还有 ${undone} 人没有回访`,
    differs > 0 && `${differs} 人回访与记录不符`,
    missed > 0 && `稽核未联系上：${missed} 人试过 ${TRIES} 次以上仍联系不上`,
    declined > 0 && `${declined} 人拒绝回访`,
  ].filter((one) => typeof one === 'string')
}
