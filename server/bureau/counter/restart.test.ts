import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCounter } from './counter.fixture'

let at: Awaited<ReturnType<typeof openCounter>>
beforeAll(async () => {
  at = await openCounter()
})
afterAll(() => at.close())
const restart = () => at.school.reopen(join(at.school.folder, 'data'))

it('a server that was restarted in the middle of a file has it begin anew, and then takes it in', async () => {
  const file = await at.whole('restarted')
  const { delivery, token } = await at.announce(file)
  await at.piece(delivery.id, token, file.bytes.slice(0, 5000), 0)
  await restart()
  expect(await at.offset(delivery.id, token)).toBe(404)
  expect(await at.standing(file)).toMatchObject({ id: delivery.id, state: 'sending', received: 0 })
  expect(await at.send(file)).toMatchObject({ id: delivery.id, state: 'checking' })
  expect(await at.became(file)).toMatchObject({ state: 'taken' })
})

it('a server that was killed while it checked a file never says that it still checks', async () => {
  const file = await at.whole('killed')
  const { delivery, token } = await at.announce(file)
  await at.piece(delivery.id, token, new Uint8Array(file.bytes), 0)
  // All that a killed process leaves of it: nothing is written down before it is over.
  Object.assign(at.school.deps.packages.sending.get(delivery.id) ?? {}, { taking: true })
  expect(await at.standing(file)).toMatchObject({ state: 'checking' })
  await restart()
  expect(await at.standing(file)).toMatchObject({ state: 'sending', received: 0 })
  await at.send(file)
  expect(await at.became(file)).toMatchObject({ state: 'taken' })
})

it('a server that is stopped while it checks a file says so, without a word of what happened inside, and takes it when it comes again', async () => {
  const file = await at.whole('stopped')
  await at.send(file)
  await at.school.deps.jobs.close()
  await restart()
  expect(await at.standing(file)).toMatchObject({ state: 'failed', said: '人社局的服务器没有收成，请稍后重新报送' })
  await at.send(file)
  expect(await at.became(file)).toMatchObject({ state: 'taken' })
})
