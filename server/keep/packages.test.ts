import { createHash, randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '../db/sqlite'
import { backUp, freshFolder, namesIn, PASSPHRASE, quickLock, studiedServer } from './keep.fixture'
import { newLock } from './passphrase'
import { proven } from './proven'
import { pruneCopies } from './prune-copies'
import { restore } from './restore'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A server that keeps so many received packages, and a folder for its backups. */
async function keeping(count: number) {
  const { dataDir } = await studiedServer(1)
  const packages = join(dataDir, 'packages')
  mkdirSync(packages, { recursive: true })
  const put = (n: number) => {
    const bytes = Buffer.from(`资料包 ${n} `.repeat(20_000 + n))
    const name = digestOf(bytes)
    writeFileSync(join(packages, name), bytes, { mode: 0o400 })
    return { name, bytes, path: join(packages, name) }
  }
  const kept = Array.from({ length: count }, (_, n) => put(n))
  const folder = freshFolder()
  const copies = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.age'))
      .map((name) => join(folder, name))
      .sort()
  const restored = (name: string, more: { withoutPackages?: boolean } = {}) => {
    const to = join(freshFolder(), 'data')
    return restore({ file: join(folder, name), passphrase: PASSPHRASE, dataDir: to, now: 5, ...more }).then((is) => ({
      to,
      is,
    }))
  }
  const copyOf = (sha256: string) => copies().find((one) => one.includes(`${sha256}-`)) ?? ''
  return { dataDir, put, kept, folder, copies, copyOf, restored }
}

/** The row by which the bureau keeps a package; its id. */
async function filed(dataDir: string, one: { name: string; bytes: Uint8Array }): Promise<string> {
  const store = openSqlite(dataDir)
  const { t } = store
  const [organisation] = await store.read.select().from(t.organisation)
  const id = randomUUID()
  await store.tx((q) =>
    q.insert(t.bureauPackage).values({
      ...{
        id,
        organisation: organisation?.id ?? '',
        firm: null,
        claim: null,
        kind: 'claim',
        version: 0,
        name: '一.zip',
      },
      ...{ content: one.name, sha256: one.name, bytes: one.bytes.length, bag: 'b', verdict: 'agrees', report: '{}' },
      ...{ key: null, dataHash: null, by: '-', at: 1 },
    }),
  )
  await store.close()
  return id
}

async function missingIn(dataDir: string) {
  const store = openSqlite(dataDir)
  const rows = await store.read.select().from(store.t.bureauReverified)
  await store.close()
  return rows.filter(({ outcome }) => outcome === 'missing').map(({ package: id, at }) => ({ id, at }))
}

it('packages come back byte for byte, read-only, out of encrypted copies that nobody reads without the passphrase', async () => {
  const { dataDir, kept, folder, copies, restored } = await keeping(3)
  const made = await backUp(dataDir, folder)
  expect(made.packages).toEqual({ all: 3, copied: 3, lacking: 0 })
  for (const copy of copies()) expect(readFileSync(copy).includes(Buffer.from('资料包'))).toBe(false)
  const { to, is } = await restored(made.name)
  expect(is.packages).toEqual({ good: 3, missing: 0 })
  expect(namesIn(join(to, 'packages'))).toEqual(kept.map(({ name }) => name).sort())
  for (const { name, bytes } of kept) {
    expect(readFileSync(join(to, 'packages', name)).equals(bytes)).toBe(true)
    expect(statSync(join(to, 'packages', name)).mode & 0o777).toBe(0o400)
  }
  expect(existsSync(join(to, 'packages.txt')), 'the list is of the backup, not of the server').toBe(false)
})

it('what did not change is not copied again', async () => {
  const { dataDir, put, folder, copies } = await keeping(2)
  await backUp(dataDir, folder)
  const before = copies().map((one) => [one, statSync(one).ino])
  put(7)
  const made = await backUp(dataDir, folder, { now: Date.now() + 5000 })
  expect(made.packages).toEqual({ all: 3, copied: 1, lacking: 0 })
  expect(copies().map((one) => [one, statSync(one).ino])).toEqual(expect.arrayContaining(before))
})

it('a changed passphrase copies them anew: each backup opens with the one of its time, its packages too', async () => {
  const { dataDir, folder, copies } = await keeping(2)
  const first = await backUp(dataDir, folder)
  const lock = await newLock('另一个口令 8812 山', 10)
  const second = await backUp(dataDir, folder, { lock, now: Date.now() + 86_400_000 })
  expect(second.packages.copied).toBe(2)
  expect(copies()).toHaveLength(4)
  for (const [name, passphrase] of [
    [first.name, PASSPHRASE],
    [second.name, '另一个口令 8812 山'],
  ] as const) {
    const { packages } = await proven(join(folder, name), passphrase, freshFolder(), () => undefined)
    expect(packages).toEqual({ good: 2, missing: 0 })
  }
})

it('a copy stays as long as a backup names it, and goes with the last', async () => {
  const { dataDir, kept, folder, copyOf } = await keeping(2)
  const [going] = kept
  const keeping1 = { daily: 1, weekly: 0, monthly: 0 }
  const day = 86_400_000
  const start = Date.now()
  await backUp(dataDir, folder, { now: start })
  rmSync(going?.path ?? '')
  const both = { daily: 2, weekly: 0, monthly: 0 }
  await backUp(dataDir, folder, { now: start + day, keeping: both })
  expect(copyOf(going?.name ?? ''), 'the backup before it names it').not.toBe('')
  await backUp(dataDir, folder, { now: start + 2 * day, keeping: keeping1 })
  expect(copyOf(going?.name ?? '')).toBe('')
  expect(copyOf(kept[1]?.name ?? '')).not.toBe('')
})

it('a package whose file is damaged or gone keeps its good copy, and is counted where it has none', async () => {
  const { dataDir, kept, folder, copyOf, restored } = await keeping(2)
  const [one] = kept
  if (!one) throw new Error('none')
  await backUp(dataDir, folder)
  rmSync(one.path)
  const stray = digestOf(Buffer.from('不在'))
  const bad = join(dataDir, 'packages', digestOf(Buffer.from('应是这样')))
  writeFileSync(bad, '不是这样')
  const made = await backUp(dataDir, folder, { packages: [one.name, stray], now: Date.now() + 5000 })
  expect(made.packages).toEqual({ all: 4, copied: 0, lacking: 2 })
  expect(copyOf(one.name)).not.toBe('')
  const { is } = await restored(made.name)
  expect(is.packages).toEqual({ good: 2, missing: 0 })
})

it('a copy that rotted is found when it is read again after thirty days, and made anew, for the backups before it too', async () => {
  const { dataDir, kept, folder, copyOf, restored } = await keeping(1)
  await backUp(dataDir, folder)
  const file = copyOf(kept[0]?.name ?? '')
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9)
  writeFileSync(file, bytes)
  const month = 31 * 86_400_000
  const first = await backUp(dataDir, folder, { now: Date.now() + 1000 })
  expect(first.packages.copied, 'not due').toBe(0)
  const made = await backUp(dataDir, folder, { now: Date.now() + month })
  expect(made.packages).toEqual({ all: 1, copied: 1, lacking: 0 })
  const { packages } = await proven(join(folder, made.name), PASSPHRASE, freshFolder(), () => undefined)
  expect(packages).toEqual({ good: 1, missing: 0 })
  const older = await proven(join(folder, first.name), PASSPHRASE, freshFolder(), () => undefined)
  expect(older.packages, 'the backup that names the one before it').toEqual({ good: 1, missing: 0 })
  expect((await restored(first.name)).is.packages).toEqual({ good: 1, missing: 0 })
  // The one that names the new copy goes first; the copy is still of use to the older one.
  rmSync(join(folder, made.name))
  await pruneCopies(folder, first.name.slice(6, 14))
  expect(copyOf(kept[0]?.name ?? '')).not.toBe('')
})

it('a restore without all of them touches nothing, unless told to go on: then each stands as missing at the bureau', async () => {
  const { dataDir, kept, folder, copyOf, restored } = await keeping(2)
  const [one] = kept
  if (!one) throw new Error('none')
  const id = await filed(dataDir, one)
  const { name } = await backUp(dataDir, folder, { lock: await quickLock() })
  const file = copyOf(one.name)
  chmodSync(file, 0o600)
  truncateSync(file, 300)
  await expect(restored(name)).rejects.toMatchObject({
    reason: 'folder',
    message: expect.stringContaining('1 个收到的资料包'),
  })
  const { to, is } = await restored(name, { withoutPackages: true })
  expect(is.packages).toEqual({ good: 1, missing: 1 })
  expect(await missingIn(to)).toEqual([{ id, at: 5 }])
})

it('a package that had no copy when the backup was made comes back as missing at once, and holds no restore up', async () => {
  const { dataDir, kept, folder, restored } = await keeping(2)
  const [one, other] = kept
  if (!one || !other) throw new Error('none')
  const id = await filed(dataDir, one)
  await filed(dataDir, other)
  rmSync(one.path)
  const { to, is } = await restored((await backUp(dataDir, folder)).name)
  expect(is.packages).toEqual({ good: 1, missing: 1 })
  expect(await missingIn(to)).toEqual([{ id, at: 5 }])
  rmSync(other.path)
  const bare = freshFolder()
  const none = await restore({
    ...{ file: join(bare, (await backUp(dataDir, bare)).name), passphrase: PASSPHRASE },
    ...{ dataDir: join(bare, 'data'), now: 6 },
  })
  expect(none.packages, 'a backup that names no copies at all').toEqual({ good: 0, missing: 2 })
})
