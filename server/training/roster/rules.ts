import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { defaultRosterRules, type RosterRules, rosterRules } from '../../../shared/people/roster-rules'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'

const keyOf = (organisation: string) => `roster-rules/${organisation}`

/** What an organisation compares rosters with: its own values where it set any, else the built-in ones, 待人社局确认. */
export async function rosterRulesOf(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<RosterRules> {
  const [row] = await q
    .select({ value: t.setting.value })
    .from(t.setting)
    .where(eq(t.setting.key, keyOf(organisation)))
  return row ? v.parse(rosterRules, JSON.parse(row.value)) : defaultRosterRules
}

/** Sets them, with where they come from. Audited. */
export async function setRosterRules({ store, clock }: Deps, actor: Actor, rules: RosterRules): Promise<void> {
  requireRole(actor, 'hr')
  const { t } = store
  const row = { key: keyOf(actor.organisation), value: JSON.stringify(rules) }
  await store.tx(async (q) => {
    await q
      .insert(t.setting)
      .values(row)
      .onConflictDoUpdate({ target: t.setting.key, set: { value: row.value } })
    const { timesPerYear, youngest, sameLevelAgain, source } = rules
    await recordAudit(q, store, clock, actor, 'roster-rules.set', actor.organisation, {
      timesPerYear,
      youngest,
      sameLevelAgain,
      source,
    })
  })
}
