import {
  type Dimension,
  dimensions,
  dimensionWords,
  type StatisticsAnswer,
  type StatisticsQuery,
  type StatisticsRow,
} from '../../../shared/api/bureau-statistics'
import { dayOf } from '../../../shared/calendar/beijing'
import { nextMonth } from '../../../shared/calendar/days'
import { countyOf, UNKNOWN_PLACE } from '../../../shared/people/divisions'
import type { Actor } from '../../access/actor'
import { type FormSheet, workbook } from '../../claim/workbook'
import type { Deps } from '../../deps'
import { requireBureau } from '../bureau'
import type { Paper } from '../paper'
import { askedSums, clearedSums, paidSums, type Range, recoveredSums, type Sum } from './sums'

/** What was asked for, cleared and paid in a stretch of time, by each dimension; the greatest first, months in their order. */
export async function readStatistics(
  { store, clock }: Deps,
  actor: Actor,
  query: StatisticsQuery,
): Promise<StatisticsAnswer> {
  requireBureau(actor, 'finance')
  const today = dayOf(clock.now())
  const { from = `${today.slice(0, 4)}-01-01`, to = today } = query
  const range = { organisation: actor.organisation, from, to }
  const of = async (by: Dimension) => rowsOf(by, await measured(store, range, by))
  const by = {
    ...{ county: await of('county'), occupation: await of('occupation'), level: await of('level') },
    ...{ group: await of('group'), month: await of('month') },
  }
  return { from, to, by, total: totalOf(by.month) }
}

/** What a row is called. */
const named = (by: Dimension, key: string): string =>
  by === 'county' ? countyOf(key) : key === '' ? UNKNOWN_PLACE : key

interface Tally {
  asked: { people: number; amount: number }
  cleared: { people: number; amount: number; hours: number }
  paid: { people: number; amount: number }
  recovered: number
}
const nothing = (): Tally => ({
  asked: { people: 0, amount: 0 },
  cleared: { people: 0, amount: 0, hours: 0 },
  paid: { people: 0, amount: 0 },
  recovered: 0,
})

const measured = async (store: Deps['store'], range: Range, by: Dimension) => ({
  asked: await askedSums(store, range, by),
  cleared: await clearedSums(store, range, by),
  paid: await paidSums(store, range, by),
  recovered: await recoveredSums(store, range, by),
})

function rowsOf(
  by: Dimension,
  { asked, cleared, paid, recovered }: Awaited<ReturnType<typeof measured>>,
): StatisticsRow[] {
  const tallies = new Map<string, Tally>()
  const tally = ({ key }: Sum): Tally => {
    const name = named(by, key)
    const one = tallies.get(name) ?? nothing()
    tallies.set(name, one)
    return one
  }
  for (const sum of asked) add(tally(sum).asked, sum)
  for (const sum of cleared) {
    const one = tally(sum).cleared
    add(one, sum)
    one.hours += sum.hours
  }
  for (const sum of paid) add(tally(sum).paid, sum)
  for (const sum of recovered) tally(sum).recovered += sum.amount
  const rows = [...tallies].map(([key, { cleared: put, ...rest }]) => ({
    ...{ key, ...rest, cleared: { ...put, hours: (put.hours / 100).toFixed(2) } },
  }))
  return by === 'month'
    ? everyMonth(rows)
    : rows.sort((a, b) => b.asked.amount - a.asked.amount || (a.key < b.key ? -1 : 1))
}

/** In their order, and none left out between two with figures. */
function everyMonth(rows: readonly StatisticsRow[]): StatisticsRow[] {
  const known = new Map(rows.map((row) => [row.key, row]))
  const keys = [...known.keys()].sort()
  const [first, last] = [keys[0], keys.at(-1)]
  if (first === undefined || last === undefined) return []
  const { cleared, ...rest } = nothing()
  const all: StatisticsRow[] = []
  for (let key = first; key <= last; key = nextMonth(`${key}-01`, 1).slice(0, 7))
    all.push(known.get(key) ?? { key, ...rest, cleared: { ...cleared, hours: '0.00' } })
  return all
}

function add(one: { people: number; amount: number }, { people, amount }: Sum): void {
  one.people += people
  one.amount += amount
}

function totalOf(rows: readonly StatisticsRow[]): StatisticsRow {
  const sum = (pick: (row: StatisticsRow) => number) => rows.reduce((all, row) => all + pick(row), 0)
  return {
    key: '合计',
    asked: { people: sum(({ asked }) => asked.people), amount: sum(({ asked }) => asked.amount) },
    cleared: {
      ...{ people: sum(({ cleared }) => cleared.people), amount: sum(({ cleared }) => cleared.amount) },
      hours: (sum(({ cleared }) => Math.round(Number(cleared.hours) * 100)) / 100).toFixed(2),
    },
    paid: { people: sum(({ paid }) => paid.people), amount: sum(({ paid }) => paid.amount) },
    recovered: sum(({ recovered }) => recovered),
  }
}

/** The same as a workbook, a sheet a dimension. */
export async function statisticsWorkbook(deps: Deps, actor: Actor, query: StatisticsQuery): Promise<Paper> {
  const { from, to, total, by } = await readStatistics(deps, actor, query)
  const file = await workbook(
    dimensions.map(
      (dimension): FormSheet => ({
        name: dimensionWords[dimension].replaceAll(/[（）、]/g, ''),
        heading: [
          `职业培训补贴统计（按${dimensionWords[dimension]}）`,
          `${actor.organisationName}    ${from} 至 ${to}`,
        ],
        columns: [
          { title: dimensionWords[dimension], width: 24, text: true },
          { title: '申请人次', width: 11 },
          { title: '申请金额（元）', width: 16, decimals: true },
          { title: '核定人次', width: 11 },
          { title: '认定学时', width: 13, decimals: true },
          { title: '核定金额（元）', width: 16, decimals: true },
          { title: '已拨付人次', width: 11 },
          { title: '已拨付金额（元）', width: 16, decimals: true },
          { title: '已追回金额（元）', width: 16, decimals: true },
        ],
        rows: [...by[dimension], total].map(({ key, asked, cleared, paid, recovered }) => [
          ...[key, asked.people, asked.amount / 100, cleared.people, Number(cleared.hours), cleared.amount / 100],
          ...[paid.people, paid.amount / 100, recovered / 100],
        ]),
        footing: [
          '申请按收件日期，核定（公示无异议）按公示开始日期，已拨付按拨付日期、已追回按收到日期统计；同一人参加两次培训计两人次。县（市、区）按单位登记地；整份申请追回的不分职业、等级和类别。',
        ],
      }),
    ),
  )
  return { file, name: `职业培训补贴统计-${from}-${to}.xlsx` }
}
