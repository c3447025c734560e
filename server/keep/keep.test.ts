import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ORIGIN } from '../app.fixture'
import { lockDataDir } from '../data-lock'
import { openDeps } from '../deps'
import { receiptLines } from '../ledger/read'
import { backUp, freshFolder, namesIn, PASSPHRASE, studiedServer } from './keep.fixture'
import { sha256Of } from './manifest'
import { isHalfRestored, restore } from './restore'

/** What must be the same before and after: every entry, receipt, leaf and key. */
function contentOf(dataDir: string): unknown {
  const db = new Database(join(dataDir, 'xueji.sqlite'), { readonly: true })
  const tables = ['organisation', 'class', 'seat', 'person', 'chain', 'entry', 'receipt', 'leaf', 'checkpoint', 'audit']
  const rows = tables.map((table) =>
    db
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  )
  db.close()
  const keys = namesIn(join(dataDir, 'keys')).map((name) => [name, readFileSync(join(dataDir, 'keys', name), 'utf8')])
  return { rows, keys }
}

const restored = (file: string, dataDir: string, passphrase = PASSPHRASE) =>
  restore({ file, passphrase, dataDir, now: Date.now() })

describe('a backup', () => {
  it('gives back every entry, receipt, leaf and key, on a server that goes on with the same identity', async () => {
    const { dataDir, deps, devices } = await studiedServer()
    const [folder, empty] = [freshFolder(), freshFolder()]
    const made = await backUp(dataDir, folder)
    expect(namesIn(folder)).toEqual([made.name])
    expect(made.sha256).toBe(await sha256Of(join(folder, made.name)))
    expect(made).toMatchObject({ counts: { organisations: 1, classes: 1, seats: 2, chains: 2 }, removed: [] })
    expect(made.checkpoint).toBe(deps.ledger.sequencer.sealed?.note)

    await restored(join(folder, made.name), join(empty, 'data'))
    expect(contentOf(join(empty, 'data'))).toEqual(contentOf(dataDir))
    const again = await openDeps({ dataDir: join(empty, 'data'), publicUrl: ORIGIN })
    expect(again.ledger.problems).toEqual([])
    expect(again.keys.server).toBe(deps.keys.server)
    const [first] = await again.store.read.select().from(again.store.t.chain)
    expect((await receiptLines(again.store, first?.id ?? 0)).length).toBeGreaterThan(0)
    expect(devices.map(({ chain }) => chain)).toContain(first?.digest)
    await again.close()
  })

  it('is the same whether the server writes meanwhile or not: what was receipted before it began is in it', async () => {
    const { dataDir, devices } = await studiedServer(2)
    const folder = freshFolder()
    const [device] = devices
    let going = true
    const writing = (async () => {
      while (going) {
        const from = device?.entries.length ?? 0
        device?.watch({ key: 'c', title: 'c' }, { key: 'l', title: 'l' }, [])
        await device?.handIn(from)
      }
    })()
    const { counts } = await backUp(dataDir, folder)
    going = false
    await writing
    expect(counts.entries).toBeGreaterThanOrEqual(2 * (3 + 2))
  })

  it('is not opened by another passphrase, and nothing is left behind', async () => {
    const { dataDir } = await studiedServer(1)
    const [folder, empty] = [freshFolder(), freshFolder()]
    const { name } = await backUp(dataDir, folder)
    await expect(restored(join(folder, name), empty, '云杉 1946 河水 7721')).rejects.toMatchObject({
      reason: 'passphrase',
    })
    expect(namesIn(empty).filter((one) => !one.startsWith('server.lock'))).toEqual([])
    await restored(join(folder, name), empty)
    expect(existsSync(join(empty, 'xueji.sqlite'))).toBe(true)
  })

  it('with one bit changed anywhere is refused, or restores exactly what was', async () => {
    const { dataDir } = await studiedServer(1)
    const folder = freshFolder()
    const { name, bytes } = await backUp(dataDir, folder)
    const good = readFileSync(join(folder, name))
    const want = contentOf(dataDir)
    const places = Array.from({ length: 20 }, (_, i) => Math.floor(((i + 0.5) / 20) * bytes))
    let refused = 0
    for (const place of [...places, ...Array.from({ length: 15 }, (_, i) => bytes - 1 - i * 14)]) {
      const bad = Buffer.from(good)
      bad.writeUInt8(bad.readUInt8(place) ^ (1 << (place % 8)), place)
      writeFileSync(join(folder, 'bad.zip'), bad)
      const empty = freshFolder()
      const outcome = await restored(join(folder, 'bad.zip'), empty).catch((error: unknown) => error)
      if (outcome instanceof Error) {
        refused++
        expect(outcome).toMatchObject({ name: 'KeepRefused' })
        expect(existsSync(join(empty, 'xueji.sqlite'))).toBe(false)
      } else expect(contentOf(empty)).toEqual(want)
    }
    expect(refused).toBeGreaterThanOrEqual(20)
    // Each restore syncs a whole database to disk: minutes, where others write to the same disk.
  }, 240_000)

  it('cut short at any length is refused', async () => {
    const { dataDir } = await studiedServer(1)
    const folder = freshFolder()
    const { name, bytes } = await backUp(dataDir, folder)
    for (const length of [0, 10, 500, Math.floor(bytes / 2), bytes - 30, bytes - 1]) {
      copyFileSync(join(folder, name), join(folder, 'cut.zip'))
      truncateSync(join(folder, 'cut.zip'), length)
      await expect(restored(join(folder, 'cut.zip'), freshFolder())).rejects.toMatchObject({ reason: 'damaged' })
    }
  })
})

describe('a restore', () => {
  it('touches nothing where the folder is not empty, or a server runs on it', async () => {
    const { dataDir } = await studiedServer(1)
    const folder = freshFolder()
    const file = join(folder, (await backUp(dataDir, folder)).name)
    const before = contentOf(dataDir)
    await expect(restored(file, dataDir)).rejects.toMatchObject({ reason: 'not-empty' })
    expect(contentOf(dataDir)).toEqual(before)
    const used = freshFolder()
    const unlock = lockDataDir(used)
    await expect(restored(file, used)).rejects.toMatchObject({ reason: 'busy' })
    unlock()
  })

  it('that was killed half way is begun anew by the next, and no server would start on it', async () => {
    const { dataDir } = await studiedServer(1)
    const [folder, empty] = [freshFolder(), freshFolder()]
    const file = join(folder, (await backUp(dataDir, folder)).name)
    mkdirSync(join(empty, 'restoring', 'keys'), { recursive: true })
    writeFileSync(join(empty, 'restoring', 'keys', 'log.pem'), 'half')
    expect(isHalfRestored(empty)).toBe(true)
    await restored(file, empty)
    expect(isHalfRestored(empty)).toBe(false)
    expect(contentOf(empty)).toEqual(contentOf(dataDir))
  })

  it('says that a file which is no backup is none', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'x.zip'), 'hello')
    await expect(restored(join(folder, 'x.zip'), freshFolder())).rejects.toMatchObject({ reason: 'damaged' })
    await expect(restored(join(folder, 'y.zip'), freshFolder())).rejects.toMatchObject({ reason: 'folder' })
  })
})
