import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { CourseStep } from '../../../shared/api/bureau-keeping'
import { claimOutcomes } from '../../../shared/claim/claim-decision'
import type { Store } from '../../db/store'
import { hashOf } from '../acts/statements'

type Signed = Pick<CourseStep, 'signed'>

/** What names a statement that lies beside a step. */
export const signedBy = (text: string): Signed => ({ signed: hashOf({ text }) })

/** What was signed of a step of a claim: of a decision the statement of its own, else the act. Steps older than acts have none. */
export async function signedOf({ t, read }: Store, claim: string): Promise<(event: string, kind: string) => Signed> {
  const acts = await read
    .select({ event: t.bureauAct.event, hash: t.bureauAct.hash })
    .from(t.bureauAct)
    .where(and(eq(t.bureauAct.claim, claim), isNotNull(t.bureauAct.event)))
  const byEvent = new Map(acts.map(({ event, hash }) => [event, hash]))
  const decisions = await read
    .select({ text: t.bureauDecision.statement })
    .from(t.bureauDecision)
    .where(and(eq(t.bureauDecision.claim, claim), isNotNull(t.bureauDecision.statement)))
    .orderBy(asc(t.bureauDecision.at))
  // Each was written with its step, so they stand in one order.
  const left = decisions.flatMap(({ text }) => text ?? [])
  const outcomes: readonly string[] = claimOutcomes
  return (event, kind) => {
    const hash = byEvent.get(event)
    if (hash !== undefined) return { signed: hash }
    const text = outcomes.includes(kind) ? left.shift() : undefined
    return text === undefined ? {} : signedBy(text)
  }
}

/** What was signed about these things of the bureau's, by id and kind of act. */
export async function signedAbout(
  { t, read }: Store,
  things: readonly string[],
): Promise<(thing: string, kind: string) => Signed> {
  if (things.length === 0) return () => ({})
  const rows = await read
    .select({ subject: t.bureauAct.subject, kind: t.bureauAct.kind, hash: t.bureauAct.hash })
    .from(t.bureauAct)
    .where(inArray(t.bureauAct.subject, [...things]))
  return (thing, kind) => {
    const row = rows.find((one) => one.subject === thing && one.kind === kind)
    return row ? { signed: row.hash } : {}
  }
}
