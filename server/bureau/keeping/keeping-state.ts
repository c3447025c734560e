import { and, desc, eq, isNull } from 'drizzle-orm'
import * as v from 'valibot'
import { isAsItCame, type KeepingAnswer, packageKinds, reverifyOutcomes } from '../../../shared/api/bureau-keeping'
import { isOver, type Retention } from '../../../shared/media/retention'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import { rulesOf } from '../../media/retention-facts'
import { requireBureau } from '../bureau'
import { namesOfMembers } from '../members'
import { keptPackages, packageRetentions, type StoredPackage } from './kept'
import { filesOfDisposal, keptWorkbooks } from './kept-workbooks'
import { checkedPackages } from './readings'
import { READ_AGAIN } from './reverifier'

/** Rows that are shown of each at once. */
const MOST = 200
const shown = ({ id, name, number, firm }: Pick<StoredPackage, 'id' | 'name' | 'number' | 'firm'>) => ({
  id,
  name,
  number,
  firm,
})

/** What a bureau keeps, by which rules, what is damaged, and what may or was asked to go. */
export async function keepingState({ store, clock }: Deps, actor: Actor): Promise<KeepingAnswer> {
  requireBureau(actor, 'auditor')
  const { read } = store
  const { organisation } = actor
  const kept = await keptPackages(store, organisation)
  const checked = await checkedPackages(store, organisation)
  const files = [...kept, ...(await keptWorkbooks(store, organisation))]
  const retentions = await packageRetentions(read, store, organisation, files)
  const nameOf = await namesOfMembers(store, organisation)
  const over = files
    .flatMap((one) => {
      const retention = retentions.get(one.id)
      if (retention?.kind !== 'until' || !isOver(retention, clock.now())) return []
      return [{ ...shown(one), last: retention.last, rule: retention.rule.title }]
    })
    .toSorted((a, b) => (a.last < b.last ? -1 : Number(a.last > b.last)))
  return {
    packages: kept.length,
    checked: kept.filter(({ id, at }) => (checked.get(id)?.at ?? at) > clock.now() - READ_AGAIN).length,
    bytesOnly: kept.flatMap((one) => {
      const { outcome, at = 0 } = checked.get(one.id) ?? {}
      return outcome === 'bytes' ? [{ ...shown(one), at }] : []
    }),
    damaged: kept.flatMap((one) => {
      const { outcome = 'same', at = 0, verdicts } = checked.get(one.id) ?? {}
      if (isAsItCame(outcome)) return []
      const row = { ...shown(one), outcome: v.parse(v.picklist(reverifyOutcomes), outcome), at }
      return [{ ...row, ...(verdicts && { verdicts }) }]
    }),
    terms: termsOf(files, retentions),
    rules: (await rulesOf(read, store, organisation))
      .filter(({ own, region }) => own || region === '000000')
      .map(({ title, source, from, years, own }) => ({ title, source, from, years, own })),
    ...{ over: over.slice(0, MOST), overAll: over.length },
    holds: await holdsOf(store, organisation, nameOf),
    disposals: await disposalsOf(store, actor, nameOf),
  }
}

/** Of each kind of package: how many, how many have no end yet, and the first day one of the others is kept until. */
function termsOf(kept: readonly StoredPackage[], retentions: ReadonlyMap<string, Retention>): KeepingAnswer['terms'] {
  return packageKinds.flatMap((kind) => {
    const of = kept.filter((one) => one.kind === kind).map(({ id }) => retentions.get(id))
    if (of.length === 0) return []
    const lasts = of.flatMap((one) => (one?.kind === 'until' ? [one.last] : [])).sort()
    const [first] = lasts
    return [{ kind, count: of.length, open: of.length - lasts.length, ...(first !== undefined && { first }) }]
  })
}

async function holdsOf({ t, read }: Deps['store'], organisation: string, nameOf: (id: string) => string) {
  const rows = await read
    .select({ hold: t.bureauHold, number: t.bureauClaim.number })
    .from(t.bureauHold)
    .leftJoin(t.bureauHoldEnd, eq(t.bureauHoldEnd.hold, t.bureauHold.id))
    .leftJoin(t.bureauClaim, eq(t.bureauClaim.id, t.bureauHold.claim))
    .where(and(eq(t.bureauHold.organisation, organisation), isNull(t.bureauHoldEnd.hold)))
    .orderBy(desc(t.bureauHold.at))
  return rows.map(({ hold: { id, reason, by, at }, number }) => ({
    ...{ id, reason, by: nameOf(by), at, number: number ?? '' },
  }))
}

async function disposalsOf(
  { t, read }: Deps['store'],
  { organisation, member }: Actor,
  nameOf: (id: string) => string,
) {
  const asked = await read
    .select()
    .from(t.bureauDisposal)
    .where(eq(t.bureauDisposal.organisation, organisation))
    .orderBy(desc(t.bureauDisposal.at))
    .limit(MOST)
  return Promise.all(
    asked.map(async ({ id, reason, by, at }) => {
      const packages = await filesOfDisposal({ t }, read, id)
      const [step] = await read
        .select()
        .from(t.bureauDisposalStep)
        .where(eq(t.bureauDisposalStep.disposal, id))
        .orderBy(desc(t.bureauDisposalStep.at), desc(t.bureauDisposalStep.step))
        .limit(1)
      return {
        ...{ id, reason, by: nameOf(by), own: by === member, at },
        packages: packages.map(shown),
        ...(step && {
          step: {
            kind: v.parse(v.picklist(['confirmed', 'withdrawn', 'done']), step.step),
            ...{ by: nameOf(step.by), at: step.at },
          },
        }),
      }
    }),
  )
}
