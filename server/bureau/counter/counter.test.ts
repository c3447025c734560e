import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onPostgres } from '../../db/each-database'
import { listIntake } from '../../lists/intake'
import { openCounter } from './counter.fixture'

const all = { page: 1, size: 50, search: '', filter: '' } as const
type At = Awaited<ReturnType<typeof openCounter>>

/** What both databases have to say alike. */
function exchange(at: () => At) {
  const rows = async () => (await listIntake(at().school.deps, at().clerk, all)).rows
  const ended = async (id: string) => {
    const { t, read } = at().school.deps.store
    return (await read.select().from(t.bureauDeliveryEnd)).filter(({ delivery }) => delivery === id)
  }
  /** Breaks off behind so many bytes. */
  const broken = (bytes: Uint8Array, from: number, to: number) => {
    const parts = [bytes.slice(from, to)]
    return new ReadableStream({
      pull(controller) {
        const part = parts.pop()
        if (part) controller.enqueue(part)
        else controller.error(new Error('the line is dead'))
      },
    })
  }

  it('a package that is sent whole is taken in as one that was dragged in, and known by who sent it', async () => {
    const { whole, send, became, manager } = at()
    const file = await whole('whole')
    expect(await send(file)).toMatchObject({ state: 'checking', received: file.bytes.length, number: '' })
    expect(await became(file)).toMatchObject({
      ...{ state: 'taken', said: '新收补贴申请', number: expect.stringContaining('受理'), received: file.bytes.length },
    })
    expect((await rows())[0]).toMatchObject({
      ...{ outcome: 'claim', source: 'address', from: '绥化市示范职业培训学校', by: manager.name, name: file.name },
    })
  })

  it('goes on behind what is safe when the line broke, with the token of the last notice alone', async () => {
    const { whole, announce, piece, offset, end, became } = at()
    const file = await whole('pieces')
    const half = file.bytes.length >> 1
    const { delivery, token } = await announce(file)
    expect((await piece(delivery.id, token, file.bytes.slice(0, 1000), 0)).status).toBe(204)
    await piece(delivery.id, token, broken(file.bytes, 1000, half), 1000).catch(() => undefined)
    const safe = await offset(delivery.id, token)
    expect(safe).toBeGreaterThanOrEqual(1000)
    const again = await announce(file)
    expect(again.delivery).toMatchObject({ id: delivery.id, state: 'sending', received: safe })
    expect(await offset(delivery.id, token)).toBe(404)
    await expect(end(delivery.id, again.token)).rejects.toMatchObject({ code: 'conflict' })
    expect((await piece(delivery.id, again.token, file.bytes.slice(safe), safe)).status).toBe(204)
    expect(await end(delivery.id, again.token)).toMatchObject({ state: 'checking' })
    expect(await became(file)).toMatchObject({ state: 'taken' })
  })

  it('the same file twice, or announced twice at once, is one', async () => {
    const { whole, announce, notice, post, piece, end, became } = at()
    const file = await whole('twice')
    const before = (await rows()).length
    const [first, second] = await Promise.all([post(await notice(file)), post(await notice(file))])
    expect(first.delivery.id).toBe(second.delivery.id)
    const { id } = first.delivery
    const good = (await piece(id, second.token, new Uint8Array(file.bytes), 0)).ok ? second.token : first.token
    await piece(id, good, new Uint8Array(file.bytes), 0)
    expect(await Promise.all([end(id, good), end(id, good)])).toMatchObject([
      { state: 'checking' },
      { state: 'checking' },
    ])
    expect(await became(file)).toMatchObject({ state: 'taken' })
    const third = await announce(file)
    expect(third.token).toBeUndefined()
    expect(third.delivery).toMatchObject({ id, state: 'taken' })
    expect(await rows()).toHaveLength(before + 1)
    expect(await ended(id)).toHaveLength(1)
  })

  it('bytes with another SHA-256 than the notice says are refused and go, and the file may be sent again', async () => {
    const { whole, announce, piece, end, send, became, school } = at()
    const file = await whole('hash')
    const { delivery, token } = await announce(file)
    const wrong = new Uint8Array(file.bytes)
    wrong[wrong.length >> 1] = (wrong[wrong.length >> 1] ?? 0) ^ 1
    await piece(delivery.id, token, wrong, 0)
    expect(await end(delivery.id, token)).toMatchObject({
      ...{ state: 'refused', received: 0, said: expect.stringContaining('SHA-256') },
    })
    expect(await school.deps.packages.staging.size(delivery.id)).toBeUndefined()
    const again = await announce(file)
    expect(again.delivery).toMatchObject({ state: 'refused', said: expect.stringContaining('SHA-256') })
    expect(again.token).toBeDefined()
    await send(file)
    expect(await became(file)).toMatchObject({ state: 'taken' })
    expect((await ended(delivery.id)).map(({ turn, state }) => [turn, state])).toEqual([
      [1, 'refused'],
      [2, 'taken'],
    ])
  })
}

describe('on SQLite', () => {
  let at: At
  beforeAll(async () => {
    at = await openCounter()
  })
  afterAll(() => at.close())
  exchange(() => at)
})

onPostgres('on PostgreSQL', ({ open, url }) => {
  let at: At
  beforeAll(async () => {
    await (await open()).close()
    at = await openCounter({ databaseUrl: url() })
  })
  afterAll(() => at.close())
  exchange(() => at)
})
