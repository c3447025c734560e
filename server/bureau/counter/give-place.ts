import { Refused } from '../../ledger/accept'
import { RESERVE } from '../../media/staging'
import type { Packages, Sending } from '../intake/packages'
import { noRoom } from '../intake/uploads'

/** Files that a 单位 may have under way at once. */
const MOST = 5
/** A file of which nothing came for so long gives way to another of the same 单位, ms: longer than its software waits between two tries. */
export const STILL_AFTER = 120_000
/** After so long without a byte no room is promised any more, however often it is announced; and an empty place that is not even announced goes, ms. */
export const EMPTY_AFTER = 600_000

/**
 * Puts a place where it may be sent to; the one that is there under its id stays. Where its 单位 has too much under way, the one that stood still longest
 * gives way. Throws `too-many-requests` where all are moving, `storage-full` where the disk has no room beside what was promised to others by address.
 */
export async function givePlace(packages: Packages, place: Sending & { by: { firm: string } }): Promise<Sending> {
  const { sending, staging } = packages
  const { organisation, by, size, touchedAt: now } = place
  const free = await staging.free()
  // From here on nothing is waited for until the place stands: of two at once the later one sees the earlier.
  const there = sending.get(place.id)
  if (there) return there
  const all = [...sending.values()].filter((one) => 'firm' in one.by)
  const own = all.filter((one) => one.organisation === organisation && 'firm' in one.by && one.by.firm === by.firm)
  const out = own.length < MOST ? undefined : stillest(own, now)
  if (own.length >= MOST && !out)
    throw new Refused('too-many-requests', `同时报送的文件最多 ${MOST} 个，请等它们收完`, { retryAfter: 60 })
  const promised = all
    .filter((one) => one !== out && (one.coming || now - one.cameAt <= EMPTY_AFTER))
    .reduce((sum, one) => sum + one.size - one.received, 0)
  if (free - RESERVE < promised + size) throw noRoom()
  sending.set(place.id, place)
  if (out) await packages.drop(out.id)
  return place
}

/** One in which nothing came first, then the one that stood still longest; none of which a piece is coming now. */
function stillest(own: readonly Sending[], now: number): Sending | undefined {
  const [first] = own
    .filter(({ coming, taking }) => !coming && !taking)
    .filter(({ received, cameAt }) => received === 0 || now - cameAt > STILL_AFTER)
    .sort((a, b) => Math.sign(a.received) - Math.sign(b.received) || a.cameAt - b.cameAt)
  return first
}
