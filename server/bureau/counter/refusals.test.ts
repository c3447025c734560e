import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_FILING } from '../../../shared/api/bureau-register'
import { CLOCKS_APART, PIECE } from '../../../shared/exchange/answers'
import { createApp } from '../../app'
import { from, refusal } from '../../app.fixture'
import { makeKey, signer } from '../../crypto'
import { roomyDisk } from '../../media/media.fixture'
import { receiveUpload } from '../intake/start-receiving'
import { beginSending, sendingOf } from '../intake/uploads'
import { endKey } from '../register/end-key'
import { openCounter } from './counter.fixture'
import { openExchange } from './switch'

let at: Awaited<ReturnType<typeof openCounter>>
let free = 2 ** 40
beforeAll(async () => {
  at = await openCounter({ disk: { ...roomyDisk, free: async () => free } })
})
afterAll(() => at.close())
const small = (text: string) => ({ bytes: new TextEncoder().encode(text) })
const rows = async () => at.school.deps.store.read.select().from(at.school.deps.store.t.bureauDelivery)

describe('a notice is refused, and nothing is written down,', () => {
  const refused = async (text: Promise<string> | string, code: string) => {
    const before = (await rows()).length
    await expect(at.post(await text)).rejects.toMatchObject({ code })
    expect(await rows()).toHaveLength(before)
  }

  it('of a key that the register does not have, or that is another’s there, with one answer', async () => {
    const stranger = signer(await makeKey('Ed25519'))
    await refused(at.notice(small('a'), {}, stranger), 'not-allowed')
    await refused(at.notice(small('a'), { organisation: 'somebody else' }), 'not-allowed')
    await expect(at.askAfter('', {}, stranger)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('for another bureau', () => refused(at.notice(small('a'), { bureau: randomUUID() }), 'conflict'))

  it('by a clock that is more than 15 minutes off, which is also one that is heard again later', async () => {
    const { ms } = at.school.clock
    await refused(at.notice(small('a'), { at: ms - 16 * 60_000 }), 'bad-request')
    await refused(at.notice(small('a'), { at: ms + 16 * 60_000 }), 'bad-request')
    const heard = await at.notice(small('heard again'))
    const first = await at.post(heard)
    expect((await at.post(heard)).delivery).toEqual(first.delivery)
    at.school.clock.ms += CLOCKS_APART + 60_000
    await refused(heard, 'bad-request')
  })

  it('of more than is taken, or than the disk has room for beside what was promised to others', async () => {
    await refused(at.notice(small('a'), { what: 'filing', bytes: MAX_FILING + 1 }), 'too-large')
    await refused(at.notice(small('a'), { bytes: 2 ** 37 }), 'too-large')
    free = 2 ** 30 + 1500
    await at.announce(small('promised'), { bytes: 1000 })
    await refused(at.notice(small('a'), { bytes: 1000 }), 'storage-full')
    free = 2 ** 40
  })

  it('of bytes that were announced as something else', async () => {
    await at.announce(small('as a claim'))
    await refused(at.notice(small('as a claim'), { what: 'filing' }), 'conflict')
  })

  it('with a changed byte, a key twice, other space, more than its schema, or as something else', async () => {
    const good = await at.notice(small('json'))
    for (const bad of [
      good.replace('资料包', '别的包'),
      good.replace('"v":1,', '"v":1,"v":1,'),
      good.replace('"body":', '"body": '),
      good.replace('"v":1,', '"v":1,"w":1,'),
      good.replace('"type":"delivery"', '"type":"exchange-question"'),
      good.replace('"bytes":4', '"bytes":4.0'),
      await at.question(),
      '',
      '[]',
    ]) {
      expect(bad).not.toBe(good)
      await refused(bad, 'file-refused')
    }
    await refused(`${good}${' '.repeat(20_000)}`, 'too-large')
  })
})

it('a key is heard no more from the day on which it ended', async () => {
  const gone = await at.another('停用密钥的单位')
  await gone.announce(small('before'))
  const [row] = await at.school.deps.store.read
    .select()
    .from(at.school.deps.store.t.bureauKey)
    .then((keys) => keys.filter(({ key }) => key === gone.fingerprint))
  await endKey(at.school.deps, at.manager, row?.id ?? '', { from: '2026-01-01', reason: '停用' })
  await expect(gone.announce(small('after'))).rejects.toMatchObject({ code: 'not-allowed' })
})

it('a package that another 单位 signed is refused by a clear sentence, also where it is here already', async () => {
  const file = await at.whole('theirs')
  const other = await at.another('别的单位')
  await other.send(file)
  await at.became(file)
  const refusedThen = await other.standing(file)
  expect(refusedThen).toMatchObject({ state: 'refused', number: '', said: expect.stringContaining('另一个单位') })
  await at.send(file)
  const { number } = (await at.became(file)) ?? {}
  expect(number).toContain('受理')
  await other.send(file)
  await at.became(file)
  expect(await other.standing(file)).toMatchObject({ state: 'refused', number: '', said: refusedThen?.said })
})

it('nobody reads, sends or ends a file of another 单位, nor of the console', async () => {
  const { delivery, token } = await at.announce(small('mine'))
  const other = await at.another('第三个单位')
  const theirs = await other.announce(small('mine'))
  expect(theirs.delivery.id).not.toBe(delivery.id)
  expect((await other.piece(delivery.id, theirs.token, small('mine').bytes.slice(), 0)).status).toBe(404)
  await expect(other.end(delivery.id, theirs.token)).rejects.toMatchObject({ code: 'not-found' })
  expect((await other.askAfter()).deliveries.map(({ id }) => id)).toEqual([theirs.delivery.id])
  expect(await at.offset(delivery.id, token)).toBe(0)
  const { deps } = at.school
  expect(() => sendingOf(deps, at.clerk, delivery.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  await expect(receiveUpload(deps, at.clerk, delivery.id)).rejects.toMatchObject({ code: 'not-found' })
  const own = await beginSending(deps, at.clerk, { filename: 'a.zip', size: 10 })
  expect(await at.offset(own, token)).toBe(404)
})

it('a piece is of 8 MB at most, and a file of what its notice says', async () => {
  const { delivery, token } = await at.announce(small('four'), { bytes: PIECE + 100 })
  expect((await at.piece(delivery.id, token, new Uint8Array(PIECE + 1), 0)).status).toBe(413)
  const tiny = await at.announce(small('tiny'))
  expect((await at.piece(tiny.delivery.id, tiny.token, new Uint8Array(100), 0)).status).toBeGreaterThanOrEqual(400)
  expect(await at.offset(tiny.delivery.id, tiny.token)).toBeLessThanOrEqual(4)
})

it('what is no package, and what was cut short, is refused in words the sender can use', async () => {
  const text = small('a letter')
  await at.send(text)
  expect(await at.became(text)).toMatchObject({ state: 'refused', said: expect.stringMatching(/./) })
  const cut = { bytes: new Uint8Array(readFileSync(await at.packed({ id: 'cut' }))).slice(0, -100) }
  await at.send(cut)
  expect(await at.became(cut)).toMatchObject({ state: 'refused' })
})

it('is answered to nobody in the clear, and to nobody while it is closed or who opened it is gone', async () => {
  const { school, manager, bureauId, ask } = at
  const counter = await ask('GET', bureauId)
  expect(await counter.json()).toMatchObject({ v: 1, bureau: { id: bureauId, name: manager.organisationName } })
  const clear = await createApp(school.deps, { tls: false, openDeviceRoutes: true }).request(
    `http://bureau.example/exchange/${bureauId}`,
    {},
    from('192.168.1.9'),
  )
  expect(await refusal(clear)).toMatchObject({ code: 'insecure-transport' })
  const none = await refusal(await ask('GET', randomUUID()))
  const { delivery, token } = await at.announce(small('closing'))
  await openExchange(school.deps, manager, false)
  expect(await refusal(await ask('GET', bureauId))).toEqual(none)
  await expect(at.announce(small('closed'))).rejects.toMatchObject({ code: 'not-found', message: none.message })
  await expect(at.askAfter()).rejects.toMatchObject({ code: 'not-found' })
  expect(await at.offset(delivery.id, token)).toBe(404)
  await openExchange(school.deps, manager, true)
  expect((await at.announce(small('closing'))).token).toBeDefined()
  const { t, tx } = school.deps.store
  await tx((q) => q.update(t.member).set({ stoppedAt: 1 }))
  expect(await refusal(await ask('GET', bureauId))).toEqual(none)
})
