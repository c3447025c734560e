import { randomBytes, randomUUID } from 'node:crypto'
import { MAX_PACKAGE } from '../../../shared/api/bureau-intake'
import { MAX_FILING } from '../../../shared/api/bureau-register'
import { sha256Hex, utf8 } from '../../../shared/crypto'
import type { NoticeAnswer } from '../../../shared/exchange/answers'
import { type DeliveryBody, type DeliveryStatement, deliveryText } from '../../../shared/exchange/delivery'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { holdDesk } from '../hold-desk'
import type { Sending } from '../intake/packages'
import { FORGOTTEN_AFTER, noRoom } from '../intake/uploads'
import type { TrustedFirm } from '../register/trusted'
import { answerOf, deliveryOf, type Known } from './deliveries'

/** Files that a 单位 may have under way at once. */
const MOST = 5

/**
 * A file is about to come. It is written down once; where it is not here whole a place is made for it, or the one that is there goes on, with a new
 * token. Audited. Throws `conflict` where the same bytes were announced as something else, `too-large`, `too-many-requests`, `storage-full`.
 */
export async function announce(
  deps: Deps,
  actor: Actor,
  firm: TrustedFirm,
  statement: DeliveryStatement,
): Promise<NoticeAnswer> {
  const { body } = statement
  demandSize(body)
  const { store, packages, clock } = deps
  const before = await deliveryOf(store.read, store, firm.firm, body.sha256)
  if (before) {
    demandSame(before, body)
    const { state } = answerOf(deps, before)
    if (state === 'taken' || state === 'checking') return { delivery: answerOf(deps, before) }
  }
  await packages.dropUntouched(clock.now() - FORGOTTEN_AFTER)
  if (!before || !packages.sending.has(before.delivery.id)) await demandRoom(deps, actor, firm, body.bytes)
  const known = before ?? (await writeDown(deps, actor, firm, statement))
  const token = randomBytes(32).toString('base64url')
  const place = placeOf(deps, actor, firm, known)
  // Two notices at once: by now the other may have sent it all.
  if (place.taking) return { delivery: answerOf(deps, known) }
  Object.assign(place, { by: { firm: firm.firm, token: tokenHash(token) }, touchedAt: clock.now() })
  return { delivery: answerOf(deps, known), token }
}

/** Under which a token is known: what is kept of it opens nothing. */
export const tokenHash = (token: string): string => sha256Hex(nodeCrypto, utf8(token))

function demandSize({ what, bytes }: DeliveryBody): void {
  const most = what === 'filing' ? MAX_FILING : MAX_PACKAGE
  if (bytes > most)
    throw new Refused('too-large', `文件超过 ${most / 1024 ** 2} MB，没有收下。请改用光盘或移动硬盘送交，或精简附件`)
}

function demandSame({ delivery }: Known, { what, bytes }: DeliveryBody): void {
  if (delivery.what !== what || delivery.bytes !== bytes)
    throw new Refused('conflict', '同一个文件报送过，但种类或大小与上次写的不同。请核对选择的文件')
}

/**
 * Throws where this 单位 has too much under way, or the disk has no room beside what was promised to others by address. A place of its own in which
 * nothing came gives way.
 */
async function demandRoom(
  { packages }: Pick<Deps, 'packages'>,
  { organisation }: Actor,
  { firm }: TrustedFirm,
  bytes: number,
): Promise<void> {
  const all = [...packages.sending.values()]
  const own = all.filter(({ organisation: of, by }) => of === organisation && 'firm' in by && by.firm === firm)
  if (own.length >= MOST) {
    const [idle] = own.filter(({ received }) => received === 0).sort((a, b) => a.touchedAt - b.touchedAt)
    if (!idle) throw new Refused('too-many-requests', `同时报送的文件最多 ${MOST} 个，请等它们收完`, { retryAfter: 60 })
    await packages.drop(idle.id)
  }
  const promised = [...packages.sending.values()]
    .filter(({ by }) => 'firm' in by)
    .reduce((sum, { size, received }) => sum + size - received, 0)
  if (!(await packages.staging.fits(promised + bytes))) throw noRoom()
}

/** The notice as it came; of two at once the first. */
async function writeDown(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  { firm, name: firmName }: TrustedFirm,
  statement: DeliveryStatement,
): Promise<Known> {
  const { what, name, bytes, sha256 } = statement.body
  return store.tx(async (q) => {
    await holdDesk(q, store, actor)
    const there = await deliveryOf(q, store, firm, sha256)
    if (there) {
      demandSame(there, statement.body)
      return there
    }
    const delivery = {
      ...{ id: randomUUID(), organisation: actor.organisation, firm, what, name, bytes, sha256 },
      ...{ key: statement.key, notice: deliveryText(statement), at: clock.now() },
    }
    await q.insert(store.t.bureauDelivery).values(delivery)
    await recordAudit(q, store, clock, actor, 'delivery.announce', delivery.id, { name: firmName, file: name, bytes })
    return { delivery, end: undefined }
  })
}

function placeOf(
  { packages: { sending }, clock }: Pick<Deps, 'packages' | 'clock'>,
  { organisation }: Actor,
  { firm }: TrustedFirm,
  { delivery: { id, name, bytes } }: Known,
): Sending {
  const place = sending.get(id) ?? {
    ...{ id, organisation, by: { firm, token: '' }, name, size: bytes, received: 0, touchedAt: clock.now() },
  }
  sending.set(id, place)
  return place
}
