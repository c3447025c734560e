import { and, eq } from 'drizzle-orm'
import type { PlatformMapping, SourceChoices } from '../../shared/api/sources'
import { headingKey } from '../../shared/people/roster-headings'
import { plain } from '../../shared/people/text'
import { type DurationUnit, durationUnits, type SourceField, sourceFields } from '../../shared/sources/fields'
import { type Actor, requireRole } from '../access/actor'
import type { Queries, Store } from '../db/store'
import type { Deps } from '../deps'
import type { Layout } from './layout'

/** How an organisation reads the files of one platform, by what somebody of it chose before. `''`: not to be read, none of the plan, nobody. */
export interface Remembered {
  column: ReadonlyMap<string, SourceField | ''>
  unit: ReadonlyMap<string, DurationUnit>
  /** Title to the key of a plan's course. */
  course: ReadonlyMap<string, string>
  /** Name to the id of a person. */
  person: ReadonlyMap<string, string>
}

const isUnit = (text: string): text is DurationUnit => Object.hasOwn(durationUnits, text)

export async function rememberedOf(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  platform: string,
): Promise<Remembered> {
  const { sourceMapping: m } = t
  const rows = await q
    .select()
    .from(m)
    .where(and(eq(m.organisation, organisation), eq(m.platform, platform)))
  const of = (what: string) => rows.filter((row) => row.what === what).map(({ key, value }) => [key, value] as const)
  return {
    column: new Map(
      of('column').flatMap(([key, value]) => {
        const field = value === '' ? ('' as const) : sourceFields.find((one) => one === value)
        return field === undefined ? [] : [[key, field] as const]
      }),
    ),
    unit: new Map(of('unit').flatMap(([key, value]) => (isUnit(value) ? [[key, value] as const] : []))),
    course: new Map(of('course')),
    person: new Map(of('person')),
  }
}

/** Keeps what was chosen by hand for the next file of the platform. `personOf`: whose seat it is. */
export async function remember(
  q: Queries,
  { t }: Pick<Store, 't'>,
  actor: Actor,
  choices: SourceChoices,
  { headings, columns }: Layout,
  personOf: ReadonlyMap<string, string>,
  at: number,
): Promise<void> {
  const heading = (column: number | undefined) =>
    headingKey(headings.find((one) => one.column === column)?.heading ?? '')
  const kept: { what: PlatformMapping['what']; key: string; value: string }[] = [
    ...(choices.columns ?? []).map(({ column, field }) => ({
      what: 'column' as const,
      key: heading(column),
      value: field,
    })),
    ...(choices.unit ? [{ what: 'unit' as const, key: heading(columns.get('duration')), value: choices.unit }] : []),
    ...(choices.courses ?? []).map(({ title, course }) => ({
      what: 'course' as const,
      key: plain(title),
      value: course,
    })),
    ...(choices.people ?? []).map(({ who, seat }) => ({
      ...{ what: 'person' as const, key: plain(who), value: seat === '' ? '' : (personOf.get(seat) ?? '') },
    })),
  ]
  for (const { what, key, value } of kept) {
    if (key === '') continue
    const row = { organisation: actor.organisation, platform: choices.platform, what, key, value, by: actor.member, at }
    await q
      .insert(t.sourceMapping)
      .values(row)
      .onConflictDoUpdate({
        target: [t.sourceMapping.organisation, t.sourceMapping.platform, t.sourceMapping.what, t.sourceMapping.key],
        set: { value, by: actor.member, at },
      })
  }
}

/** Everything that was chosen for platforms, for somebody to look at. */
export async function platformMappings({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<PlatformMapping[]> {
  requireRole(actor, 'hr')
  const { t, read } = store
  const { sourceMapping: m, member, person } = t
  const rows = await read
    .select({ row: m, by: member.name, person: person.name })
    .from(m)
    .innerJoin(member, eq(member.id, m.by))
    .leftJoin(person, eq(person.id, m.value))
    .where(eq(m.organisation, actor.organisation))
    .orderBy(m.platform, m.what, m.key)
  return rows.flatMap(({ row: { platform, what, key, value, at }, by, person: name }) => {
    const known = (['column', 'unit', 'course', 'person'] as const).find((one) => one === what)
    return known ? [{ platform, what: known, key, value: known === 'person' ? (name ?? '') : value, by, at }] : []
  })
}
