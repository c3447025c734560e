import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Device, steady } from '../support/device'
import { Hr, inventedId } from '../support/hr'
import { startServer } from '../support/server'

/** A disk of 8 MB, which only root can make. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).status === 0) return folder
  rmdirSync(folder)
  return undefined
}

const folder = smallDisk()

it.skipIf(!folder)(
  'a full disk acknowledges nothing, says so, and takes everything once there is room (needs root for a small disk)',
  async () => {
    if (!folder) return
    onTestFinished(() => {
      spawnSync('umount', ['-l', folder])
      rmdirSync(folder)
    })
    const server = await startServer({ dataDir: folder })
    onTestFinished(() => server.stop().then(() => undefined))
    const hr = new Hr(server.url)
    const me = await hr.setUp(server.setupToken ?? '')
    const opened = await hr.openClass()
    await hr.importRoster(opened.id, [{ name: '王晓明', id: inventedId(1) }])
    const [slip] = await hr.slips(opened.id)
    const device = new Device(server.url)
    await device.join({ code: slip?.code ?? '' })
    device.begin({ class: opened.id, organisation: me.organisation.id })
    expect((await device.handIn()).status).toBe(200)

    const ballast = join(folder, 'ballast')
    for (let size = 8 * 1024 * 1024; size >= 1024; size /= 2) {
      try {
        writeFileSync(`${ballast}-${size}`, Buffer.alloc(size))
      } catch {
        rmSync(`${ballast}-${size}`, { force: true })
      }
    }
    const from = device.entries.length
    device.watch(
      { key: 'c', title: '养老护理员（初级）' },
      { key: 'l', title: '第一节' },
      Array.from({ length: 300 }, (_, i) => [steady(Date.now() - 40_000 + i * 100, 100, i * 100)]),
    )
    expect(await device.sync(device.body(from))).toMatchObject({
      status: 507,
      answer: { code: 'storage-full', message: expect.stringContaining('磁盘') },
    })

    for (let size = 8 * 1024 * 1024; size >= 1024; size /= 2) rmSync(`${ballast}-${size}`, { force: true })
    expect(await device.sync(device.body(from))).toMatchObject({
      status: 200,
      answer: { expected: device.entries.length },
    })
    await expect.poll(async () => (await hr.class(opened.id)).roster[0]?.credited, { timeout: 20_000 }).toBe(30_000)
  },
  90_000,
)
