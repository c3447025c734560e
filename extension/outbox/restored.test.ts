import { cpSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { removeDir, startServer } from '../../test/support/server'
import { joinByCode, openDevice, openSchool } from '../test/seat'
import { httpServer, type Server } from './server'

const real = httpServer()

it('a server that lost its newest day gets everything back with the receipts of then, and each entry keeps its time', async () => {
  const school = await openSchool(1)
  onTestFinished(() => school.close())
  const bodies: string[] = []
  const server: Server = {
    join: real.join,
    sync(origin, request, body) {
      bodies.push(body)
      return real.sync(origin, request, body)
    },
  }
  const device = await openDevice({ server })
  const { recorder, sync } = device.desk
  const chain = await joinByCode(device, school, 0)
  const write = (count: number) =>
    recorder.turn(async () => {
      for (let i = 0; i < count; i++)
        await recorder.write(chain, [{ kind: 'gap', body: { reason: 'clock', from: i, to: i } }])
    })
  const handIn = async (count: number) => {
    await write(count)
    await sync.chain(chain, true)
  }
  await handIn(0)
  await school.server.stop()
  const backup = `${school.server.dataDir}-backup`
  cpSync(school.server.dataDir, backup, { recursive: true })
  onTestFinished(() => removeDir(backup))
  const onward = await startServer({ dataDir: school.server.dataDir, port: school.server.port })
  await handIn(4)
  await handIn(3)
  const kept = await recorder.db.getAll('receipts')
  expect(kept.map(({ to }) => to)).toEqual([2, 6, 9])
  await onward.kill()

  const restored = await startServer({ dataDir: backup, port: school.server.port })
  onTestFinished(() => restored.stop().then(() => undefined))
  bodies.length = 0
  await handIn(2)
  expect(await recorder.db.get('chains', chain)).toMatchObject({
    receipted: 11,
    next: 12,
    lastSync: { outcome: 'received' },
  })
  const refill = bodies.filter((body) => body.includes('"receipt"') || body.includes('"before"'))
  expect(refill.length).toBeGreaterThan(0)
  const [row] = (await school.hr.class(school.classId)).roster
  expect((await school.hr.seat(row?.seat ?? '')).chains).toMatchObject([{ chain, entries: 12, branches: 0 }])
  const after = await recorder.db.getAll('receipts')
  for (const { to, line } of kept) expect(after.find((one) => one.to === to)?.line.body.at).toBe(line.body.at)
})
