import type { Queries, Store } from '../../db/store'
import type { Judged } from './judge'
import type { ClassAbout, Verified } from './verified'

/** How a class under way stood when its 阶段包 was made. */
export async function putStage(
  q: Queries,
  { t }: Pick<Store, 't'>,
  organisation: string,
  of: { package: string; firm: string; about: ClassAbout; stage: NonNullable<Verified['stage']>; judged: Judged },
): Promise<void> {
  const { about, stage, judged } = of
  const { class: trained, packedAt } = about.class
  const present = stage.seats.filter(({ left }) => !left)
  const { findings } = judged.report
  await q.insert(t.bureauStage).values({
    ...{ package: of.package, organisation, firm: of.firm, class: trained.id, className: trained.name },
    ...{ status: trained.status, from: trained.period.from, to: trained.period.to, packedAt },
    ...{ seats: present.length, studied: present.filter(({ credited }) => credited > 0).length },
    credited: present.reduce((sum, one) => sum + one.credited, 0),
    ...{ findings: findings.length, serious: findings.filter(({ severity }) => severity === 'serious').length },
    summary: JSON.stringify(stage),
  })
}
