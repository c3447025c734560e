import { and, eq, inArray, isNull } from 'drizzle-orm'
import { chunksOf } from '../../../training/roster/chunks'
import { isSomebody } from '../../id-problem'
import type { Checked, Found } from '../found'
import { grouped } from '../grouped'
import { showing } from './joinings'

/** Who stands in a list of another body: 退休、在校、财政供养… One finding a list. */
export async function checkLists(checked: Checked): Promise<Found[]> {
  const { q, t, claim, people } = checked
  const inLists = new Map<string, { list: typeof t.hitList.$inferSelect; people: string[] }>()
  const byNumber = grouped(people.filter(isSomebody), ({ idIndex }) => idIndex)
  for (const chunk of chunksOf([...byNumber.keys()])) {
    const rows = await q
      .select({ idIndex: t.hit.idIndex, list: t.hitList })
      .from(t.hit)
      .innerJoin(t.hitList, eq(t.hitList.id, t.hit.list))
      .where(
        and(
          inArray(t.hit.idIndex, [...chunk]),
          eq(t.hitList.organisation, claim.organisation),
          isNull(t.hitList.removedAt),
        ),
      )
    for (const { idIndex, list } of rows) {
      const known = inLists.get(list.id) ?? { list, people: [] }
      known.people.push(...(byNumber.get(idIndex) ?? []).map(({ id }) => id))
      inLists.set(list.id, known)
    }
  }
  if (inLists.size === 0) return []
  const shown = await showing(checked)
  return [...inLists.values()].map(({ list: { id, name, source, day }, people: who }) => ({
    ...{ code: 'in-list' as const, key: id, people: who, records: shown(...who) },
    detail: `${who.length} 人在“${name}”中（${source}，截至 ${day}）`,
  }))
}
