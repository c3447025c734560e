import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { refusal } from '../../app.fixture'
import { roomyDisk } from '../../media/media.fixture'
import { PackageStore } from '../intake/uploads'
import { openCounter } from './counter.fixture'
import { EMPTY_AFTER, STILL_AFTER } from './give-place'

let at: Awaited<ReturnType<typeof openCounter>>
let free = 2 ** 40
beforeAll(async () => {
  at = await openCounter({ disk: { ...roomyDisk, free: async () => free } })
})
afterAll(() => at.close())
const small = (text: string) => ({ bytes: new TextEncoder().encode(text) })
const places = () => [...at.school.deps.packages.sending.values()]
const promised = () => places().reduce((sum, { size, received }) => sum + size - received, 0)

it('a 单位 has five files under way at once; one that stands still gives way, so that it never locks itself out', async () => {
  const busy = await at.another('很忙的单位')
  const { clock } = at.school
  const first = await busy.announce(small('nothing came'))
  const begin = async (name: string) => {
    const { delivery, token } = await busy.announce(small(name))
    await busy.piece(delivery.id, token, 'b', 0)
    return { offset: () => busy.offset(delivery.id, token) }
  }
  const broken = await begin('busy 0')
  clock.ms += 1000
  const others = []
  for (let i = 1; i < 5; i++) others.push(await begin(`busy ${i}`))
  expect(await busy.offset(first.delivery.id, first.token)).toBe(404)
  await expect(busy.announce(small('busy 5'))).rejects.toMatchObject({ code: 'too-many-requests' })
  clock.ms += STILL_AFTER
  await busy.announce(small('busy 5'))
  expect(await broken.offset()).toBe(404)
  expect(await Promise.all(others.map(({ offset }) => offset()))).toEqual([1, 1, 1, 1])
})

it('notices at once are counted one by one, and promised no more than there is', async () => {
  const eager = await at.another('很急的单位')
  const before = promised()
  free = 2 ** 30 + before + 2500
  const many = Array.from({ length: 40 }, (_, i) => eager.announce(small(`eager ${i}`), { bytes: 1000 }))
  const codes = (await Promise.allSettled(many)).map((one) => (one.status === 'rejected' ? one.reason.code : 'place'))
  expect(codes.filter((code) => code === 'place')).toHaveLength(2)
  expect(promised() - before).toBe(2000)
  free = 2 ** 40
  await Promise.allSettled(Array.from({ length: 40 }, (_, i) => eager.announce(small(`eager again ${i}`))))
  const own = places().filter(({ by }) => 'firm' in by && by.firm === eager.firm)
  expect(own).toHaveLength(5)
})

it('room is not kept for what does not come, and is asked for again with each piece', async () => {
  const { clock } = at.school
  const idle = await at.announce(small('idle'), { bytes: 5000 })
  const half = await at.announce(small('half'), { bytes: 5000 })
  await at.piece(half.delivery.id, half.token, 'h', 0)
  free = 2 ** 30 + 6000
  await expect(at.announce(small('next'), { bytes: 2000 })).rejects.toMatchObject({ code: 'storage-full' })
  clock.ms += EMPTY_AFTER + 1
  const next = await at.announce(small('next'), { bytes: 2000 })
  expect(await at.offset(idle.delivery.id, idle.token)).toBe(404)
  expect(await at.offset(half.delivery.id, half.token)).toBe(1)
  free = 2 ** 30 + 1
  const full = await at.piece(next.delivery.id, next.token, 'next', 0)
  expect([full.status, await refusal(full)]).toMatchObject([507, { code: 'storage-full' }])
  free = 2 ** 40
  expect((await at.piece(next.delivery.id, next.token, 'next', 0)).status).toBe(204)
})

it('a notice that is repeated without a byte keeps no room, also where one byte came once', async () => {
  const { clock } = at.school
  const idle = small('announced again and again')
  const begun = small('begun and announced again and again')
  clock.ms += EMPTY_AFTER + 1
  await at.announce(idle, { bytes: 5000 })
  const { delivery, token } = await at.announce(begun, { bytes: 5000 })
  await at.piece(delivery.id, token, 'b', 0)
  free = 2 ** 30 + 11_000
  await expect(at.announce(small('kept out'), { bytes: 2000 })).rejects.toMatchObject({ code: 'storage-full' })
  free = 2 ** 40
  for (let i = 0; i < 3; i++) {
    clock.ms += EMPTY_AFTER - 10_000
    await at.announce(idle, { bytes: 5000 })
    await at.announce(begun, { bytes: 5000 })
  }
  free = 2 ** 30 + 3000
  const { token: given } = await at.announce(small('kept out'), { bytes: 2000 })
  expect(given).toBeDefined()
  free = 2 ** 40
  const again = await at.announce(idle, { bytes: 5000 })
  expect((await at.piece(again.delivery.id, again.token, 'i', 0)).status).toBe(204)
})

it('a file whose first piece is coming does not give way', async () => {
  const { packages, clock } = at.school.deps
  const slow = await at.another('线路很慢的单位')
  const first = await slow.announce(small('slow'))
  const line = new PassThrough()
  line.write('sl')
  const piece = new PackageStore(packages, clock).write(line, first.delivery.id, 0)
  for (let i = 0; i < 6; i++) await slow.announce(small(`slow ${i}`))
  expect(await slow.offset(first.delivery.id, first.token)).toBe(0)
  line.end('ow')
  expect(await piece).toBe(4)
  expect(await slow.offset(first.delivery.id, first.token)).toBe(4)
})
