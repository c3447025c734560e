import type { CheckItem } from '../../../../shared/api/claims'
import { dayOf } from '../../../../shared/calendar/beijing'
import { readIdNumber } from '../../../../shared/people/id-number'
import { plain } from '../../../../shared/people/text'
import { hundredthsOf, sumOfHours } from '../../../../shared/study/attained'
import type { ExamResult } from '../../../../shared/study/facts'
import type { ClaimClass, ClaimPerson } from '../../claim-data'
import type { Around } from './around'
import { look, stop } from './item'

type Noted = { person: ClaimPerson; note: string }

/** Whether what the papers say of each person of a class agrees: roster = hours = scores = forms, days within the period, nothing twice. */
export function checkPeopleOf(made: ClaimClass, people: readonly ClaimPerson[], around: Around): CheckItem[] {
  const { id, name } = made.data.trained
  const tab = (part: string) => `/classes/${id}/${part}`
  const kinds: [Parameters<typeof look>[0], typeof look, Noted[], string, string][] = [
    [
      'columns',
      look,
      noted(people, ({ seat }) => around.columns.get(seat)),
      '的签到、学习、答疑、测试不齐，培训方案也没有写明例外',
      tab('board'),
    ],
    ['no-hours', stop, noted(people, noHours), '没有计入的学时', tab('roster')],
    ['hours-differ', look, noted(people, hoursDiffer), '学时对不上，请稍后重新核算', tab('roster')],
    [
      'teaching-hours',
      look,
      noted(people, (one) => moreThanTaught(one, made)),
      '的学时多于授课记录的课时',
      tab('teaching-log'),
    ],
    ['score-differs', look, noted(people, scoreDiffers), '的成绩前后不一致', tab('results')],
    ['exam-early', look, noted(people, (one) => examEarly(one, made)), '的考核日期在培训期之前', tab('results')],
    ['certificate-early', look, noted(people, certificateEarly), '的发证日期早于考核合格', tab('results')],
    ['out-of-period', look, noted(people, (one) => outOfPeriod(one, made)), '有培训期以外的线下课', tab('lessons')],
    ['overlap', look, noted(people, (one) => overlap(one, made)), '的线上学习与线下课时间重叠', tab('lessons')],
    ['id-number', stop, noted(people, wrongId), '的身份证号不对', tab('changes')],
    ['other-claim', stop, noted(people, (one) => inOther(one, around)), '已在另一份申请里', '/claims'],
    [
      'double-training',
      look,
      noted(people, (one) => trainedBefore(one, around)),
      '同一职业同一等级已享受过补贴',
      '/settings/benefits',
    ],
  ]
  return kinds.flatMap(([code, how, some, words, link]) =>
    some.length === 0 ? [] : [how(code, { text: `${name}：${some.length} 人${words}`, link, class: id, people: some })],
  )
}

const noted = (people: readonly ClaimPerson[], find: (person: ClaimPerson) => string | undefined): Noted[] =>
  people.flatMap((person) => {
    const note = find(person)
    return note === undefined ? [] : [{ person, note }]
  })

const noHours = ({ hours }: ClaimPerson) => (hundredthsOf(hours.total) === 0 ? '0 学时' : undefined)

/** What the class page shows, what was derived now, and what the amount was reckoned from. */
function hoursDiffer({ data, facts, hours }: ClaimPerson): string | undefined {
  if (data.row.credited !== data.credited) return '班级页面的有效时长还没有更新'
  const same = sumOfHours([facts.hours.online, facts.hours.offline]) === hours.total
  return same ? undefined : `合计 ${hours.total}，核算用 ${facts.hours.online} + ${facts.hours.offline}`
}

function moreThanTaught({ hours }: ClaimPerson, { teaching }: ClaimClass): string | undefined {
  if (teaching.length === 0) return undefined
  const taught = sumOfHours(teaching.map(({ classHours }) => classHours))
  return hundredthsOf(hours.total) > hundredthsOf(taught) ? `${hours.total} 学时，授课 ${taught} 课时` : undefined
}

const PARTS: Readonly<Record<ExamResult['part'], string>> = { theory: '理论', practice: '实操', overall: '综合' }

/** Counted as passed, and the last attempt of a part says otherwise. */
function scoreDiffers({ passed, results }: ClaimPerson): string | undefined {
  if (!passed) return undefined
  const last = new Map([...results].sort((a, b) => a.attempt - b.attempt).map((one) => [one.part, one]))
  const failed = [...last.values()].filter(({ pass }) => !pass)
  return failed.length === 0 ? undefined : `${failed.map(({ part }) => PARTS[part]).join('、')}最后一次不合格`
}

function examEarly({ results }: ClaimPerson, { data }: ClaimClass): string | undefined {
  const early = results.filter(({ day }) => day < data.trained.plan.period.from)
  return early.length === 0 ? undefined : early.map(({ part, day }) => `${PARTS[part]} ${day}`).join('、')
}

function certificateEarly({ certificate, results }: ClaimPerson): string | undefined {
  const passedOn = results
    .filter(({ pass }) => pass)
    .map(({ day }) => day)
    .sort()
    .at(-1)
  return certificate && passedOn !== undefined && certificate.day < passedOn
    ? `发证 ${certificate.day}，考核 ${passedOn}`
    : undefined
}

const attendedBy = ({ seat }: ClaimPerson, attended: ClaimClass['data']['facts']['attended']) =>
  (attended ?? []).filter((one) => one.seat === seat)

function outOfPeriod(person: ClaimPerson, { data }: ClaimClass): string | undefined {
  const { from, to } = data.trained.plan.period
  const out = attendedBy(person, data.facts.attended)
    .map(({ start }) => dayOf(start))
    .filter((day) => day < from || day > to)
  return out.length === 0 ? undefined : [...new Set(out)].join('、')
}

/** Two minutes: clocks differ, and people sit down late. */
const TOLERANCE = 120_000

/** At a computer and in a room at once. */
function overlap(person: ClaimPerson, { data }: ClaimClass): string | undefined {
  const days = new Set<string>()
  for (const { start, seconds } of attendedBy(person, data.facts.attended)) {
    const end = start + seconds * 1000
    const shared = person.data.days
      .flatMap(({ counted }) => counted)
      .filter(({ from, to }) => from < end && to > start)
      .reduce((sum, { from, to }) => sum + Math.min(to, end) - Math.max(from, start), 0)
    if (shared > TOLERANCE) days.add(dayOf(start))
  }
  return days.size === 0 ? undefined : [...days].join('、')
}

/** Other documents have no check digit; rosters judge them as they come. */
function wrongId({ data: { idNumber } }: ClaimPerson): string | undefined {
  if (!/^\d{17}[\dXx]$/.test(idNumber)) return undefined
  const read = readIdNumber(idNumber)
  return 'problem' in read ? read.message : undefined
}

function inOther({ seat }: ClaimPerson, { claimed }: Around): string | undefined {
  const numbers = claimed.get(seat) ?? []
  return numbers.length === 0 ? undefined : `申请 ${numbers.join('、')}`
}

/** Whether or not the rate table forbids it: somebody has to say why it is asked for twice. */
function trainedBefore({ facts }: ClaimPerson, { taken }: Around): string | undefined {
  const before = (taken.get(facts.person) ?? []).filter(
    ({ taken: one }) => plain(one.occupation) === plain(facts.occupation) && plain(one.level) === plain(facts.level),
  )
  return before.length === 0 ? undefined : before.map(({ from, taken: one }) => `${one.on}（${from}）`).join('、')
}
