import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished } from 'vitest'
import { openSqlite } from '../../server/db/sqlite'
import { entryLines } from '../../server/ledger/line'
import type { ReceiptLine } from '../../shared/record/batch'
import { Device, steady } from '../support/device'
import { Hr, inventedId } from '../support/hr'
import { freePort, freshDataDir, removeDir, startServer } from '../support/server'

const course = { key: 'c-1', title: '养老护理员（初级）' }

/** Hands in batch after batch; whatever fails is sent again, as the extension does. Keeps every receipt it was given. */
async function storm(device: Device, receipts: ReceiptLine[], over: () => boolean): Promise<void> {
  let next = 0
  while (next < device.entries.length) {
    const to = Math.min(next + 3, device.entries.length - 1)
    try {
      const { status, answer } = await device.sync(device.body(next, to))
      if (status === 409 && answer.expected !== undefined) next = answer.expected
      if (status !== 200) continue
      if (answer.receipt) receipts.push(answer.receipt)
      next = answer.expected
    } catch {
      // The server is dead at this moment.
      if (over()) throw new Error('the server did not come back')
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

/**
 * Eight devices hand in `spans` entries each while the server is killed `kills` times; afterwards every receipted entry is
 * there once, with its receipt and its time, and the roster shows every second.
 */
export async function ingestStorm({ kills, spans }: { kills: number; spans: number }): Promise<void> {
  const ms = 48_000 / spans
  const dataDir = freshDataDir()
  onTestFinished(() => removeDir(dataDir))
  const port = await freePort()
  let server = await startServer({ dataDir, port })
  const hr = new Hr(server.url)
  const me = await hr.setUp(server.setupToken ?? '')
  const opened = await hr.openClass()
  await hr.importRoster(
    opened.id,
    Array.from({ length: 8 }, (_, n) => ({ name: `学员${n + 1}`, id: inventedId(n) })),
  )
  const devices: Device[] = []
  for (const { code } of await hr.slips(opened.id)) {
    const device = new Device(server.url)
    await device.join({ code })
    device.begin({ class: opened.id, organisation: me.organisation.id })
    const from = Date.now() - 60_000
    device.watch(
      course,
      { key: 'l-1', title: '第一节' },
      Array.from({ length: spans }, (_, i) => [steady(from + i * ms, ms, i * ms)]),
    )
    devices.push(device)
  }
  const receipts = devices.map((): ReceiptLine[] => [])
  let dead = 0
  const storms = Promise.all(devices.map((device, i) => storm(device, receipts[i] ?? [], () => dead > kills)))
  let done = false
  void storms.finally(() => {
    done = true
  })
  // Each kill falls where it falls: between any two requests, inside a transaction, before an answer.
  for (; !done && dead < kills; dead++) {
    const before = receipts.flat().length
    while (!done && receipts.flat().length < before + 12) await new Promise((resolve) => setImmediate(resolve))
    if (done) break
    await server.kill()
    server = await startServer({ dataDir, port })
  }
  await storms
  expect(dead).toBeGreaterThanOrEqual(kills / 2)

  await hr.signIn()
  await expect
    .poll(async () => (await hr.class(opened.id)).roster.map((row) => row.credited + row.notCounted), {
      timeout: 30_000,
    })
    .toEqual(devices.map(() => 48_000))
  await server.stop()
  const db = new Database(join(dataDir, 'xueji.sqlite'), { readonly: true })
  onTestFinished(() => void db.close())
  const store = openSqlite(dataDir)
  onTestFinished(() => store.close())
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  for (const [i, device] of devices.entries()) {
    const id = Number(db.prepare('SELECT id FROM chain WHERE digest = ?').pluck().get(device.chain))
    const rows = db.prepare('SELECT seq, branch FROM entry WHERE chain = ? ORDER BY seq').all(id)
    expect(rows).toEqual(device.entries.map(({ seq }) => ({ seq, branch: 0 })))
    expect(await entryLines(store, id)).toEqual(device.entries.map(({ line }) => line))
    const kept = db
      .prepare(
        'SELECT r.from_seq AS "from", r.to_seq AS "to", r.at FROM receipt r JOIN chain c ON c.id = r.chain WHERE c.digest = ? ORDER BY r.to_seq',
      )
      .all(device.chain)
    for (const { body } of receipts[i] ?? []) expect(kept).toContainEqual({ from: body.from, to: body.to, at: body.at })
  }
}
