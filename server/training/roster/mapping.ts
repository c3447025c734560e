import { eq } from 'drizzle-orm'
import { type RosterField, rosterFields } from '../../../shared/people/roster'
import { headingKey } from '../../../shared/people/roster-headings'
import type { Actor } from '../../access/actor'
import type { Queries, Store } from '../../db/store'
import type { Choices, Layout } from './layout'

/** What headings that we do not know mean to an organisation, by what somebody of it chose before. */
export async function rememberedColumns(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
): Promise<Map<string, RosterField>> {
  const rows = await q.select().from(t.rosterMapping).where(eq(t.rosterMapping.organisation, organisation))
  return new Map(
    rows.flatMap(({ heading, field }) => {
      const known = rosterFields.find((one) => one === field)
      return known ? [[heading, known] as const] : []
    }),
  )
}

/** Keeps what was chosen by hand for columns that have a heading. */
export async function rememberColumns(
  q: Queries,
  { t }: Pick<Store, 't'>,
  actor: Actor,
  { columns = [] }: Choices,
  { headings }: Layout,
  at: number,
): Promise<void> {
  for (const { column, field } of columns) {
    const heading = headingKey(headings.find((one) => one.column === column)?.heading ?? '')
    if (heading === '') continue
    await q
      .insert(t.rosterMapping)
      .values({ organisation: actor.organisation, heading, field, by: actor.member, at })
      .onConflictDoUpdate({
        target: [t.rosterMapping.organisation, t.rosterMapping.heading],
        set: { field, by: actor.member, at },
      })
  }
}
