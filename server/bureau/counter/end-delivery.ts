import { eq, max } from 'drizzle-orm'
import { intakeWords } from '../../../shared/api/bureau-intake'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import type { Arrived, ByAddress, Result } from '../intake/receive'

/** What became of a delivery that came whole. */
export interface Ended {
  state: 'taken' | 'refused' | 'failed'
  intake?: string
  filing?: string
  /** 受理号, 受理编号; empty while there is none. */
  number: string
  /** Read by the 单位. */
  said: string
}
export const FAILED = '人社局的服务器没有收成，请稍后重新报送'

/** Writes down what became of a delivery; the caller is in a transaction. Audited. */
export async function endDelivery(
  q: Queries,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  delivery: string,
  { state, intake, filing, number, said }: Ended,
): Promise<void> {
  const { bureauDelivery: of, bureauDeliveryEnd: ends, bureauFirm } = store.t
  const [last] = await q
    .select({ turn: max(ends.turn) })
    .from(ends)
    .where(eq(ends.delivery, delivery))
  const [about] = await q
    .select({ file: of.name, name: bureauFirm.name })
    .from(of)
    .innerJoin(bureauFirm, eq(bureauFirm.id, of.firm))
    .where(eq(of.id, delivery))
  await q.insert(ends).values({
    ...{ delivery, turn: Number(last?.turn ?? 0) + 1, state, number, said, at: clock.now() },
    ...{ intake: intake ?? null, filing: filing ?? null },
  })
  await recordAudit(q, store, clock, actor, 'delivery.end', delivery, { ...about, outcome: states[state], number })
}
const states = { taken: '已收下', refused: '没有收下', failed: '服务器出错' } as const

/** What the taking in of a package means for the 单位 that sent it by address. */
export async function endTaken(
  q: Queries,
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  { id, delivery }: Arrived & ByAddress,
  { outcome, problem, claim }: Result,
): Promise<void> {
  const state = outcome === 'failed' ? 'failed' : outcome === 'refused' || outcome === 'unknown' ? 'refused' : 'taken'
  const { bureauClaim } = deps.store.t
  const [row] =
    claim === undefined || state !== 'taken'
      ? []
      : await q.select({ number: bureauClaim.number }).from(bureauClaim).where(eq(bureauClaim.id, claim))
  // What failed says what happened inside this server; that is nobody else's.
  const said = state === 'failed' ? FAILED : problem || intakeWords[outcome]
  await endDelivery(q, deps, actor, delivery, { state, intake: id, number: row?.number ?? '', said })
}
