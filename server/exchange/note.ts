import { and, eq } from 'drizzle-orm'
import type { DeliveryAnswer } from '../../shared/exchange/answers'
import type { Deps } from '../deps'
import type { KeptBureau } from './kept-bureau'

type Where = Pick<Deps, 'store' | 'clock'>

/** Where a file stands, as the bureau says. */
export async function noteAnswer({ store, clock }: Where, delivery: string, answer: DeliveryAnswer): Promise<void> {
  const { exchangeState } = store.t
  await store.tx((q) =>
    q
      .update(exchangeState)
      .set({ ...standing(answer), at: clock.now() })
      .where(eq(exchangeState.delivery, delivery)),
  )
}

/** Why a file did not get there. */
export async function noteProblem({ store, clock }: Where, delivery: string, problem: string): Promise<void> {
  const { exchangeState } = store.t
  await store.tx((q) =>
    q.update(exchangeState).set({ problem, at: clock.now() }).where(eq(exchangeState.delivery, delivery)),
  )
}

/** The same of all that the bureau knows, by their hashes. What is under way says so itself; what was whole and is not any more was lost there. */
export async function noteAnswers(
  { store, clock }: Where,
  kept: KeptBureau,
  answers: readonly DeliveryAnswer[],
): Promise<void> {
  const { exchangeDelivery: delivery, exchangeState } = store.t
  await store.tx(async (q) => {
    for (const answer of answers) {
      const rows = await q
        .select({ id: delivery.id, state: exchangeState.state })
        .from(delivery)
        .innerJoin(exchangeState, eq(exchangeState.delivery, delivery.id))
        .where(and(eq(delivery.kept, kept.id), eq(delivery.sha256, answer.sha256)))
      for (const { id, state } of rows) {
        if (answer.state === 'sending' && state !== 'checking') continue
        const known = answer.state === 'sending' ? { ...answer, ...lost } : answer
        await q
          .update(exchangeState)
          .set({ ...standing(known), at: clock.now() })
          .where(eq(exchangeState.delivery, id))
      }
    }
  })
}
const lost = { state: 'failed', said: '人社局的服务器中断过，没有核验完，请重新发送' } as const

const standing = ({ state, received, number, said }: DeliveryAnswer) => ({
  ...{ state, received, number: number.slice(0, 100), said: said.slice(0, 2000) },
  problem: '',
})
