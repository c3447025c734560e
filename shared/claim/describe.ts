import { dateName } from './in-force'
import { showStandard } from './money'
import type { Cap, RateTable, StandardPart } from './rates'
import { percent } from './ratio'

const HOURS = { all: '', online: '线上', offline: '线下' } as const
const UNROUNDED = { 'half-up': '四舍五入', down: '舍去尾数', up: '进一' } as const

export const statusLabel = ({ status }: Pick<RateTable, 'status'>): string =>
  status === 'confirmed' ? '已由人社局确认' : '待人社局确认'
/** How papers and screens name a version of a table: 绥化市线上培训补贴 第1版（2026-01-01 起，待人社局确认）. */
export const tableName = (table: Pick<RateTable, 'title' | 'version' | 'from' | 'status'>): string =>
  `${table.title} 第${table.version}版（${table.from} 起，${statusLabel(table)}）`
export const kindLabel = ({ kind }: Pick<RateTable, 'kind'>): string => (kind === 'subsidy' ? '培训补贴' : '生活费补贴')

const listed = (amounts: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(amounts)
    .map(([name, amount = '']) => `${name} ${showStandard(amount)}`)
    .join('、')

function partInWords(part: StandardPart): string {
  switch (part.kind) {
    case 'head':
      return `${showStandard(part.amount)}/人`
    case 'hour':
      return `${HOURS[part.of]}${showStandard(part.amount)}/课时`
    case 'day': {
      const { after = 0, upTo } = part
      return `线下${after > 0 ? `第 ${after + 1} 天起` : ''}${showStandard(part.amount)}/天${upTo === undefined ? '' : `，至第 ${upTo} 天`}`
    }
    case 'level':
    case 'trade':
      return listed(part.amounts)
    case 'cost': {
      const fallback = part.perHour === undefined ? '' : `（无支出凭证的按 ${showStandard(part.perHour)}/人/课时核算）`
      return `培训成本的 ${percent(part.share)}${fallback}`
    }
  }
}

/** 补贴标准 as a form's column shows it: `30.00 元/课时`; `未填写` while a table has none. */
export function standardInWords({ standard, online }: RateTable): string {
  const words = standard.map(partInWords).join('＋')
  if (!online) return words || '未填写'
  return `${words || '现行标准未填写'}，按线上课时占总课时的比例${online.factor === 1000 ? '' : `上浮至 ${percent(online.factor)}`}`
}

function capInWords(cap: Cap): string {
  switch (cap.per) {
    case 'project':
      return `每人每个项目不超过 ${showStandard(cap.amount)}`
    case 'year':
      return `每人每年不超过 ${showStandard(cap.amount)}`
    case 'person':
      return `每人累计不超过 ${showStandard(cap.amount)}`
    case 'hour':
      return `每人每课时不超过 ${showStandard(cap.amount)}`
    case 'wage':
      return `每人每年不超过最低月工资${cap.wage === undefined ? '（未填写）' : ` ${showStandard(cap.wage)}`} 的 ${percent(cap.share)}`
  }
}

/** Everything a table rules, a sentence each, for the person who checks it against the local document. */
export function rulesInWords(table: RateTable): string[] {
  const { conditions, limits, advance, rounding } = table
  const least = Object.entries(conditions.leastHoursByLevel ?? {}).map(([level, hours]) => `${level} ${hours}`)
  return [
    `${kindLabel(table)}：${standardInWords(table)}`,
    ...(table.shares ?? []).map(({ title, share }) => `${title}：按标准的 ${percent(share)}`),
    ...(table.caps ?? []).map(capInWords),
    ...(conditions.categories ? [`人员类别：${conditions.categories.join('、')}`] : []),
    ...(conditions.completed ? ['须完成培训'] : []),
    ...(conditions.passed ? ['须考核合格'] : []),
    ...(conditions.certificate ? ['须取得证书'] : []),
    ...(conditions.leastHours === undefined ? [] : [`至少 ${conditions.leastHours} 课时`]),
    ...(least.length > 0 ? [`至少课时：${least.join('、')}`] : []),
    ...(limits?.times ?? []).map(
      ({ times, categories, sameType }) =>
        `${categories ? `${categories.join('、')}：` : ''}${sameType ? '同一类型' : ''}每人每年至多 ${times} 次`,
    ),
    ...(limits?.sameLevelOnce ? ['同一职业同一等级不重复享受'] : []),
    ...(limits?.higherBlocksLower ? ['已享受高等级的，不再享受低等级'] : []),
    ...(limits?.sameProjectOnce ? ['同一培训项目不重复享受'] : []),
    ...(limits?.oneAtATime ? ['上一个培训项目结束后方可参加下一个'] : []),
    ...(advance ? [`预拨 ${percent(advance.share)}`] : []),
    `按${dateName(table)}确定标准：${table.from} 起${table.to === undefined ? '' : `，至 ${table.to} 止`}`,
    `金额到${rounding.unit}，${UNROUNDED[rounding.mode]}`,
  ]
}
