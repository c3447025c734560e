import { describe, expect, it } from 'vitest'
import { decideFiling } from '../bureau/register/decide-filing'
import { onPostgres } from '../db/each-database'
import { readHome } from '../training/home'
import { planDetail } from '../training/plan/plan-detail'
import { deliver } from './deliver'
import { filingTown, noWaits } from './exchange.fixture'
import { fetchResults } from './fetch-results'
import { ExchangeRounds } from './rounds'
import { readSending, seeStatements, sentOf } from './state'

const decision = {
  outcome: 'agreed' as const,
  number: '绥培备〔2026〕8号',
  date: '2026-11-26',
  remarks: '',
  missing: [],
}

/** A filing goes, its receipt and its decision come back. */
async function walk(databaseUrl?: string): Promise<void> {
  const { deps, head, bureau, plan, filings } = await filingTown(databaseUrl)
  await deliver(deps, head, { what: 'filing', id: plan }, undefined, noWaits)
  const { sent } = await sentOf(deps, head, { what: 'filing', id: plan })
  expect(sent).toMatchObject([{ state: 'taken', number: '开班受理〔2026〕1号', problem: '' }])
  expect((await planDetail(deps, head, plan)).receipt).toMatchObject({ number: '开班受理〔2026〕1号' })
  await decideFiling(bureau.deps, bureau.manager, (await filings())[0]?.id ?? '', decision)
  await fetchResults(deps, head)
  expect((await planDetail(deps, head, plan)).status).toBe('approved')
  const { came } = await readSending(deps, head)
  expect(came.map(({ kind, state, about }) => [kind, state, about?.id])).toEqual([
    ['decision', 'taken', plan],
    ['filing-receipt', 'taken', plan],
  ])
  expect((await readHome(deps, head, 1)).news).toHaveLength(2)
  await seeStatements(deps, head)
  expect((await readHome(deps, head, 1)).news).toEqual([])
}

describe('a filing that goes by address', () => {
  it('gets its number at once; its receipt and its decision come back, and are told on the start page until somebody has seen them', () =>
    walk())

  it('is fetched by itself, in the name of whoever compared the address', async () => {
    const { deps, head, bureau, plan, filings } = await filingTown()
    await deliver(deps, head, { what: 'filing', id: plan }, undefined, noWaits)
    await decideFiling(bureau.deps, bureau.manager, (await filings())[0]?.id ?? '', decision)
    await new ExchangeRounds(deps).look()
    const decided = await planDetail(deps, head, plan)
    expect(decided.status).toBe('approved')
    expect(decided.decisions).toMatchObject([{ by: '王老师' }])
  })

  it('sent twice is one at the bureau, and fetched twice it is taken once', async () => {
    const { deps, head, plan, filings } = await filingTown()
    for (let i = 0; i < 2; i++) await deliver(deps, head, { what: 'filing', id: plan }, undefined, noWaits)
    await fetchResults(deps, head)
    await fetchResults(deps, head)
    expect(await filings()).toHaveLength(1)
    expect((await readSending(deps, head)).came).toHaveLength(1)
  })
})

onPostgres('a filing that goes by address', ({ open, url }) => {
  it('comes back the same where the 单位 is on PostgreSQL', async () => {
    await (await open()).close()
    await walk(url())
  })
})
