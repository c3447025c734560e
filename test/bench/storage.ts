import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Device, steady } from '../support/device'
import { Hr } from '../support/hr'
import { startServer } from '../support/server'
import { joinedDevices } from './seats'

const HOUR = 3_600_000

/** Bytes a trainee-hour takes in the database and in the package: the growth from `devices` x 2 hours to `devices` x 6 hours, so that what a class costs once is not counted. */
export async function benchStorage(dir: string, devices = 20) {
  const dataDir = `${dir}/storage`
  const server = await startServer({ dataDir })
  try {
    const all = await joinedDevices(server, devices)
    const hr = new Hr(server.url)
    await hr.signIn()
    const classId = JSON.parse(all[0]?.entries[0]?.line ?? '{}').body.class
    const start = Date.now() - 8 * HOUR
    const measure = async () => ({ database: databaseBytes(dataDir), package: (await hr.package(classId)).length })
    await studied(all, start, 2)
    const before = await measure()
    await studied(all, start + 2 * HOUR, 4)
    const after = await measure()
    const hours = devices * 4
    return {
      trainees: devices,
      databaseBytesPerTraineeHour: Math.round((after.database - before.database) / hours),
      packageBytesPerTraineeHour: Math.round((after.package - before.package) / hours),
    }
  } finally {
    await server.stop()
  }
}

/** Twelve entries an hour as the recorder seals them, handed in every ten minutes; one pause and one hidden stretch each. */
async function studied(devices: Device[], from: number, hours: number): Promise<void> {
  for (const device of devices) {
    for (let hour = 0; hour < hours; hour++) {
      const first = from + hour * HOUR
      const lesson = { key: `res-${hour}`, title: `第${hour + 1}节 老年人生活照料`, duration: HOUR }
      const begin = device.entries.length
      const wall = (i: number) => first + i * 300_000
      const spans = Array.from({ length: 12 }, (_, i) =>
        i === 5
          ? [
              steady(wall(i), 140_000, i * 300_000),
              { ...steady(wall(i) + 150_000, 90_000, i * 300_000 + 140_000), visible: false },
            ]
          : [steady(wall(i), 299_000, i * 300_000)],
      )
      device.watch({ key: 'c-1001', title: '养老护理员（初级）', hours: '24' }, lesson, spans, first)
      const from0 = hour === 0 && begin === 3 ? 0 : begin
      for (let at = from0; at < device.entries.length; at += 2) {
        const to = Math.min(at + 2, device.entries.length) - 1
        const { status } = await device.sync(device.body(at, to))
        if (status !== 200) throw new Error(`sync: ${status}`)
      }
    }
  }
}

/** Pages in use, by SQLite's own count: not the free list, not the write-ahead log. */
function databaseBytes(dataDir: string): number {
  const file = join(dataDir, 'xueji.sqlite')
  statSync(file)
  const db = new Database(file, { readonly: true })
  const pragma = (name: string) => Number(db.pragma(name, { simple: true }))
  const bytes = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
  db.close()
  return bytes
}
