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
import { FORGOTTEN_AFTER } from '../intake/uploads'
import type { TrustedFirm } from '../register/trusted'
import { answerOf, deliveryOf, type Known } from './deliveries'
import { EMPTY_AFTER, givePlace } from './give-place'

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
  const now = clock.now()
  await packages.dropUntouched(now - FORGOTTEN_AFTER, now - EMPTY_AFTER)
  const { known, place } = await placeFor(deps, actor, firm, statement, before)
  const token = randomBytes(32).toString('base64url')
  // Two notices at once: by now the other may have sent it all.
  if (place.taking) return { delivery: answerOf(deps, known) }
  Object.assign(place, { by: { firm: firm.firm, token: tokenHash(token) }, touchedAt: now })
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

/** Its place, before the notice is written down: what there is no room for leaves no row. */
async function placeFor(
  deps: Deps,
  actor: Actor,
  firm: TrustedFirm,
  statement: DeliveryStatement,
  before: Known | undefined,
): Promise<{ known: Known; place: Sending }> {
  const { packages, clock } = deps
  const { sending } = packages
  const { name, bytes: size } = statement.body
  const id = before?.delivery.id ?? randomUUID()
  const now = clock.now()
  const place = await givePlace(packages, {
    ...{ id, organisation: actor.organisation, by: { firm: firm.firm, token: '' }, name, size, received: 0 },
    ...{ touchedAt: now, cameAt: before?.delivery.at ?? now },
  })
  if (before) return { known: before, place }
  try {
    const known = await writeDown(deps, actor, firm, statement, id)
    const { id: first } = known.delivery
    if (first === id) return { known, place }
    // Of two notices at once the other was written down.
    sending.delete(id)
    const other = sending.get(first) ?? { ...place, id: first }
    sending.set(first, other)
    return { known, place: other }
  } catch (error) {
    sending.delete(id)
    throw error
  }
}

/** The notice as it came; of two at once the first. */
async function writeDown(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  { firm, name: firmName }: TrustedFirm,
  statement: DeliveryStatement,
  id: string,
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
      ...{ id, organisation: actor.organisation, firm, what, name, bytes, sha256 },
      ...{ key: statement.key, notice: deliveryText(statement), at: clock.now() },
    }
    await q.insert(store.t.bureauDelivery).values(delivery)
    await recordAudit(q, store, clock, actor, 'delivery.announce', delivery.id, { name: firmName, file: name, bytes })
    return { delivery, end: undefined }
  })
}
