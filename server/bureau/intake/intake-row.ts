import { verdictWords } from '../../../shared/api/bureau'
import { intakeWords } from '../../../shared/api/bureau-intake'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { endTaken } from '../counter/end-delivery'
import type { Arrived, Result } from './receive'

/** Writes down that a file came and what became of it, with the delivery that it ends where it came by address. Audited. */
export async function recordIntake(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  arrived: Arrived,
  result: Result,
): Promise<void> {
  const { id, name, source, bytes } = arrived
  const { outcome, problem, seen, firm, judged, package: of, claim } = result
  const { member: by, organisation } = actor
  await q.insert(store.t.bureauIntake).values({
    ...{ id, organisation, outcome, source, name, bytes, sha256: seen?.sha256 ?? null },
    ...{ package: of ?? null, claim: claim ?? null, kind: seen?.kind ?? '' },
    ...{ firmName: firm?.name ?? seen?.organisation ?? '', title: judged?.report.title || (seen?.title ?? '') },
    ...{ verdict: judged?.verdict ?? '', problem },
    report: of === undefined && judged ? JSON.stringify(judged.report) : null,
    ...{ by, at: clock.now() },
  })
  await recordAudit(q, store, clock, actor, 'intake.receive', id, {
    ...{ name, outcome: intakeWords[outcome], bytes },
    ...(judged && { verdict: verdictWords[judged.verdict] }),
  })
  if (arrived.source === 'address') await endTaken(q, { store, clock }, actor, arrived, result)
}
