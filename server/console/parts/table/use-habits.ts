import * as v from 'valibot'
import { useKept } from '../../client/kept'

export const sizes = [25, 50, 100, 200] as const
const habits = v.object({
  size: v.picklist(sizes),
  /** Columns chosen against their usual: hidden ones shown, shown ones hidden. */
  turned: v.array(v.string()),
  sort: v.optional(v.string()),
  order: v.optional(v.picklist(['up', 'down'])),
})
export type Habits = v.InferOutput<typeof habits>

/** How somebody likes to see a table: kept in this browser. */
export const useHabits = (table: string) => useKept(`xueji-table-${table}`, habits, { size: 50, turned: [] })
