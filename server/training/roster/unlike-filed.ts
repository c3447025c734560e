import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Deps } from '../../deps'
import type { TrainingClass } from '../class-of'
import { rosterPeople } from '../plan/plan-roster'
import type { Layout } from './layout'
import { placeOf, type Reading } from './read-people'

/** So many names are said; the rest is a number. */
const NAMED = 10

/**
 * How a class's first roster differs from the 培训人员名册 the bureau agreed to: who of it was not filed is added to the warnings,
 * the answer says who of the filed is not in it. Nothing where none was filed. Who sits in another class of the plan is not missing. It stops nobody.
 */
export async function unlikeFiled(
  deps: Deps,
  { id: classId, plan }: TrainingClass,
  layout: Layout,
  reading: Reading,
): Promise<string[]> {
  const filed = await rosterPeople(deps, plan.id)
  if (filed.length === 0) return []
  const agreed = new Set(filed.map(({ idNumber }) => idNumber))
  for (const { id, row } of reading.people)
    if (!agreed.has(id)) reading.warnings.push(placeOf(layout, row - 1, 'id', NOT_FILED))
  const here = new Set(reading.people.map(({ id }) => id))
  const elsewhere = await seatedElsewhere(deps, plan.id, classId)
  const missing = filed
    .filter(({ idNumber }) => !here.has(idNumber) && !elsewhere.has(deps.secrets.index('id', idNumber)))
    .map(({ name }) => name)
  if (missing.length === 0) return []
  const named = missing.slice(0, NAMED).join('、')
  return [
    `报人社局的培训人员名册里有 ${missing.length} 人不在这份名册里：${named}${missing.length > NAMED ? ' 等' : ''}。如果安排在别的期，可以不管；否则请补上，或在导入后办名册变更`,
  ]
}

/** Blind indexes of the ID numbers of everybody in the plan's other classes, of every version of it. */
async function seatedElsewhere({ store: { t, read } }: Deps, plan: string, classId: string): Promise<Set<string>> {
  const [own] = await read.select({ series: t.plan.series }).from(t.plan).where(eq(t.plan.id, plan))
  if (!own?.series) return new Set()
  const rows = await read
    .select({ index: t.person.idIndex })
    .from(t.seat)
    .innerJoin(t.person, eq(t.person.id, t.seat.person))
    .innerJoin(t.class, eq(t.class.id, t.seat.class))
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(and(eq(t.plan.series, own.series), ne(t.class.id, classId), isNull(t.seat.leftAt)))
  return new Set(rows.map(({ index }) => index))
}

const NOT_FILED = '这个人不在报人社局的培训人员名册里。请核对是否导错了名册；确实要参加的，请把增补情况报告人社局'
