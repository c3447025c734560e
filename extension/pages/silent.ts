import { dayOf } from '../../shared/calendar/beijing'
import { readEntry } from '../../shared/record/entry'
import { webCrypto } from '../journal/crypto'
import type { Recorder } from '../journal/recorder'
import type { ChainRow } from '../journal/rows'

/** After this long without a record something is wrong: another browser, a site that was not allowed, never signed in. */
const SILENT = 2 * 86_400_000

/** Names of the classes of which nothing was recorded on this device in two days, while they run. */
export async function silentOf({ db }: Recorder, rows: readonly ChainRow[], now: number): Promise<string[]> {
  const silent: string[] = []
  for (const {
    chain,
    class: { body },
  } of rows) {
    const first = await db.get('entries', [chain, 0])
    const joinedAt = first ? readEntry(webCrypto, first.line).at : now
    if (now - joinedAt < SILENT || dayOf(now) < body.class.period.from || dayOf(now) > body.class.period.to) continue
    if ((await db.countFromIndex('entries', 'kind', [chain, 'watch'])) === 0) silent.push(body.class.name)
  }
  return silent
}
