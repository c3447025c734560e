import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type CopyJob, copyPackages } from './copy-packages'
import { freshFolder, quickLock } from './keep.fixture'
import { copiesFolder, lockFolder } from './package-list'
import { momentary } from './passphrase'

const nothing = () => undefined
const YEAR = 365 * 86_400_000

/** So many packages, sorted by SHA-256 as they are copied, and a place for their copies. */
async function place(count: number) {
  const [packages, folder] = [freshFolder(), freshFolder()]
  const { recipient } = await quickLock()
  const job: CopyJob = {
    ...{ packages, folder, server: 'ab12cd34', kept: [], recipient, opening: await momentary(), reserve: 0 },
    now: Date.now(),
  }
  const names = Array.from({ length: count }, (_, n) => {
    const bytes = Buffer.from(`资料包 ${n}`)
    const name = createHash('sha256').update(bytes).digest('hex')
    writeFileSync(join(packages, name), bytes)
    return name
  }).sort()
  const copies = join(folder, copiesFolder(job.server), lockFolder(recipient))
  return { job, names, copies, inPackages: (at: number) => join(packages, names[at] ?? '') }
}

it('a package that cannot be read is counted as lacking; the others are copied', async () => {
  const { job, inPackages } = await place(3)
  rmSync(inPackages(1))
  // Reading a folder fails for every user, as a bad sector does.
  mkdirSync(inPackages(1))
  const { copied, lacking } = await copyPackages(job, nothing)
  expect({ copied, lacking }).toEqual({ copied: 2, lacking: 1 })
})

it('a package disposed of while others are copied is counted as lacking, no more', async () => {
  const { job, inPackages } = await place(3)
  const { copied, lacking } = await copyPackages(job, () => rmSync(inPackages(1), { force: true }))
  expect({ copied, lacking }).toEqual({ copied: 2, lacking: 1 })
})

it('a copy that cannot be read is made anew, and while it is the only one it stays', async () => {
  const { job, names, copies, inPackages } = await place(2)
  await copyPackages(job, nothing)
  const before = readdirSync(copies).sort()
  for (const name of before) {
    rmSync(join(copies, name))
    mkdirSync(join(copies, name))
    utimesSync(join(copies, name), 1, 1)
  }
  rmSync(inPackages(1))
  const again = await copyPackages({ ...job, kept: names, now: job.now + YEAR }, nothing)
  expect(again).toMatchObject({ copied: 1, lacking: 1 })
  expect(again.copies.map(({ sha256 }) => sha256)).toEqual([names[0]])
  expect(before.map((name) => again.copies.some(({ file }) => file.endsWith(name)))).toEqual([false, false])
  expect(existsSync(join(copies, before[1] ?? ''))).toBe(true)
})

it.skipIf(!existsSync('/dev/full'))('a full disk still fails the backup', async () => {
  const { job, names, copies } = await place(1)
  mkdirSync(copies, { recursive: true })
  symlinkSync('/dev/full', join(copies, `${names[0]}.part`))
  await expect(copyPackages(job, nothing)).rejects.toMatchObject({ code: 'ENOSPC' })
})
