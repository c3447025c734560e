import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { MOST_STATEMENTS } from '../../../shared/exchange/answers'
import { readDecision } from '../../../shared/plan/decision'
import { readFilingReceipt } from '../../../shared/plan/filing-receipt'
import type { Actor } from '../../access/actor'
import { nodeCrypto } from '../../crypto'
import { roomyDisk } from '../../media/media.fixture'
import { filingZip } from '../../training/plan/filing-files'
import { decideFiling } from '../register/decide-filing'
import { strangers } from '../register/register.fixture'
import { clientOf } from './client.fixture'
import { openExchange } from './switch'

const MINUTE = 60_000
/** A bureau with its exchange open, a school that it knows, and a clock that stands. */
async function town() {
  const clock = { ms: Date.parse('2026-11-26T02:00:00Z'), now: () => clock.ms }
  const there = await strangers('institution', clock, { disk: roomyDisk })
  const { deps, school, head, bureau, manager } = there
  await school.organisation()
  const firm = await there.enrol()
  const plan = await school.filed()
  const zip = new Uint8Array((await filingZip(deps, head, plan)).file)
  await openExchange(deps, manager, true)
  const client = clientOf({
    ...{ fetcher: () => school.fetcher, signer: await deps.keys.package(head.organisation) },
    ...{ bureau: bureau.organisation, organisation: head.organisation, now: clock.now },
  })
  return { ...there, ...client, clock, firm, plan, filing: { bytes: zip, what: 'filing' as const, name: '备案.zip' } }
}
let at: Awaited<ReturnType<typeof town>>
beforeEach(async () => {
  at = await town()
})
const texts = (answer: { statements: { text: string }[] }) => answer.statements.map(({ text }) => text)

/** An act on a claim of this 单位 that was signed at that time, as far as a question looks at it. */
async function decided(firm: string, moment: number, id: string, text: string, kind = 'published'): Promise<void> {
  const { deps, bureau } = at
  const { t, tx, read } = deps.store
  const [known] = await read.select({ id: t.bureauClaim.id }).from(t.bureauClaim).where(eq(t.bureauClaim.firm, firm))
  const claim = known?.id ?? (await bureau.claim(firm, [bureau.someone(1)]))
  await tx((q) =>
    q.insert(t.bureauAct).values({
      ...{ id, organisation: bureau.organisation, kind, subject: claim, firm, claim, hash: 'c'.repeat(64) },
      ...{ statement: text, by: '-', at: moment },
    }),
  )
}

describe('a filing by address', () => {
  it('is answered with its number and due day at once, and again alike; its receipt and decision come with a question', async () => {
    const { send, filing, askAfter, manager, deps, announce } = at
    const taken = await send(filing)
    expect(taken).toMatchObject({
      ...{ state: 'taken', number: '开班受理〔2026〕1号', said: '已受理，应于 2026-12-03 前答复' },
    })
    expect(await announce(filing)).toEqual({ delivery: taken })
    const [row] = await deps.store.read.select().from(deps.store.t.bureauFiling)
    const agreed = { outcome: 'agreed' as const, number: '绥培备〔2026〕8号', remarks: '', missing: [] }
    await decideFiling(deps, manager, row?.id ?? '', { ...agreed, date: '2026-11-26' })
    const answer = await askAfter()
    expect(answer.deliveries).toEqual([taken])
    expect(answer.statements.map(({ kind }) => kind).toSorted()).toEqual(['decision', 'filing-receipt'])
    const text = (kind: string) => answer.statements.find((one) => one.kind === kind)?.text ?? ''
    expect((await readFilingReceipt(nodeCrypto, text('filing-receipt'))).body.number).toBe(taken.number)
    expect((await readDecision(nodeCrypto, text('decision'))).body.outcome).toBe('agreed')
  })

  it('that cannot be accepted is refused with the reason that the desk would give', async () => {
    const letter = { bytes: new TextEncoder().encode('a letter'), what: 'filing' as const }
    expect(await at.send(letter)).toMatchObject({ state: 'refused', said: expect.stringContaining('报送文件') })
  })
})

describe('a question', () => {
  it('passes over nothing of one millisecond, and nothing that was written down later than its time says', async () => {
    const { firm, clock, askAfter } = at
    const ids = ['a', 'b', 'c', 'd'].map((letter) => `${letter}${randomUUID().slice(1)}`)
    const [a = '', b = '', c = '', d = ''] = ids
    const then = clock.ms
    await decided(firm, then, b, 'b')
    const first = await askAfter()
    expect(texts(first)).toEqual(['b'])
    await decided(firm, then, a, 'a')
    await decided(firm, then - 500, d, 'earlier')
    expect(texts(await askAfter(first.until))).toEqual(['earlier', 'a', 'b'])
    clock.ms += 2 * MINUTE
    const later = await askAfter(first.until)
    expect(texts(await askAfter(later.until))).toEqual([])
    await decided(firm, clock.ms, c, 'c')
    expect(texts(await askAfter(later.until))).toEqual(['c'])
  })

  it('is answered in parts, each once and in order', async () => {
    const { firm, clock, askAfter } = at
    const many = MOST_STATEMENTS + 30
    for (let i = 0; i < many; i++) await decided(firm, clock.ms - (i % 7), randomUUID(), `${6 - (i % 7)} ${i}`)
    const first = await askAfter()
    expect(first).toMatchObject({ more: true, statements: { length: MOST_STATEMENTS } })
    const second = await askAfter(first.until)
    expect(second).toMatchObject({ more: false, statements: { length: 30 } })
    const all = [...texts(first), ...texts(second)]
    expect(new Set(all).size).toBe(many)
    expect(all.map((text) => text[0])).toEqual(all.map((text) => text[0]).toSorted())
  })

  it('is answered with a megabyte of statements at a time, and one that is larger by itself', async () => {
    const { firm, clock, askAfter } = at
    for (const [i, size] of [600_000, 600_000, 1_200_000, 10].entries())
      await decided(firm, clock.ms - 10 + i, randomUUID(), 'x'.repeat(size))
    const sizes = []
    for (let after = '', more = true; more; ) {
      const answer = await askAfter(after)
      sizes.push(texts(answer).map(({ length }) => length))
      ;({ until: after, more } = answer)
    }
    expect(sizes).toEqual([[600_000], [600_000], [1_200_000], [10]])
  })

  it('says nothing of another 单位, nor of what is signed for nobody outside', async () => {
    const { bureau, askAfter, deps } = at
    const { t, tx } = deps.store
    const other = await bureau.firm('别的单位')
    await decided(other, at.clock.ms, randomUUID(), 'theirs')
    await decided(at.firm, at.clock.ms, randomUUID(), 'between us', 'proposed')
    await tx((q) =>
      q.insert(t.bureauDelivery).values({
        ...{ id: randomUUID(), organisation: bureau.organisation, firm: other, what: 'claim', name: '-', bytes: 1 },
        ...{ sha256: 'a'.repeat(64), key: 'b'.repeat(64), notice: '-', at: 1 },
      }),
    )
    expect(await askAfter()).toMatchObject({ deliveries: [], statements: [], until: '', more: false })
  })

  it('with a place that is none, or changed, is refused', async () => {
    await expect(at.askAfter('yesterday')).rejects.toMatchObject({ code: 'bad-request' })
    const text = (await at.question('')).replace('"after":""', '"after":"1/a"')
    expect((await at.ask('POST', `${at.bureau.organisation}/questions`, text)).status).toBe(422)
  })
})

it('is opened and closed by a 负责人 alone, which is audited with every delivery in words', async () => {
  const { deps, bureau, manager, send, filing, school } = at
  const clerk: Actor = await bureau.member('hr')
  await expect(openExchange(deps, clerk, false)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(openExchange(deps, at.head, true)).rejects.toMatchObject({ code: 'not-allowed' })
  await send(filing)
  expect(await openExchange(deps, manager, false)).not.toHaveProperty('open')
  expect(await openExchange(deps, manager, true)).toMatchObject({
    ...{ address: `${deps.publicUrl}/exchange/${bureau.organisation}`, reachable: true, open: { by: manager.name } },
  })
  const audit = (await deps.store.read.select().from(deps.store.t.audit)).filter(({ action }) =>
    /^(exchange|delivery)\./.test(action),
  )
  expect(audit.map(({ action }) => action)).toEqual([
    ...['exchange.open', 'delivery.announce', 'delivery.end', 'exchange.close', 'exchange.open'],
  ])
  expect(JSON.parse(audit[2]?.detail ?? '')).toEqual({
    ...{ name: '绥化市示范职业培训学校', file: filing.name, outcome: '已收下', number: '开班受理〔2026〕1号' },
  })
  expect(school).toBeDefined()
})
