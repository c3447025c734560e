import { asc } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { planDetail } from '../training/plan/plan-detail'
import { deliver } from './deliver'
import { filingTown, noWaits } from './exchange.fixture'
import { fetchResults } from './fetch-results'
import { keptBureau } from './kept-bureau'

/** A plan was filed and answered; nothing of it was taken yet, and what is put stands beside it. */
async function untaken(put: readonly { id: string; state: 'waiting' | 'refused'; signedAt: number }[]) {
  const town = await filingTown()
  const { deps, head, plan, filings } = town
  const { store } = deps
  const { exchangeStatement, exchangeTaken } = store.t
  const away: typeof fetch = (input, init) =>
    String(input).endsWith('/questions') ? Promise.reject(new TypeError('away')) : fetch(input, init)
  await deliver(deps, head, { what: 'filing', id: plan }, undefined, { ...noWaits, fetcher: away })
  const [filing] = await filings()
  const kept = await keptBureau(store.read, store, head.organisation)
  const of = { organisation: head.organisation, kept: kept?.id ?? '', kind: 'filing-receipt', at: 1 }
  const all = [
    ...put.map((one) => ({ ...one, statement: '{}' })),
    { id: 'receipt', state: 'refused' as const, signedAt: filing?.receivedAt ?? 0, statement: filing?.receipt ?? '' },
  ]
  await store.tx(async (q) => {
    for (const [i, { state, ...row }] of all.entries()) {
      await q.insert(exchangeStatement).values({ ...of, ...row, hash: i.toString(16).padStart(64, '0') })
      await q.insert(exchangeTaken).values({ statement: row.id, state, reason: '', at: 1 })
    }
  })
  return {
    fetch: () => fetchResults(deps, head, undefined, away).catch(() => undefined),
    number: async () => (await planDetail(deps, head, plan)).receipt?.number,
    /** Everything in the order in which it was tried last. */
    tried: async () =>
      (await store.read.select().from(exchangeTaken).orderBy(asc(exchangeTaken.at))).map(({ statement }) => statement),
  }
}

it('what can never be taken keeps nothing that was signed later from being tried again', async () => {
  const never = Array.from({ length: 200 }, (_, i) => ({ id: `never ${i}`, state: 'refused' as const, signedAt: i }))
  const { fetch: again, number } = await untaken(never)
  await again()
  expect(await number()).toBeUndefined()
  await again()
  expect(await number()).toBeDefined()
})

it('what waits and what was refused before is tried in the order in which it was signed', async () => {
  const { fetch: again, tried } = await untaken([
    { id: 'fourth', state: 'waiting', signedAt: 2 ** 45 },
    { id: 'second', state: 'refused', signedAt: 2 },
    { id: 'first', state: 'waiting', signedAt: 1 },
  ])
  await again()
  expect(await tried()).toEqual(['first', 'second', 'receipt', 'fourth'])
})
