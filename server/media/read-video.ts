import type { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { keyOf, type Range } from './object-store'

export interface OpenVideo {
  name: string
  bytes: number
  sha256: string
  read(range?: Range): Promise<Readable>
}

/** A kept file of an organisation, to be read as a stream, wherever it lies. Throws `not-found`. */
export async function openVideo(
  { store, media }: Pick<Deps, 'store' | 'media'>,
  organisation: string,
  id: string,
): Promise<OpenVideo> {
  const { t, read } = store
  const [row] = await read
    .select({ file: t.mediaFile, place: t.mediaPlace.place })
    .from(t.mediaFile)
    .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
    .where(and(eq(t.mediaFile.id, id), eq(t.mediaFile.organisation, organisation)))
  if (!row) throw new Refused('not-found', '没有这个视频文件')
  if (row.place === 'gone') throw new Refused('not-found', '这个视频已按规定销毁，只留有名称、哈希和登记')
  const { place } = row
  const { name, bytes, sha256 } = row.file
  return {
    ...{ name, bytes, sha256 },
    read(range) {
      const lies = media.at(place)
      if (!lies) throw new Refused('not-found', '视频在对象存储里，但服务器没有配置对象存储，请联系管理员')
      return lies.read(keyOf({ organisation, sha256 }), range)
    },
  }
}

/** Somebody looks at a video: audited when it is opened, not with each stretch a player asks for. Throws `not-found`. */
export async function showVideo(deps: Deps, actor: Actor, id: string, opening: boolean): Promise<OpenVideo> {
  requireRole(actor, 'teacher', 'auditor')
  const video = await openVideo(deps, actor.organisation, id)
  if (opening)
    await deps.store.tx((q) =>
      recordAudit(q, deps.store, deps.clock, actor, 'video.show', id, { name: video.name, content: video.sha256 }),
    )
  return video
}
