import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../shared/calendar/beijing'
import { SM2_LABEL, videoFile } from '../../../shared/package/layout'
import { fingerprint } from '../../../shared/record/batch'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { Say } from '../../jobs'
import { Refused } from '../../ledger/accept'
import { openVideo } from '../../media/read-video'
import { SM2_ID } from '../../sm2/sm2'
import type { ClaimData } from '../claim-data'
import { BagWriter } from './bag-writer'
import { type PackedClaim, sealOf } from './pack-claim'
import { putKeys } from './put-keys'

/**
 * The videos that a claim lists, each file once under its hash, streamed from where they are kept: stored, signed like the claim itself.
 * Throws `not-found` where the claim has none, or where one is gone; nothing stays then.
 */
export async function packVideos(
  deps: Deps,
  data: ClaimData,
  recipient: string | undefined,
  say: Say,
): Promise<PackedClaim> {
  const organisation = data.claimant.id
  const wanted = new Map(
    data.classes.flatMap(({ videos }) => videos.flatMap((video) => video.files.map((file) => [file.sha256, file]))),
  )
  if (wanted.size === 0) throw new Refused('not-found', '这份申请没有授课视频文件')
  const bag = `xueji-videos-${dayOf(data.madeAt)}-${randomUUID()}`
  const writer = new BagWriter(bag, deps.work.next(), recipient)
  try {
    const all = [...wanted.values()]
    for (const [i, { id, sha256 }] of all.entries()) {
      say('写入视频（个）', i, all.length)
      const video = await openVideo(deps, organisation, id)
      await writer.add(videoFile(sha256), await video.read(), video.bytes)
    }
    await putKeys(writer, deps, organisation, { sm2: true })
    const signer = await deps.keys.package(organisation)
    const info = {
      'Xueji-Videos': '1',
      'Bagging-Date': dayOf(data.madeAt),
      'External-Identifier': bag,
      'Source-Organization': data.claimant.name,
      'External-Description': `${data.title}（${data.number}）授课视频`,
      ...((await deps.keys.sm2(organisation)) && { [SM2_LABEL]: SM2_ID }),
    }
    const written = await writer.close(info, sealOf(deps, organisation))
    return { ...written, bag, path: writer.target, fingerprint: fingerprint(nodeCrypto, signer.publicKey) }
  } catch (error) {
    await writer.abort()
    throw error
  }
}
