import { Device } from '../support/device'
import { Hr, inventedId } from '../support/hr'
import type { RunningServer } from '../support/server'

/** A class of `count` trainees, each with a device that has joined; nothing handed in yet. */
export async function joinedDevices(server: RunningServer, count: number): Promise<Device[]> {
  const hr = new Hr(server.url)
  if (!server.setupToken) throw new Error('already set up')
  const { organisation } = await hr.setUp(server.setupToken)
  const opened = await hr.openClass()
  await hr.importRoster(
    opened.id,
    Array.from({ length: count }, (_, n) => ({ name: `学员${n + 1}`, id: inventedId(n) })),
  )
  const devices: Device[] = []
  for (const { code } of await hr.slips(opened.id)) {
    const device = new Device(server.url)
    await device.join({ code })
    devices.push(device.begin({ class: opened.id, organisation: organisation.id }))
  }
  return devices
}
