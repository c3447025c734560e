import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { stepWords } from '../../../../shared/api/bureau'
import { showTime } from '../../../../shared/calendar/beijing'
import { actWords } from '../../../../shared/claim/bureau-act'
import { hashOf } from '../../acts/statements'
import { type Exporting, MEMBER, TIME, within } from './asked'
import { type FlatFile, flatFile, paged } from './csv-file'

interface Signed {
  at: number
  what: string
  number: string | null
  text: string
  by: string
}

/** Everything that the bureau signed, as it was given out: 受理回执, decisions on filings and claims, and every other act. */
export function statementFiles(exporting: Exporting): FlatFile[] {
  const { deps, nameOf } = exporting
  const { t, read } = deps.store
  const { bureauAct: act, bureauClaim: claim, bureauDecision: decision, bureauProposal: proposal } = t
  const { bureauFiling: filing, bureauFilingDecision: decided } = t
  const receipts = paged((limit, offset) =>
    read
      .select({ at: filing.receivedAt, number: filing.number, text: filing.receipt, by: filing.by })
      .from(filing)
      .where(within(exporting, filing.organisation, filing.receivedAt))
      .orderBy(asc(filing.receivedAt), asc(filing.id))
      .limit(limit)
      .offset(offset),
  )
  const filings = paged((limit, offset) =>
    read
      .select({ at: decided.at, number: filing.number, text: decided.statement, by: decided.by })
      .from(decided)
      .innerJoin(filing, eq(filing.id, decided.filing))
      .where(within(exporting, decided.organisation, decided.at))
      .orderBy(asc(decided.at), asc(decided.id))
      .limit(limit)
      .offset(offset),
  )
  const decisions = paged((limit, offset) =>
    read
      .select({
        at: decision.at,
        kind: proposal.outcome,
        number: claim.number,
        text: decision.statement,
        by: decision.by,
      })
      .from(decision)
      .innerJoin(claim, eq(claim.id, decision.claim))
      .innerJoin(proposal, eq(proposal.id, decision.proposal))
      .where(and(within(exporting, decision.organisation, decision.at), isNotNull(decision.statement)))
      .orderBy(asc(decision.at), asc(decision.id))
      .limit(limit)
      .offset(offset),
  )
  const acts = paged((limit, offset) =>
    read
      .select({ at: act.at, kind: act.kind, number: claim.number, text: act.statement, by: act.by })
      .from(act)
      .leftJoin(claim, eq(claim.id, act.claim))
      .where(within(exporting, act.organisation, act.at))
      .orderBy(asc(act.at), asc(act.id))
      .limit(limit)
      .offset(offset),
  )
  async function* all(): AsyncGenerator<Signed> {
    for await (const one of receipts()) yield { ...one, what: '受理回执' }
    for await (const one of filings()) yield { ...one, what: '备案、开班申请意见' }
    for await (const one of decisions()) yield { ...one, text: one.text ?? '', what: stepWords(one.kind) }
    for await (const one of acts()) yield { ...one, what: actWords(one.kind) }
  }
  return [
    flatFile<Signed>('签名文件', '本局签名的一份决定、通知或回执', all, [
      { title: '时间', means: TIME, value: (row) => showTime(row.at) },
      { title: '事项', means: '文字', value: (row) => row.what },
      { title: '编号', means: '受理号或受理编号；不是对一份申请的为空，见签名文件', value: (row) => row.number },
      { title: '经办', means: MEMBER, value: (row) => nameOf(row.by) },
      { title: '内容摘要', means: 'body 的 SHA-256，重新审核以它指明被撤销的决定', value: (row) => hashOf(row) },
      {
        title: '签名文件',
        means: '一行 JSON；存成文件后可用 npx xueji verify 核对签名',
        value: (row) => row.text.trimEnd(),
      },
    ]),
  ]
}
