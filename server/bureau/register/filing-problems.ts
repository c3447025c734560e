import type { FilingProblem } from '../../../shared/api/bureau-register'
import { readIdNumber } from '../../../shared/people/id-number'
import { checkPlan, hostOf } from '../../../shared/plan/checklist'
import { checkedOfBody } from '../../../shared/plan/filed-body'
import type { FilingBody } from '../../../shared/plan/filing'
import { planTypes } from '../../../shared/plan/types'
import { planWords } from '../../../shared/plan/words'
import type { Queries, Store } from '../../db/store'
import { registerProblems } from './register-problems'

/** What is known beside the filing itself. */
export interface FilingFacts {
  firm: string
  name: string
  creditCode: string
  /** The Beijing day on which it was received. */
  received: string
  /** Hashes of attachments that came with it. */
  held: ReadonlySet<string>
}

/**
 * Everything of a filing that is missing or does not agree, so that it can be told at once: the organisation's own checklist run again, what the register says
 * of institution, occupation and platforms, attachments named but not handed in, ID numbers that cannot be, names that are not those of the register.
 */
export async function filingProblems(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  body: FilingBody,
  facts: FilingFacts,
): Promise<FilingProblem[]> {
  const { plan } = body
  const own = body.organisation
  const register = await registerProblems(q, store, organisation, {
    ...{ firm: facts.firm, kind: own.kind, creditCode: own.creditCode ?? '', name: own.name },
    ...{ occupation: plan.occupation.name, level: plan.level, ...plan.period },
    hosts: plan.platforms.flatMap(({ url }) => hostOf(url) ?? []),
  })
  return [
    ...checkPlan(checkedOfBody(body)).map(({ section, field, message, warning }) => ({
      ...{ code: `checklist:${section}${field && `.${field}`}`, message, ...(warning && { note: true }) },
    })),
    ...register.map(({ code, message }) => ({ code, message })),
    ...attachmentProblems(body, facts.held),
    ...rosterProblems(body),
    ...termProblems(body, facts),
  ]
}

function attachmentProblems({ attachments }: FilingBody, held: ReadonlySet<string>): FilingProblem[] {
  const absent = attachments.filter(({ hash }) => !held.has(hash))
  return absent.length === 0
    ? []
    : [
        {
          code: 'attachments',
          message: `有 ${absent.length} 个附件只列了名、没有随材料交来（${absent.map(({ kind }) => attachmentName(kind)).join('、')}），请提交报送文件包（ZIP）`,
        },
      ]
}

const names: Readonly<Record<string, string>> = {
  ...{ licence: '营业执照或登记证书', 'account-proof': '账户证明', permit: '办学许可' },
  ...{ 'platform-own': '自有平台承诺书', 'platform-parent': '所属关系证明' },
  ...{ 'platform-third-party': '第三方平台合作协议', 'platform-recommended': '推荐平台材料' },
}
/** How people call a kind of attachment. */
export const attachmentName = (kind: string): string =>
  names[kind] ?? planTypes.flatMap(({ papers }) => papers).find((paper) => paper.kind === kind)?.name ?? kind

function rosterProblems({ roster = [] }: FilingBody): FilingProblem[] {
  const seen = new Map<string, number>()
  const found: FilingProblem[] = []
  for (const [i, { name, idNumber }] of roster.entries()) {
    const read = readIdNumber(idNumber)
    if (!('id' in read))
      found.push({
        ...{ code: 'roster-id', message: `名册第 ${i + 1} 行 ${name}：${read.message}` },
        // A passport has another length.
        ...(read.problem === 'length' && { note: true }),
      })
    const first = seen.get(idNumber)
    if (first !== undefined)
      found.push({
        code: 'roster-twice',
        message: `名册第 ${i + 1} 行 ${name}与第 ${first + 1} 行是同一身份证号，请删去一行`,
      })
    else seen.set(idNumber, i)
  }
  return found
}

function termProblems(
  { organisation, plan, policy }: FilingBody,
  { name, creditCode, received }: FilingFacts,
): FilingProblem[] {
  const words = planWords[organisation.kind]
  const found: FilingProblem[] = []
  if (plan.period.from < received)
    found.push({
      code: 'begun',
      message: `${words.plan}的开始日期 ${plan.period.from} 早于收件日 ${received}：先培训、后${words.filing}`,
    })
  if (organisation.name !== name)
    found.push({ code: 'name', message: `单位名称“${organisation.name}”与登记的“${name}”不同，请核对`, note: true })
  if (creditCode !== '' && (organisation.creditCode ?? '') !== creditCode)
    found.push({ code: 'credit-code', message: '统一社会信用代码与登记的不同，请核对' })
  if (policy.status !== 'confirmed')
    found.push({
      code: 'policy',
      message: `学时认定规则“${policy.title}”待人社局确认，同意即按此规则认定学时`,
      note: true,
    })
  return found
}
