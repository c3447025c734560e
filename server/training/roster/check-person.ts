import { category } from '../../../shared/people/codes'
import { yearsBetween } from '../../../shared/people/days'
import type { RosterField } from '../../../shared/people/roster'
import type { RosterRules } from '../../../shared/people/roster-rules'
import type { TrainingClass } from '../class-of'
import type { Known, OtherSeat } from './known'
import type { RosterPerson } from './read-people'

/** What a person of a roster is compared with. */
export interface CheckContext {
  trained: Pick<TrainingClass, 'id' | 'organisationName' | 'plan'>
  kind: 'enterprise' | 'institution' | 'bureau'
  rules: RosterRules
  /** Beijing day. */
  today: string
}

export interface Trouble {
  field: RosterField
  message: string
  /** Keeps the person from being imported. */
  blocks: boolean
}

const warn = (field: RosterField, message: string): Trouble => ({ field, message, blocks: false })
const block = (field: RosterField, message: string): Trouble => ({ field, message, blocks: true })

/** Everything that speaks against a person, by the roster itself and by what the server knows. */
export const checkPerson = (
  person: Pick<RosterPerson, 'id' | 'born' | 'sex' | 'details'>,
  known: Known,
  context: CheckContext,
): Trouble[] => [
  ...agreesWithNumber(person),
  ...ageOf(person, context),
  ...categoryOf(person, context),
  ...employmentOf(person, context),
  ...otherClasses(known, context),
  ...known.hits.map((list) => warn('id', `待核实：在比对名单“${list}”里。请先向本人和有关部门核实，再决定是否参训`)),
]

function* agreesWithNumber({ born, sex, details }: Pick<RosterPerson, 'born' | 'sex' | 'details'>): Generator<Trouble> {
  if (sex && details.sex && sex !== details.sex)
    yield block('sex', `与身份证号不符：身份证号表示${sex}。请对照证件，改性别或改身份证号`)
  if (born && details.born && born !== details.born)
    yield block('born', `与身份证号不符：身份证号里是 ${born}。请对照证件改正，或删去出生日期`)
}

function* ageOf(
  { born, details }: Pick<RosterPerson, 'born' | 'details'>,
  { trained, rules }: CheckContext,
): Generator<Trouble> {
  const day = born ?? details.born
  if (!day) return
  const age = yearsBetween(day, trained.plan.period.from)
  if (age < rules.youngest)
    yield warn('id', `开班时 ${age} 周岁，不满 ${rules.youngest} 周岁，请核实能否参训（${statusOf(rules)}）`)
}

function* categoryOf({ details }: Pick<RosterPerson, 'details'>, { trained, today }: CheckContext): Generator<Trouble> {
  const known = details.category ? category.find(details.category) : undefined
  if (known?.proof && !details.categoryProof)
    yield warn('category', `${known.name}要有证明（${known.proof}），请收齐并填在“人员类别证明”里，申报时要交`)
  if (details.categoryUntil && details.categoryUntil < today)
    yield warn('categoryUntil', `证明 ${details.categoryUntil} 已到期，请让本人换新的证明，或核实类别是否还成立`)
  else if (details.categoryUntil && details.categoryUntil < trained.plan.period.from)
    yield warn('categoryUntil', `证明 ${details.categoryUntil} 到期，开班前就失效，请核实`)
  if (known?.graduatedWithinYears === undefined) return
  if (!details.graduatedOn)
    yield warn('category', `${known.name}要填毕业日期，才能看出是否在离校 ${known.graduatedWithinYears} 年内，请补填`)
  else if (yearsSince(details.graduatedOn, trained.plan.period.from) >= known.graduatedWithinYears)
    yield warn(
      'graduatedOn',
      `到开班时离校已满 ${known.graduatedWithinYears} 年，可能不符合“${known.name}”，请核实或改类别`,
    )
}

/** Two years are not over on the day itself. */
const yearsSince = (from: string, to: string) =>
  to.slice(5) === from.slice(5) ? yearsBetween(from, to) - 1 : yearsBetween(from, to)

function* employmentOf(
  { details }: Pick<RosterPerson, 'details'>,
  { trained, kind }: CheckContext,
): Generator<Trouble> {
  if (details.employment !== '劳务派遣' || kind !== 'enterprise') return
  if (!details.employer)
    yield block('employment', '劳务派遣人员必须填用工单位（实际用工的单位），请在“用工单位”一列填写')
  else if (!same(details.employer, trained.organisationName))
    yield block(
      'employer',
      `用工单位是“${details.employer}”，不是本单位（${trained.organisationName}）。劳务派遣人员由实际用工单位申报；如果就是本单位，请把名称写成一致`,
    )
  if (!details.dispatcher) yield warn('employment', '劳务派遣人员请填派遣单位，申报时要用')
}

function* otherClasses({ others, here }: Known, { trained, rules }: CheckContext): Generator<Trouble> {
  const { plan } = trained
  const again = others.filter((other) => same(other.occupation, plan.occupation) && same(other.level, plan.level))
  for (const other of again) {
    const message = `已在“${other.className}”参加同一工种同一等级（${other.occupation} ${other.level}）的培训，同一人不能重复享受补贴（${statusOf(rules)}）。请核实后从一个班去掉`
    yield rules.sameLevelAgain === 'refuse' && !here ? block('id', message) : warn('id', message)
  }
  for (const other of others.filter((one) => !again.includes(one) && overlaps(one, plan.period)))
    yield warn(
      'id',
      `同时在“${other.className}”参训（${other.from} 至 ${other.to}），两个班的培训期重叠；同一时间只计入一个班，请核实`,
    )
  const year = plan.period.from.slice(0, 4)
  const times = others.filter(({ from }) => from.startsWith(year)).length + 1
  if (rules.timesPerYear > 0 && times > rules.timesPerYear)
    yield warn(
      'id',
      `${year} 年这是第 ${times} 次参训，超过每人每年 ${rules.timesPerYear} 次（${statusOf(rules)}），可能不予补贴，请核实`,
    )
}

const overlaps = ({ from, to }: OtherSeat, period: { from: string; to: string }) =>
  from <= period.to && to >= period.from

const same = (a: string, b: string) => plain(a) === plain(b)
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s()]/g, '')
    .toLowerCase()

const statusOf = ({ status }: RosterRules) => (status === 'confirmed' ? '已确认的规定' : '待人社局确认')
