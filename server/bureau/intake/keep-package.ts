import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { files } from '../../../shared/package/layout'
import { beyondBounds } from '../../../shared/package/verify'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import type { TrustedFirm } from '../register/trusted'
import { fillClaim, placeOf } from './fill-claim'
import { recordIntake } from './intake-row'
import type { Judged } from './judge'
import { putStage } from './put-stage'
import type { Arrived, Result } from './receive'
import type { Seen, Verified } from './verified'

export interface Checked {
  seen: Seen
  verified: Verified
  judged: Judged
  firm: TrustedFirm | undefined
  /** Of a package of videos: the claim that lists them. */
  claim?: string | undefined
}

/**
 * Keeps what was verified, where somebody of the register signed it: the file by its hash, then in one transaction its row, its claim with its people
 * or its 阶段包, and the record of its coming. Of anybody else's only the record and the file stay, so that it can be tried again.
 */
export async function keepPackage(deps: Deps, actor: Actor, arrived: Arrived, checked: Checked): Promise<Result> {
  const { seen, firm, judged } = checked
  const result: Result = { outcome: 'refused', problem: '', seen, firm, judged }
  const only = why(checked) ?? (await sameContent(deps, actor, checked))
  if (only) Object.assign(result, only)
  if (!only || only.outcome === 'unknown') await deps.packages.keep(seen.path, seen.sha256)
  await deps.store.tx(async (q) => {
    if (!only) Object.assign(result, await keptAs(q, deps, actor, arrived, checked))
    await recordIntake(q, deps, actor, arrived, result)
  })
  return result
}

/** The same content in another ZIP (a mail gateway, a 网盘): one package, where both agree with their own manifests. */
async function sameContent(
  { store: { t, read } }: Deps,
  { organisation }: Actor,
  { seen, verified, firm }: Checked,
): Promise<Pick<Result, 'outcome' | 'problem' | 'package' | 'claim'> | undefined> {
  if (verified.report.verdict === 'bad') return undefined
  const { bureauPackage: of } = t
  const [row] = await read
    .select({ id: of.id, claim: of.claim })
    .from(of)
    .where(
      and(
        ...[eq(of.organisation, organisation), eq(of.content, seen.content), eq(of.kind, seen.kind)],
        ...[eq(of.firm, firm?.firm ?? ''), ne(of.verdict, 'disagrees')],
      ),
    )
    .limit(1)
  if (!row) return undefined
  const problem = '内容与已收的资料包完全相同，只是压缩文件不同，没有重复登记'
  return { outcome: 'same', problem, package: row.id, claim: row.claim ?? undefined }
}

/** Why it is not kept as a package; undefined where it is. */
function why({ seen, firm, verified, judged }: Checked): Pick<Result, 'outcome' | 'problem'> | undefined {
  if (seen.signer === undefined)
    return { outcome: 'refused', problem: '签名与内容不符：传输中损坏，或被改动过。请单位重新提供' }
  const [beyond] = beyondBounds(verified.report)
  if (beyond !== undefined)
    return { outcome: 'refused', problem: `超出核验的上限，没有收件：${beyond}。请单位重新提供` }
  if (!firm)
    return {
      outcome: 'unknown',
      problem: `签名密钥（指纹 ${seen.signer.slice(0, 16)}…）不在单位名录里。请先在“单位名录”登记该单位的密钥，再重新核验`,
    }
  if (seen.kind === 'claim' && !verified.claim) return { outcome: 'refused', problem: '资料包里的补贴申请读不出' }
  if (seen.kind === 'claim' && !verified.people)
    return {
      outcome: 'refused',
      problem: `资料包核验${judged.verdict === 'disagrees' ? '不一致' : '已完成'}，但没有收件：它由较早的版本制作，缺少 ${files.people}（姓名、身份证号、手机号和收款账户），无法与其他申请比对、公示和拨付。请单位升级软件后，打开同一份补贴申请重新生成资料包`,
    }
  if (seen.kind === 'class' && !verified.stage) return { outcome: 'refused', problem: '资料包里的培训班读不出' }
  return undefined
}

async function keptAs(
  q: Queries,
  deps: Deps,
  actor: Actor,
  arrived: Arrived,
  { seen, verified, judged, firm, claim: listing }: Checked,
): Promise<Partial<Result>> {
  const { store, clock } = deps
  const { t } = store
  const id = randomUUID()
  const { claim: asked, people, classes, stage } = verified
  const { verdict } = judged
  const keep = (of: { claim: string | null; version: number }) =>
    q.insert(t.bureauPackage).values({
      ...{ id, organisation: actor.organisation, firm: firm?.firm ?? null, ...of, kind: seen.kind },
      ...{ content: seen.content, sha256: seen.sha256, bytes: seen.bytes, name: arrived.name, bag: seen.bag },
      ...{ verdict, report: JSON.stringify(judged.report), key: seen.signer ?? null },
      ...{ dataHash: asked?.dataHash ?? null, by: actor.member, at: clock.now() },
    })
  if (seen.kind === 'claim' && asked && people && firm) {
    const packedAt = { package: id, theirVersion: asked.claim.version, packedAt: asked.packedAt }
    const incoming = {
      ...{ firm: firm.firm, package: id, verdict, claim: asked, people },
      classNames: new Map(classes.map((one) => [one.class.class.id, one.class.class.name])),
    }
    const place = await placeOf(q, deps, actor.organisation, incoming)
    if (place.outcome === 'beside') {
      await keep({ claim: null, version: 0 })
      await q.insert(t.bureauReceived).values(packedAt)
      return { outcome: 'beside', problem: place.problem, package: id, claim: place.claim.id }
    }
    const now = await fillClaim(q, deps, actor, place, incoming)
    await keep({ claim: now.id, version: now.version })
    await q.insert(t.bureauReceived).values(packedAt)
    return { outcome: place.outcome, package: id, claim: now.id }
  }
  await keep({ claim: null, version: 0 })
  const [one] = classes
  if (stage && one && firm) {
    await putStage(q, store, actor.organisation, { package: id, firm: firm.firm, about: one, stage, judged })
    return { outcome: 'stage', package: id }
  }
  return { outcome: 'videos', package: id, claim: listing }
}
