import { writeFile } from 'node:fs/promises'
import type { DeliveryKind } from '../../shared/exchange/delivery'
import type { Actor } from '../access/actor'
import { claimOf } from '../claim/claims/claim-row'
import { buildClaimPackage, buildVideoPackage } from '../claim/package/claim-package'
import { buildPackage } from '../claim/package/class-package'
import type { Deps } from '../deps'
import type { MadeFile, Say } from '../jobs'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { filingZip } from '../training/plan/filing-files'
import { planOf } from '../training/plan/plan-row'

type Make = (deps: Deps, actor: Actor, id: string, say: Say) => Promise<MadeFile>

/** Each file as it is made to be downloaded: audited as that, encrypted where packages are. */
const makers: Readonly<Record<DeliveryKind, Make>> = {
  claim: buildClaimPackage,
  videos: buildVideoPackage,
  stage: buildPackage,
  async filing(deps, actor, id, say) {
    say('生成报送文件', 0, 0)
    return { ...(await filingZip(deps, actor, id)), type: 'application/zip' }
  },
}

/** Throws `not-found` for what is not the actor's, and `conflict` for what cannot be sent as it stands. */
export async function demandSendable(deps: Deps, actor: Actor, what: DeliveryKind, id: string): Promise<void> {
  const { store } = deps
  if (what === 'stage') return void (await classOf(store, id, actor.organisation))
  if (what === 'filing') {
    const { filedAt } = await planOf(store.read, store, id, actor.organisation)
    if (filedAt === undefined) throw new Refused('conflict', '这一版还没有提交，没有报送文件')
    return
  }
  const { status } = await claimOf(store.read, store, id, actor.organisation)
  if (what === 'claim' && status !== 'ready' && status !== 'handed-in')
    throw new Refused('conflict', status === 'draft' ? '请先定稿，再发送给人社局' : '这份申请已有结果，不能再发送')
  if (what === 'videos' && status !== 'handed-in') throw new Refused('conflict', '请先提交申请，再发送它的视频')
}

/** A work file, which whoever made it removes. */
export interface WorkFile {
  path: string
  bytes: number
  name: string
}

export async function makeSendable(
  deps: Deps,
  actor: Actor,
  { what, id }: { what: DeliveryKind; id: string },
  say: Say,
): Promise<WorkFile> {
  const made = await makers[what](deps, actor, id, say)
  const { name } = made
  if ('path' in made) return { path: made.path, bytes: made.bytes, name }
  const path = deps.work.next()
  await writeFile(path, made.file, { mode: 0o600 })
  return { path, bytes: made.file.length, name }
}
