import { eq } from 'drizzle-orm'
import { type Appeal, type AppealLine, type AppealRequest, appealBytes } from '../../shared/appeals'
import { fromBase64url, sha256Hex } from '../../shared/crypto'
import { verifySigned } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { keepEvidence } from './evidence'

/** More than anybody writes of one class; what is beyond it is a script. */
const MOST = 200

/** Takes an appeal from a device; its chain key signed it, so that a bureau can check who wrote it. Harmless when repeated. */
export async function appealByDevice(
  deps: Deps,
  chain: string,
  how: 'device' | 'file',
  { appeal, picture, signature }: AppealLine,
): Promise<void> {
  const { t, read } = deps.store
  const [row] = await read
    .select({ spki: t.chain.spki, seat: t.claim.seat, state: t.claim.state })
    .from(t.chain)
    .leftJoin(t.claim, eq(t.claim.claim, t.chain.claim))
    .where(eq(t.chain.digest, chain))
  if (!row || appeal.chain !== chain) throw new Refused('bad-request', '这份申请不属于这台设备的学习记录')
  if (!(await verifySigned(nodeCrypto, fromBase64url(row.spki), signature, appealBytes(appeal))))
    throw new Refused('signature-refused', '申请的签名不符，没有收下')
  if (row.state !== 'bound' || row.seat === null)
    throw new Refused('conflict', '老师还没有确认您的加入，确认以后会自动再交')
  await receive(deps, row.seat, { how, chain, signature }, { appeal, ...(picture !== undefined && { picture }) })
}

/** Takes an appeal from the phone page; the session says whose it is. */
export async function appealByPhone(deps: Deps, seat: string, request: AppealRequest): Promise<void> {
  if (request.appeal.chain !== undefined) throw new Refused('bad-request', '手机页面的申请不能代表设备')
  await receive(deps, seat, { how: 'phone' }, request)
}

async function receive(
  { store, clock }: Deps,
  seat: string,
  { how, chain, signature }: { how: 'device' | 'file' | 'phone'; chain?: string; signature?: string },
  { appeal, picture }: AppealRequest,
): Promise<void> {
  const { t } = store
  const body = canonical(appeal)
  const bytes = pictureOf(appeal, picture)
  await store.tx(async (q) => {
    const mine = await q.select({ id: t.appeal.id, body: t.appeal.body }).from(t.appeal).where(eq(t.appeal.seat, seat))
    const [same] = await q.select().from(t.appeal).where(eq(t.appeal.id, appeal.id))
    if (same) {
      if (same.seat === seat && same.body === body) return
      throw new Refused('conflict', '这个编号的申请已经收到过，内容不同')
    }
    if (mine.length >= MOST)
      throw new Refused('too-many-requests', '申请太多了，请等老师答复后再写', { retryAfter: 3600 })
    const [row] = await q
      .select({ organisation: t.class.organisation })
      .from(t.seat)
      .innerJoin(t.class, eq(t.class.id, t.seat.class))
      .where(eq(t.seat.id, seat))
    if (!row) throw new Refused('not-found', '没有这个人')
    if (bytes) await keepEvidence(q, store, row.organisation, bytes, clock.now())
    await q.insert(t.appeal).values({
      id: appeal.id,
      seat,
      how,
      chain: chain ?? null,
      body,
      signature: signature ?? null,
      at: clock.now(),
    })
    await recordAudit(
      q,
      store,
      clock,
      { member: `seat:${seat}`, organisation: row.organisation },
      'appeal.receive',
      appeal.id,
      { how },
    )
  })
}

/** The bytes the appeal names by their hash, or none. Throws `bad-request` where they differ. */
function pictureOf({ picture: named }: Appeal, picture: string | undefined): Uint8Array | undefined {
  if (!named && picture === undefined) return undefined
  const bytes = picture === undefined ? undefined : Buffer.from(picture, 'base64url')
  if (!bytes || !named || sha256Hex(nodeCrypto, bytes) !== named.hash)
    throw new Refused('bad-request', '图片不完整，没有收下，请重新选择图片')
  return bytes
}
