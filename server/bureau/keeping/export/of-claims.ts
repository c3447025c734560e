import { and, asc, eq } from 'drizzle-orm'
import { claimStates, claimStateWords, stepWords, verdicts, verdictWords } from '../../../../shared/api/bureau'
import { showTime } from '../../../../shared/calendar/beijing'
import type { AgreedPerson } from '../../review/agreed'
import { agreedPeople } from '../../review/agreed'
import { eventWords } from '../event-words'
import { DAY, type Exporting, MEMBER, NUMBER, TIME, within, YUAN, yuan } from './asked'
import { type FlatFile, flatFile, paged } from './csv-file'

interface PersonRow extends AgreedPerson {
  number: string
}

/** 补贴申请, their people, packages, 疑点, 审核意见 and every step of what became of them; by the day of receipt. */
export function claimFiles(exporting: Exporting): FlatFile[] {
  const { deps, asked, nameOf } = exporting
  const { t, read } = deps.store
  const { bureauClaim: claim, bureauFirm: firm, bureauPackage: pack, bureauFinding: finding, bureauEvent: event } = t
  const { bureauProposal: proposal, bureauDecision: decision } = t
  const { bureauDisposalPackage: disposed, bureauDisposalStep: step } = t
  const { number } = claim
  const gone = read
    .select({ package: disposed.package, last: disposed.last, rule: disposed.rule, goneAt: step.at })
    .from(disposed)
    .innerJoin(step, and(eq(step.disposal, disposed.disposal), eq(step.step, 'done')))
    .as('gone')
  const chosen = within(exporting, claim.organisation, claim.receivedAt)
  const claims = paged((limit, offset) =>
    read
      .select({ claim, firm: firm.name })
      .from(claim)
      .innerJoin(firm, eq(firm.id, claim.firm))
      .where(chosen)
      .orderBy(asc(claim.receivedAt), asc(claim.id))
      .limit(limit)
      .offset(offset),
  )
  async function* people(): AsyncGenerator<PersonRow> {
    for await (const { claim: of } of claims())
      for (const one of await agreedPeople(read, deps.store, of)) yield { ...one, number: of.number }
  }
  const idOf = ({ person }: PersonRow) =>
    asked.authorisation === '' ? person.idMasked : deps.secrets.decrypt(person.idCipher, person.id)
  const full =
    asked.authorisation === '' ? '出生日期和顺序码以 * 遮住' : `完整，凭授权文号 ${asked.authorisation}；请按文本导入`
  return [
    flatFile('补贴申请', '一份补贴申请的现行版次', claims, [
      { title: '受理号', means: NUMBER, value: (row) => row.claim.number },
      { title: '单位', means: '申请单位', value: (row) => row.firm },
      { title: '名称', means: '文字', value: (row) => row.claim.title },
      { title: '版次', means: '本局收到的第几版', value: (row) => row.claim.version },
      {
        title: '来源',
        means: '资料包，或手工申报（未经逐段核验）',
        value: (row) => (row.claim.source === 'manual' ? '手工申报' : '资料包'),
      },
      {
        title: '状态',
        means: Object.values(claimStateWords).join('、'),
        value: (row) => claimStateWords[claimStates.find((one) => one === row.claim.status) ?? 'received'],
      },
      { title: '人数', means: '申请人数', value: (row) => row.claim.people },
      { title: '申请金额', means: YUAN, value: (row) => yuan(row.claim.asked) },
      { title: '收件时间', means: TIME, value: (row) => showTime(row.claim.receivedAt) },
    ]),
    flatFile<PersonRow>('人员', '补贴申请现行版次里的一个人，申请的和核定的', people, [
      { title: '受理号', means: NUMBER, value: (row) => row.number },
      { title: '序号', means: '在申请里的次序，从 1 起', value: (row) => row.person.position + 1 },
      { title: '培训班', means: '班名', value: (row) => row.person.className },
      { title: '参训编号', means: '班内编号', value: (row) => row.person.number },
      { title: '姓名', means: '文字', value: (row) => row.person.name },
      { title: '身份证号', means: full, value: idOf },
      { title: '人员类别', means: '文字', value: (row) => row.person.category },
      { title: '职业', means: '职业（工种）', value: (row) => row.person.occupation },
      { title: '等级', means: '技能等级', value: (row) => row.person.level },
      { title: '开班日期', means: DAY, value: (row) => row.person.opening },
      { title: '结业日期', means: DAY, value: (row) => row.person.closing },
      { title: '申请学时', means: '学时，两位小数', value: (row) => row.person.hours },
      { title: '申请金额', means: YUAN, value: (row) => yuan(row.person.asked) },
      { title: '认定学时', means: '学时，两位小数', value: (row) => row.hours },
      { title: '核定金额', means: YUAN, value: (row) => yuan(row.amount) },
      { title: '少认原因', means: '不予认定、核减的原因，全部认定的为空', value: (row) => row.reasons.join('；') },
    ]),
    flatFile(
      '资料包',
      '收到的一个文件，销毁了的也在',
      paged((limit, offset) =>
        read
          .select({ pack, number, goneAt: gone.goneAt, last: gone.last, rule: gone.rule })
          .from(pack)
          .leftJoin(claim, eq(claim.id, pack.claim))
          .leftJoin(gone, eq(gone.package, pack.id))
          .where(within(exporting, pack.organisation, pack.at))
          .orderBy(asc(pack.at), asc(pack.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '受理号', means: `${NUMBER}；阶段包、视频包为空`, value: (row) => row.number },
        { title: '文件名', means: '单位所起', value: (row) => row.pack.name },
        { title: '版次', means: '补贴申请的第几版', value: (row) => row.pack.version },
        { title: '字节', means: '文件长度', value: (row) => row.pack.bytes },
        { title: 'SHA-256', means: '文件摘要，可用任何工具核对', value: (row) => row.pack.sha256 },
        {
          title: '核验结论',
          means: Object.values(verdictWords).join('、'),
          value: (row) => verdictWords[verdicts.find((one) => one === row.pack.verdict) ?? 'doubtful'],
        },
        { title: '收件时间', means: TIME, value: (row) => showTime(row.pack.at) },
        { title: '经办', means: MEMBER, value: (row) => nameOf(row.pack.by) },
        {
          title: '销毁时间',
          means: `${TIME}；仍留存的为空`,
          value: (row) => (row.goneAt === null ? '' : showTime(row.goneAt)),
        },
        {
          title: '依据',
          means: '销毁所依的留存规定和留存到的日期；仍留存的为空',
          value: (row) => (row.rule === null ? '' : `${row.rule}，留存到 ${row.last}`),
        },
      ],
    ),
    flatFile(
      '疑点',
      '跨资料包比对发现的一条疑点',
      paged((limit, offset) =>
        read
          .select({ finding, number })
          .from(finding)
          .innerJoin(claim, eq(claim.id, finding.claim))
          .where(chosen)
          .orderBy(asc(claim.receivedAt), asc(finding.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '受理号', means: NUMBER, value: (row) => row.number },
        { title: '版次', means: '发现时的版次', value: (row) => row.finding.version },
        { title: '疑点', means: '类别', value: (row) => row.finding.label },
        { title: '程度', means: '0 提示，1 核对，2 严重', value: (row) => row.finding.grade },
        { title: '内容', means: '文字', value: (row) => row.finding.detail },
        { title: '发现时间', means: TIME, value: (row) => showTime(row.finding.foundAt) },
        {
          title: '消失时间',
          means: `${TIME}；仍在的为空`,
          value: ({ finding: { goneAt } }) => (goneAt === null ? '' : showTime(goneAt)),
        },
      ],
    ),
    flatFile(
      '审核意见',
      '一条审核意见和对它的审定',
      paged((limit, offset) =>
        read
          .select({ proposal, decision, number })
          .from(proposal)
          .innerJoin(claim, eq(claim.id, proposal.claim))
          .leftJoin(decision, eq(decision.proposal, proposal.id))
          .where(chosen)
          .orderBy(asc(proposal.at), asc(proposal.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '受理号', means: NUMBER, value: (row) => row.number },
        { title: '版次', means: '审核的版次', value: (row) => row.proposal.version },
        {
          title: '意见',
          means: 'agreed 同意，returned 退回补正，refused 不同意',
          value: (row) => row.proposal.outcome,
        },
        { title: '金额', means: YUAN, value: (row) => yuan(row.proposal.amount) },
        { title: '经办', means: MEMBER, value: (row) => nameOf(row.proposal.by) },
        { title: '提出时间', means: TIME, value: (row) => showTime(row.proposal.at) },
        {
          title: '审定',
          means: 'confirmed 确认，sent-back 退回经办，withdrawn 撤回，replaced 因收到新版本失效；未审定为空',
          value: (row) => row.decision?.kind ?? '',
        },
        { title: '文号', means: '本局文号', value: (row) => row.decision?.number ?? '' },
        { title: '审定人', means: MEMBER, value: (row) => (row.decision ? nameOf(row.decision.by) : '') },
        { title: '审定时间', means: TIME, value: (row) => (row.decision ? showTime(row.decision.at) : '') },
      ],
    ),
    flatFile(
      '办理过程',
      '一份补贴申请办理中的一步',
      paged((limit, offset) =>
        read
          .select({ event, number })
          .from(event)
          .innerJoin(claim, eq(claim.id, event.claim))
          .where(and(chosen))
          .orderBy(asc(event.at), asc(event.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '受理号', means: NUMBER, value: (row) => row.number },
        { title: '版次', means: '当时的版次', value: (row) => row.event.version },
        { title: '事项', means: '环节名称', value: (row) => stepWords(row.event.kind) },
        { title: '内容', means: '文字', value: (row) => eventWords(row.event.detail) },
        { title: '经办', means: MEMBER, value: (row) => nameOf(row.event.by) },
        { title: '时间', means: TIME, value: (row) => showTime(row.event.at) },
      ],
    ),
  ]
}
