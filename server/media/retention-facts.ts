import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import * as v from 'valibot'
import { type KeptFor, type Retention, retentionOf } from '../../shared/media/retention'
import { builtInRetention, type RetentionRule } from '../../shared/media/retention-rules'
import type { Queries, Store } from '../db/store'
import { claimedOf } from './claimed'

export type OwnedRule = RetentionRule & { own: boolean }

/** The rules that bind an organisation: what is known to us, and its own, which hold wherever it trains. */
export async function rulesOf(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<OwnedRule[]> {
  const own = await q
    .select()
    .from(t.retentionRule)
    .where(eq(t.retentionRule.organisation, organisation))
    .orderBy(asc(t.retentionRule.at))
  return [
    ...builtInRetention.map((rule) => ({ ...rule, own: false })),
    ...own.map(({ id, title, source, from, years }) => ({
      ...{ id, title, source, region: '000000', from, years, own: true },
    })),
  ]
}

/** Holds that lie on an organisation's videos now: on classes, or (class absent) on everything. */
export async function heldOf(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<(string | null)[]> {
  const rows = await q
    .select({ class: t.mediaHold.class })
    .from(t.mediaHold)
    .leftJoin(t.mediaHoldEnd, eq(t.mediaHoldEnd.hold, t.mediaHold.id))
    .where(and(eq(t.mediaHold.organisation, organisation), isNull(t.mediaHoldEnd.hold)))
  return rows.map((row) => row.class)
}

/** The newest word on whether everything of a class was paid or finally refused. */
export async function settledOf(q: Queries, { t }: Pick<Store, 't'>, classes: readonly string[]) {
  if (classes.length === 0) return new Map<string, Store['t']['mediaSettled']['$inferSelect']>()
  const rows = await q
    .select()
    .from(t.mediaSettled)
    .where(inArray(t.mediaSettled.class, [...classes]))
    .orderBy(asc(t.mediaSettled.at), asc(t.mediaSettled.id))
  return new Map(rows.map((row) => [row.class, row]))
}

/**
 * How long each of these classes' videos are kept by what is known now. A claim that is not decided keeps them. Otherwise the last of
 * the decisions and of what somebody said counts: said settled it is, said open it is not, and where nobody said anything the decisions
 * stand if they are about everybody on the roster, for the rest may still be claimed for.
 */
export async function classFacts(q: Queries, store: Pick<Store, 't'>, classes: readonly string[]) {
  const { t } = store
  const facts = new Map<string, KeptFor>()
  if (classes.length === 0) return facts
  const settled = await settledOf(q, store, classes)
  const rows = await q
    .select({ id: t.class.id, policy: t.plan.policy })
    .from(t.class)
    .innerJoin(t.plan, eq(t.plan.id, t.class.plan))
    .where(inArray(t.class.id, [...classes]))
  const claimed = await claimedOf(q, store, classes)
  for (const { id, policy } of rows) {
    const { region } = v.parse(v.looseObject({ region: v.string() }), JSON.parse(policy))
    const said = settled.get(id)
    const own = claimed.get(id)
    const isSettled = said ? said.how === 'settled' : own?.everybody === true
    const last = [said?.day ?? '', own?.last ?? ''].toSorted().at(-1)
    facts.set(id, { region, ...(isSettled && !own?.open && { settled: last }) })
  }
  return facts
}
/** How long each of an organisation's files is kept: over every class it ever stood for, withdrawn statements as well. */
export async function retentionsOf(
  q: Queries,
  store: Pick<Store, 't'>,
  organisation: string,
  files: readonly string[],
): Promise<Map<string, Retention>> {
  const { t } = store
  if (files.length === 0) return new Map()
  const links = await q
    .selectDistinct({ file: t.lessonVideo.file, class: t.lessonVideo.class })
    .from(t.lessonVideo)
    .where(inArray(t.lessonVideo.file, [...files]))
  const facts = await classFacts(q, store, [...new Set(links.map((link) => link.class))])
  const rules = await rulesOf(q, store, organisation)
  const held = await heldOf(q, store, organisation)
  return new Map(
    files.map((file) => {
      const classes = links.filter((link) => link.file === file).map((link) => link.class)
      const isHeld = held.some((one) => one === null || classes.includes(one))
      return [
        file,
        retentionOf(
          classes.map((id) => facts.get(id) ?? { region: '' }),
          rules,
          isHeld,
        ),
      ]
    }),
  )
}

/** How a retention is shown: its state and last day, and by which rule. */
export const retentionShown = (
  kept: Retention,
  over: boolean,
): { state: 'not-settled' | 'hold' | 'until' | 'over'; last?: string; rule?: string } =>
  kept.kind === 'open'
    ? { state: kept.why }
    : { state: over ? 'over' : 'until', last: kept.last, rule: kept.rule.title }
