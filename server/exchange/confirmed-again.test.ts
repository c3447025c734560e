import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { exchangeAnswer } from '../../shared/exchange/answers'
import type { Actor } from '../access/actor'
import { decideFiling } from '../bureau/register/decide-filing'
import { readHome } from '../training/home'
import { planDetail } from '../training/plan/plan-detail'
import { deliver } from './deliver'
import { filingTown, noWaits } from './exchange.fixture'
import { fetchResults } from './fetch-results'
import { keepBureau, keysOf, lookAtBureau } from './kept-bureau'
import { readSending, seeStatements } from './state'

type Town = Awaited<ReturnType<typeof filingTown>>

const decision = { outcome: 'agreed' as const, number: '8号', date: '2026-11-26', remarks: '', missing: [] }

/** A filing was sent, its receipt came and was seen. */
async function filed(): Promise<Town> {
  const town = await filingTown()
  const { deps, head, plan } = town
  await deliver(deps, head, { what: 'filing', id: plan }, undefined, noWaits)
  await seeStatements(deps, head)
  return town
}

/** Somebody compares what the address shows now and confirms it. */
async function confirm({ deps, head, bureau: { address } }: Town, by: Actor = head): Promise<void> {
  const { key } = await lookAtBureau(deps, by, address)
  await keepBureau(deps, by, { address, key, compared: '再次电话核对' })
}

async function decided({ bureau, filings }: Town): Promise<void> {
  await decideFiling(bureau.deps, bureau.manager, (await filings())[0]?.id ?? '', decision)
}

/** The bureau signs with another key from now on. */
async function rotated({ bureau: { deps, organisation }, clock }: Town): Promise<void> {
  await deps.keys.rotatePackage(
    organisation,
    clock.now(),
    async () => undefined,
    async () => undefined,
  )
}

/** Of a member as the database has it. */
async function changed({ deps: { store }, head }: Town, change: { stoppedAt?: number; role?: string }): Promise<void> {
  const { member } = store.t
  await store.tx((q) => q.update(member).set(change).where(eq(member.id, head.member)))
}

describe('an address that is confirmed again', () => {
  it('shows nothing as new that was seen before', async () => {
    const town = await filed()
    const { deps, head } = town
    await confirm(town)
    await fetchResults(deps, head)
    expect((await readSending(deps, head)).came).toHaveLength(1)
    expect((await readHome(deps, head, 1)).news).toEqual([])
  })

  it('after the bureau changed its key, what the former one signed before is taken, and nothing that it signs later', async () => {
    const town = await filed()
    const { clock, deps, head, plan, filings } = town
    await decided(town)
    const before = (await readSending(deps, head)).bureau?.key
    await rotated(town)
    await confirm(town)
    expect((await readSending(deps, head)).bureau?.key).not.toBe(before)
    await fetchResults(deps, head)
    expect((await planDetail(deps, head, plan)).status).toBe('approved')
    expect(await filings()).toHaveLength(1)
    const [kept] = await deps.store.read
      .select()
      .from(deps.store.t.exchangeBureau)
      .where(eq(deps.store.t.exchangeBureau.key, before ?? ''))
    const isOf = kept && (await keysOf(deps, { ...kept, key: 'f'.repeat(64) }))
    expect(isOf?.(before ?? '', 0)).toBe(true)
    expect(isOf?.(before ?? '', clock.now()), 'after another was compared').toBe(false)
    expect(isOf?.('e'.repeat(64), 0), 'a key that nobody compared').toBe(false)
  })

  it('goes on where whoever confirmed it before was stopped or may not any more: until then the page and the start page say what to do', async () => {
    const town = await filed()
    const { deps, head } = town
    const said = async () => [
      (await readSending(deps, head)).bureau?.trouble ?? '',
      (await readHome(deps, head, 1)).fetching,
    ]
    expect(await said()).toEqual(['', ''])
    for (const [change, words] of [
      [{ role: 'teacher' }, '已不能办理报送'],
      [{ stoppedAt: 5 }, '已停用'],
    ] as const) {
      await changed(town, change)
      for (const one of await said()) {
        expect(one).toContain(words)
        expect(one).toContain('请另一位负责人')
      }
    }
    const { organisation } = head
    const other = { id: 'other', organisation, login: 'other', name: '李老师', role: 'manager', createdAt: 1 }
    const [row] = await deps.store.read.select().from(deps.store.t.member)
    if (row) await deps.store.tx((q) => q.insert(deps.store.t.member).values({ ...row, ...other, stoppedAt: null }))
    await confirm(town, { ...head, member: 'other', login: 'other', name: '李老师', role: 'manager' })
    expect(await said()).toEqual(['', ''])
  })
})

describe('a state of a file that is not known here', () => {
  it('is shown as the bureau says it, and holds up no statement', async () => {
    const town = await filed()
    const { deps, head, plan } = town
    await decided(town)
    const fetcher: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (!String(input).endsWith('/questions')) return response
      const { deliveries, ...answer } = v.parse(exchangeAnswer, await response.json())
      const newer = { what: 'file-of-tomorrow', state: '等待专家', said: '已请专家' }
      return Response.json({ ...answer, deliveries: deliveries.map((one) => ({ ...one, ...newer })) })
    }
    await fetchResults(deps, head, undefined, fetcher)
    expect((await planDetail(deps, head, plan)).status).toBe('approved')
    expect((await readSending(deps, head)).sent).toMatchObject([
      { what: 'filing', state: '等待专家', said: '已请专家' },
    ])
  })
})

describe('a statement of a kind that is not known here', () => {
  it('is kept and said, and holds up neither the others nor what became of files', async () => {
    const town = await filed()
    const { deps, head, plan } = town
    await decided(town)
    const fetcher: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (!String(input).endsWith('/questions')) return response
      const answer = v.parse(exchangeAnswer, await response.json())
      const later = { kind: 'notice-of-tomorrow', at: 1, text: '{}' }
      return Response.json({ ...answer, statements: [later, ...answer.statements] })
    }
    await fetchResults(deps, head, undefined, fetcher)
    expect((await planDetail(deps, head, plan)).status).toBe('approved')
    const { came } = await readSending(deps, head)
    expect(came.find(({ kind }) => kind === 'notice-of-tomorrow')).toMatchObject({
      state: 'refused',
      reason: '本单位的程序还不认识这种文件，已留存，升级后自动采用',
    })
  })
})
