import type { ClaimEventKind } from '../../../shared/api/claims'
import { dayOf } from '../../../shared/calendar/beijing'
import { type BureauActStatement, bureauActText, readBureauAct } from '../../../shared/claim/bureau-act'
import { type ClaimDecisionStatement, claimDecisionText, readClaimDecision } from '../../../shared/claim/claim-decision'
import { utf8 } from '../../../shared/crypto'
import { FileRefused, statementHash } from '../../../shared/plan/signed-file'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { keepFile } from '../../training/evidence'
import { readBureauFile } from '../../training/plan/bureau-file'
import type { ClaimEventInput } from './events'

/** What a bureau signed about one claim, as its organisation takes it in. */
export interface ClaimStatement {
  /** The claim's id here, and the package of it that it is about. */
  claim: string
  content: string
  organisation: string
  key: string
  bureau: string
  /** When it was signed; of two, the later holds. */
  at: number
  hash: string
  /** Of a decision its outcome, of an act its kind. */
  kind: string
  takesBack?: string
  event: ClaimEventInput
  /** The file as it is kept. */
  text: string
}

/** Keeps its file with the claim; the hash by which it is found. */
export const keepStatement = (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  q: Queries,
  { organisation }: Actor,
  { text }: ClaimStatement,
): Promise<string> =>
  keepFile(q, store, {
    ...{ organisation, bytes: utf8(text), type: 'application/json', extension: 'json', at: clock.now() },
  })

/** Reads a decision on a claim, or an act on one. Throws `file-refused` with what to do. */
export async function readClaimStatement(file: string): Promise<ClaimStatement> {
  const statement = await readBureauFile(readEither(file))
  return statement.type === 'claim-decision' ? ofDecision(statement) : ofAct(statement)
}

async function readEither(file: string): Promise<ClaimDecisionStatement | BureauActStatement> {
  try {
    return await readClaimDecision(nodeCrypto, file)
  } catch (error) {
    if (error instanceof FileRefused && error.problem === 'schema') return readBureauAct(nodeCrypto, file)
    throw error
  }
}

const common = (statement: ClaimDecisionStatement | BureauActStatement) => ({
  ...{ key: statement.key, bureau: statement.body.bureau.name, at: statement.body.at },
  hash: statementHash(nodeCrypto, statement),
})

function ofDecision(statement: ClaimDecisionStatement): ClaimStatement {
  const { claim, organisation, outcome, date: day, number, received, remarks, items, agreed } = statement.body
  return {
    ...{ ...common(statement), claim: claim.id, content: claim.content, organisation, kind: outcome },
    event: {
      ...{ kind: outcome, day, number: number || received },
      remark: joined(remarks, ...items.map((item, i) => `${i + 1}. ${item}`)),
      ...(outcome === 'agreed' && { amount: agreed }),
    },
    text: claimDecisionText(statement),
  }
}

function ofAct(statement: BureauActStatement): ClaimStatement {
  const { subject, organisation, kind, decided, at } = statement.body
  const event = eventOf(kind, decided.outcome)
  if (subject.type !== 'claim' || event === undefined)
    throw new Refused('file-refused', '这份文件不是给单位的审核决定或通知，请核对')
  const { reason = '', amount, person, takesBack } = decided
  return {
    ...{ ...common(statement), claim: subject.id, content: subject.content, organisation: organisation ?? '', kind },
    ...(takesBack !== undefined && { takesBack }),
    event: {
      ...{ kind: event, day: decided.day ?? dayOf(at), number: decided.number ?? subject.received },
      remark: joined(
        person ? `学员 ${person.number}` : '',
        decided.due === undefined ? '' : `公示到 ${decided.due} 为止`,
        reason,
      ),
      ...(amount !== undefined && { amount }),
    },
    text: bureauActText(statement),
  }
}

const joined = (...parts: readonly string[]): string => parts.filter((one) => one !== '').join('；')

/** What an act is among what became of a claim here; undefined where it is not for the 单位. */
function eventOf(
  kind: BureauActStatement['body']['kind'],
  outcome: BureauActStatement['body']['decided']['outcome'],
): ClaimEventKind | undefined {
  switch (kind) {
    case 'reopened':
      return 'taken-back'
    case 'recovered':
      return outcome === 'received' ? 'recovery-received' : 'recovery-demanded'
    case 'published':
    case 'cleared':
    case 'paid':
    case 'pay-failed':
    case 'pay-returned':
      return kind
    default:
      return undefined
  }
}
