import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { DataStore, Upload } from '@tus/server'
import type { PackageUpload } from '../../../shared/api/bureau-intake'
import { PIECE } from '../../../shared/exchange/answers'
import type { Actor } from '../../access/actor'
import type { Clock } from '../../clock'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { isFull } from '../../media/staging'
import { requireBureau } from '../bureau'
import type { Packages, Sending } from './packages'

/** Files that a bureau may have under way at once. */
const MOST = 100
/** A file of which no piece came for so long is nobody's any more, ms. */
export const FORGOTTEN_AFTER = 86_400_000

/** A package is about to be sent: its place. Throws `not-allowed`, `storage-full`, `too-many-requests`. */
export async function beginSending(
  { packages, clock }: Pick<Deps, 'packages' | 'clock'>,
  actor: Actor,
  asked: PackageUpload,
): Promise<string> {
  requireBureau(actor, 'hr')
  const now = clock.now()
  await packages.dropUntouched(now - FORGOTTEN_AFTER)
  const open = [...packages.sending.values()].filter(
    ({ organisation, by }) => organisation === actor.organisation && 'member' in by,
  )
  if (open.length >= MOST) throw new Refused('too-many-requests', '未传完的文件太多，请等它们传完', { retryAfter: 60 })
  if (!(await packages.staging.fits(asked.size))) throw noRoom()
  const id = randomUUID()
  const { organisation, member } = actor
  const { filename: name, size } = asked
  packages.sending.set(id, { id, organisation, by: { member }, name, size, received: 0, touchedAt: now, cameAt: now })
  return id
}

/** What members of the actor's bureau are sending. Throws `not-found`. */
export function sendingOf({ packages }: Pick<Deps, 'packages'>, actor: Actor, id: string): Sending {
  requireBureau(actor, 'hr')
  const sending = packages.sending.get(id)
  if (sending?.organisation !== actor.organisation || !('member' in sending.by)) throw notThere()
  return sending
}

/** What tus asks of a store. */
export class PackageStore extends DataStore {
  override extensions = ['creation']

  constructor(
    readonly packages: Packages,
    readonly clock: Clock,
  ) {
    super()
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, received } = this.#find(id)
    return new Upload({ id, size, offset: received })
  }

  /** Answers with how much of the file is safe. Throws `storage-full`, or what broke the connection. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const sending = this.#find(id)
    sending.coming = true
    try {
      // What was free when it began may be another's by now.
      if (!(await this.packages.staging.fits(Math.min(PIECE, sending.size - offset)))) throw noRoom()
      const { received, problem } = await this.packages.staging.append(id, offset, stream)
      const now = this.clock.now()
      Object.assign(sending, { ...(received > sending.received && { cameAt: now }), received, touchedAt: now })
      if (problem !== undefined) throw isFull(problem) ? noRoom() : problem
      return received
    } finally {
      delete sending.coming
    }
  }

  #find(id: string): Sending {
    const sending = this.packages.sending.get(id)
    if (!sending) throw notThere()
    return sending
  }
}

export const notThere = () => new Refused('not-found', '没有这个上传，服务器可能重启过。请重新选择文件')
export const noRoom = () =>
  new Refused('storage-full', '服务器硬盘空间不够（要留 1 GB），没有收下。请管理员清理硬盘后再传')
