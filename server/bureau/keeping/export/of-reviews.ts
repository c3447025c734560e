import { asc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type KeptInterview, keptInterview } from '../../../../shared/api/bureau-interview'
import { interviewResults, interviewWords, type KeptRuling, keptRuling } from '../../../../shared/api/bureau-review'
import { drawBody } from '../../../../shared/api/bureau-risk'
import { showTime } from '../../../../shared/calendar/beijing'
import { DAY, type Exporting, MEMBER, NUMBER, TIME, within, YUAN, yuan } from './asked'
import { type FlatColumn, type FlatFile, flatFile, paged } from './csv-file'

interface OfPerson {
  number: string
  version: number
  person: { className: string; number: string; name: string }
}

const whose: readonly FlatColumn<OfPerson>[] = [
  { title: '受理号', means: NUMBER, value: (row) => row.number },
  { title: '版次', means: '当时的版次', value: (row) => row.version },
  { title: '培训班', means: '班名', value: (row) => row.person.className },
  { title: '参训编号', means: '班内编号', value: (row) => row.person.number },
  { title: '姓名', means: '文字', value: (row) => row.person.name },
]

const HOURS = '学时，两位小数'
const hows: Readonly<Record<KeptInterview['how'], string>> = { phone: '电话', 'on-site': '当面', video: '视频' }
const fits = { yes: '相符', no: '不符', unsure: '说不清', 'not-asked': '没有问' } as const

/** 认定, 抽签 and 回访: every ruling also of those that were changed later, whoever was drawn, and every interview with its answers. */
export function reviewFiles(exporting: Exporting): FlatFile[] {
  const { deps, nameOf } = exporting
  const { t, read } = deps.store
  const { bureauClaim: claim, bureauPerson, bureauRuling: ruling, bureauInterview: interview } = t
  const { bureauDraw: draw, bureauDrawn: drawn } = t
  const person = { className: bureauPerson.className, number: bureauPerson.number, name: bureauPerson.name }
  async function* rulings() {
    const rows = paged((limit, offset) =>
      read
        .select({ person, number: claim.number, version: ruling.version, ruling })
        .from(ruling)
        .innerJoin(claim, eq(claim.id, ruling.claim))
        .innerJoin(bureauPerson, eq(bureauPerson.id, ruling.person))
        .where(within(exporting, ruling.organisation, ruling.at))
        .orderBy(asc(ruling.at), asc(ruling.id))
        .limit(limit)
        .offset(offset),
    )
    for await (const row of rows()) yield { ...row, of: v.parse(keptRuling, JSON.parse(row.ruling.body)) }
  }
  async function* drawings() {
    const rows = paged((limit, offset) =>
      read
        .select({ person, number: claim.number, version: drawn.version, rank: drawn.rank, draw })
        .from(drawn)
        .innerJoin(draw, eq(draw.id, drawn.draw))
        .innerJoin(claim, eq(claim.id, drawn.claim))
        .innerJoin(bureauPerson, eq(bureauPerson.id, drawn.person))
        .where(within(exporting, draw.organisation, draw.at))
        .orderBy(asc(draw.at), asc(draw.id), asc(drawn.rank))
        .limit(limit)
        .offset(offset),
    )
    // A drawing's body holds everybody's lots: it is read once for all who were drawn in it.
    let last: { id: string; body: v.InferOutput<typeof drawBody> } | undefined
    for await (const row of rows()) {
      if (last?.id !== row.draw.id) last = { id: row.draw.id, body: v.parse(drawBody, JSON.parse(row.draw.body)) }
      yield { ...row, body: last.body }
    }
  }
  async function* interviews() {
    const rows = paged((limit, offset) =>
      read
        .select({ person, number: claim.number, version: interview.version, interview })
        .from(interview)
        .innerJoin(claim, eq(claim.id, interview.claim))
        .innerJoin(bureauPerson, eq(bureauPerson.id, interview.person))
        .where(within(exporting, interview.organisation, interview.at))
        .orderBy(asc(interview.at), asc(interview.id))
        .limit(limit)
        .offset(offset),
    )
    for await (const row of rows()) yield { ...row, of: v.parse(keptInterview, JSON.parse(row.interview.body)) }
  }
  return [
    flatFile('认定', '对一个人的一次不予认定或核减，后来改了的也在', rulings, [
      ...whose,
      { title: '怎样认定', means: '不予补贴、扣减、恢复全部认可', value: (row) => kindOf(row.of) },
      { title: '不认线上学时', means: HOURS, value: (row) => row.of.online },
      { title: '不认线下学时', means: HOURS, value: (row) => row.of.offline },
      { title: '不算完成培训', means: '是、否', value: (row) => (row.of.incomplete ? '是' : '否') },
      { title: '另外核减', means: YUAN, value: (row) => yuan(row.of.money) },
      { title: '认定学时', means: HOURS, value: (row) => row.of.accepted },
      { title: '核定金额', means: YUAN, value: (row) => yuan(row.of.amount) },
      { title: '原因', means: '文字', value: (row) => row.of.reason },
      { title: '经办', means: MEMBER, value: (row) => nameOf(row.ruling.by) },
      { title: '时间', means: TIME, value: (row) => showTime(row.ruling.at) },
    ]),
    flatFile('抽签', '抽中的一个人；全部参加者和他们的数在抽签记录里', drawings, [
      { title: '抽签编号', means: '本局编号', value: (row) => row.draw.number },
      ...whose,
      { title: '名次', means: '从 1 起', value: (row) => row.rank + 1 },
      { title: '公开数值', means: '去掉空格', value: (row) => row.body.publicValue },
      { title: '公布日期', means: DAY, value: (row) => row.body.publicDay },
      { title: '种子', means: 'SHA-256', value: (row) => row.body.seed },
      { title: '参加人数', means: '人', value: (row) => row.draw.people },
      { title: '抽签人', means: MEMBER, value: (row) => nameOf(row.draw.by) },
      { title: '时间', means: TIME, value: (row) => showTime(row.draw.at) },
    ]),
    flatFile('回访', '对一个人的一次回访', interviews, [
      ...whose,
      { title: '方式', means: Object.values(hows).join('、'), value: (row) => hows[row.of.how] },
      {
        title: '结论',
        means: Object.values(interviewWords).join('、'),
        value: (row) => interviewWords[v.parse(v.picklist(interviewResults), row.interview.result)],
      },
      { title: '问答', means: '问题、本人回答、是否相符，一条一行', value: (row) => answersOf(row.of) },
      { title: '说明', means: '文字', value: (row) => row.of.remark },
      { title: '回访人', means: MEMBER, value: (row) => nameOf(row.interview.by) },
      { title: '时间', means: TIME, value: (row) => showTime(row.interview.at) },
    ]),
  ]
}

function kindOf({ whole, incomplete, money, online, offline }: KeptRuling): string {
  if (whole) return '不予补贴'
  return incomplete || money > 0 || Number(online) > 0 || Number(offline) > 0 ? '扣减' : '恢复全部认可'
}

const answersOf = ({ answers, questions }: KeptInterview): string =>
  answers
    .map(
      ({ id, answer, fits: how }) => `${questions.find((one) => one.id === id)?.ask ?? id} ${answer}（${fits[how]}）`,
    )
    .join('\n')
