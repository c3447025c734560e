import * as v from 'valibot'
import { type EnterRateTable, enterRateTable } from '../../../../shared/api/claims'
import { type Level, levels } from '../../../../shared/claim/levels'
import type { Cap, RateTable, StandardPart } from '../../../../shared/claim/rates'

export const kinds = ['hour', 'head', 'level', 'cost', 'day', 'other'] as const
export type Kind = (typeof kinds)[number]
/** Levels that most tables have amounts for. */
export const usualLevels: readonly Level[] = levels.filter((level) => level !== '特级技师' && level !== '首席技师')

/** A rate table as it is typed; what a form has no field for stands in `rest` as it was. */
export interface RateDraft {
  id?: string
  title: string
  source: string
  confirmed: boolean
  from: string
  to: string
  datedBy: NonNullable<RateTable['datedBy']>
  kind: Kind
  /** Yuan, or per cent of cost. */
  amount: string
  of: 'all' | 'online' | 'offline'
  levels: Readonly<Record<string, string>>
  /** Per cent that the online part is worth; '' where it is not split. */
  online: string
  caps: Readonly<Record<'year' | 'project' | 'person' | 'hour', string>>
  completed: boolean
  passed: boolean
  certificate: boolean
  leastHours: string
  times: string
  sameLevelOnce: boolean
  higherBlocksLower: boolean
  oneAtATime: boolean
  /** The standard of a table that the form cannot show: imported, kept whole. */
  imported?: EnterRateTable
}

export const emptyDraft = (today: string): RateDraft => ({
  ...{ title: '', source: '', confirmed: false, from: today, to: '', datedBy: 'opening', kind: 'hour', amount: '' },
  ...{ of: 'all', levels: {}, online: '', caps: { year: '', project: '', person: '', hour: '' } },
  ...{ completed: true, passed: true, certificate: false, leastHours: '', times: '' },
  ...{ sameLevelOnce: true, higherBlocksLower: false, oneAtATime: false },
})

/** What stands in the form for a table: all of it where the form has fields for it, else the table itself. */
export function draftOf(table: RateTable, asNext: boolean): RateDraft {
  const { id, version: _, ...rest } = table
  const own = asNext ? { id } : {}
  const base: RateDraft = {
    ...emptyDraft(table.from),
    ...own,
    ...{ title: table.title, source: table.source, confirmed: table.status === 'confirmed', to: table.to ?? '' },
    datedBy: table.datedBy ?? 'opening',
  }
  const [part] = table.standard
  if (!fits(table) || !part) return { ...base, kind: 'other', imported: { ...rest, ...own } }
  const cap = (per: keyof RateDraft['caps']) =>
    table.caps?.flatMap((one) => (one.per === per ? [one.amount] : []))[0] ?? ''
  return {
    ...base,
    ...typedPart(part),
    online: table.online ? String(table.online.factor / 10) : '',
    caps: { year: cap('year'), project: cap('project'), person: cap('person'), hour: cap('hour') },
    completed: table.conditions.completed === true,
    passed: table.conditions.passed === true,
    certificate: table.conditions.certificate === true,
    leastHours: table.conditions.leastHours ?? '',
    times: String(table.limits?.times?.[0]?.times ?? ''),
    sameLevelOnce: table.limits?.sameLevelOnce === true,
    higherBlocksLower: table.limits?.higherBlocksLower === true,
    oneAtATime: table.limits?.oneAtATime === true,
  }
}

/** Whether the form has a field for everything the table says. */
const fits = ({ standard, shares, caps, conditions, limits, advance, kind, rounding }: RateTable): boolean =>
  standard.length === 1 &&
  standard.every((part) => part.kind !== 'trade' && !(part.kind === 'day' && (part.after || part.upTo))) &&
  !standard.some((part) => part.kind === 'cost' && part.perHour !== undefined) &&
  shares === undefined &&
  (caps ?? []).every(({ per }) => per !== 'wage') &&
  conditions.categories === undefined &&
  conditions.leastHoursByLevel === undefined &&
  (limits?.times ?? []).every(({ categories, sameType }) => categories === undefined && sameType === undefined) &&
  limits?.sameProjectOnce === undefined &&
  advance === undefined &&
  kind === 'subsidy' &&
  rounding.unit === '分' &&
  rounding.mode === 'half-up'

function typedPart(part: StandardPart): Pick<RateDraft, 'kind'> & Partial<RateDraft> {
  switch (part.kind) {
    case 'hour':
      return { kind: 'hour', amount: part.amount, of: part.of }
    case 'level':
      return { kind: 'level', levels: { ...part.amounts } }
    case 'cost':
      return { kind: 'cost', amount: String(part.share / 10) }
    case 'head':
    case 'day':
      return { kind: part.kind, amount: part.amount }
    case 'trade':
      return { kind: 'other' }
  }
}

/** What is sent; nothing where the schema does not take it. */
export function requestOf(draft: RateDraft): EnterRateTable | undefined {
  const head = {
    ...{ title: draft.title.trim(), source: draft.source.trim(), from: draft.from },
    status: draft.confirmed ? 'confirmed' : 'to-be-confirmed',
    ...(draft.to !== '' && { to: draft.to }),
    ...(draft.id !== undefined && { id: draft.id }),
    ...(draft.datedBy !== 'opening' && { datedBy: draft.datedBy }),
  }
  if (draft.kind === 'other') {
    if (!draft.imported) return undefined
    const { to: _, datedBy: __, id: ___, ...rest } = draft.imported
    const read = v.safeParse(enterRateTable, { ...rest, ...head })
    return read.success ? read.output : undefined
  }
  const { sameLevelOnce, higherBlocksLower, oneAtATime, times } = draft
  const limits = {
    ...(times.trim() !== '' && { times: [{ times: Number(times) }] }),
    ...(sameLevelOnce && { sameLevelOnce }),
    ...(higherBlocksLower && { higherBlocksLower }),
    ...(oneAtATime && { oneAtATime }),
  }
  const caps = (['hour', 'project', 'year', 'person'] as const).flatMap((per): Cap[] =>
    draft.caps[per].trim() === '' ? [] : [{ per, amount: draft.caps[per].trim() }],
  )
  const read = v.safeParse(enterRateTable, {
    ...head,
    ...{ kind: 'subsidy', standard: [partOf(draft)], rounding: { unit: '分', mode: 'half-up' } },
    conditions: {
      ...(draft.completed && { completed: true }),
      ...(draft.passed && { passed: true }),
      ...(draft.certificate && { certificate: true }),
      ...(draft.leastHours.trim() !== '' && { leastHours: draft.leastHours.trim() }),
    },
    ...(draft.online.trim() !== '' && { online: { factor: Math.round(Number(draft.online) * 10) } }),
    ...(caps.length > 0 && { caps }),
    ...(Object.keys(limits).length > 0 && { limits }),
  })
  return read.success ? read.output : undefined
}

function partOf({ kind, amount, of, levels: typed }: RateDraft): object {
  const yuan = amount.trim()
  switch (kind) {
    case 'hour':
      return { kind, amount: yuan, of }
    case 'level': {
      const amounts = Object.entries(typed).flatMap(([level, value]) =>
        value.trim() === '' ? [] : [[level, value.trim()] as const],
      )
      return { kind, amounts: Object.fromEntries(amounts) }
    }
    case 'cost':
      return { kind, share: Math.round(Number(yuan || Number.NaN) * 10) }
    default:
      return { kind, amount: yuan }
  }
}
