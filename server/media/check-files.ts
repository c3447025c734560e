import { createHash } from 'node:crypto'
import { and, asc, eq, ne } from 'drizzle-orm'
import { showTime } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import type { MadeFile, Say } from '../jobs'
import { Refused } from '../ledger/accept'
import { keyOf } from './object-store'
import { type Place, placed, placeOf } from './place'

const words: Record<Place['state'], string> = { ok: '一致', missing: '文件不在', differs: '内容不一致', gone: '已销毁' }

/** Every kept file is read from where it lies and hashed again: the way to learn that a disk lost something while another copy exists. Audited. */
export function checkFiles(deps: Deps, actor: Actor): string {
  requireRole(actor, 'hr')
  return deps.jobs.start(actor, '核对视频文件', (say) => checked(deps, actor, say))
}

async function checked({ store, clock, media }: Deps, actor: Actor, say: Say): Promise<MadeFile> {
  const { t, read } = store
  const rows = await read
    .select({ file: t.mediaFile, place: t.mediaPlace.place })
    .from(t.mediaFile)
    .innerJoin(t.mediaPlace, eq(t.mediaPlace.file, t.mediaFile.id))
    .where(and(eq(t.mediaFile.organisation, actor.organisation), ne(t.mediaPlace.place, 'gone')))
    .orderBy(asc(t.mediaFile.at))
  const all = rows.reduce((sum, { file }) => sum + file.bytes, 0)
  const lines = ['文件,SHA-256,字节,结果']
  let done = 0
  let bad = 0
  for (const { file, place } of rows) {
    say(`核对 ${file.name}`, done, all)
    const state = await lookAt(media.at(place), keyOf(file), file.sha256, (bytes) => {
      done += bytes
      say(`核对 ${file.name}`, done, all)
    })
    if (state !== 'ok') bad++
    await store.tx((q) => placed(q, store, file.id, { place: placeOf(place), state, checkedAt: clock.now() }))
    lines.push([`"${file.name.replaceAll('"', '""')}"`, file.sha256, file.bytes, words[state]].join(','))
  }
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'video.check', actor.organisation, { files: rows.length, faulty: bad }),
  )
  const name = `视频核对-${showTime(clock.now()).replaceAll(/[: ]/g, '')}.csv`
  return { file: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`), name, type: 'text/csv; charset=utf-8' }
}

async function lookAt(
  lies: ReturnType<Deps['media']['at']>,
  key: string,
  sha256: string,
  read: (bytes: number) => void,
): Promise<'ok' | 'missing' | 'differs'> {
  if (!lies) return 'missing'
  const hash = createHash('sha256')
  try {
    for await (const chunk of await lies.read(key)) {
      hash.update(chunk)
      read(chunk.length)
    }
  } catch (error) {
    // Where the place does not answer nothing is known, and nothing is said.
    if (error instanceof Refused && error.code === 'not-found') return 'missing'
    throw error
  }
  return hash.digest('hex') === sha256 ? 'ok' : 'differs'
}
