import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { verdictOf } from '../../../shared/package/verdict'
import { verifyPackage } from '../../../shared/package/verify'
import { nodeCrypto } from '../../crypto'
import { verifySm2 } from '../../sm2/sm2'
import { pageCrypto } from '../../verify-page/crypto'
import { verified } from '../../verify-page/verified'
import { openZip } from '../open-zip'
import { ZipRefused } from '../read-zip'
import { builtInRules } from '../school.fixture'
import { bagTricks, mutationsOf } from './bag-tricks.fixture'
import { jsonTricks } from './json-tricks.fixture'
import { keyTricks } from './key-tricks.fixture'
import { recordTricks } from './record-tricks.fixture'
import { treeOf } from './tree.fixture'
import { archived, type Handed, World } from './world.fixture'
import { zipTricks } from './zip-tricks.fixture'

/** MB of the whole process, right after each case: both verifiers, the maker of the cases and the runner of tests together. */
const HELD_MEGABYTES = 800
/** MB that the corpus adds to the height that the honest packages took: of these alone, as on Linux a process begins with the height of its parent. */
const ADDED_MEGABYTES = 400
/** Where the absolute names of the corpus lead. */
const ELSEWHERE = ['/etc/passwd', '/server', '/x', 'C:/x']

let world: World
/** Nobody else's: the folder that packages are brought into, the current directory and the one for temporary files all lie in it. */
let parent: string
let folder: string
let before: Map<string, string>
let elsewhere: (number | undefined)[]
let height: number
let held = 0
const cwd = process.cwd()
const heightNow = () => process.resourceUsage().maxRSS / 1024
const writtenAt = () => ELSEWHERE.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs)

beforeAll(async () => {
  world = await World.open()
  parent = mkdtempSync(join(tmpdir(), 'xueji-hostile-'))
  const [brought, current, temporary] = ['one/brought', 'two/current', 'three/temporary'].map((name) =>
    join(parent, name),
  )
  folder = brought ?? ''
  for (const one of [folder, current ?? '', temporary ?? '']) {
    mkdirSync(one, { recursive: true })
    // What a package could overwrite: names that stand in every one.
    for (const name of ['bagit.txt', 'x']) writeFileSync(join(one, name), 'was here before')
  }
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary)
  process.chdir(current ?? '')
  before = treeOf(parent)
  elsewhere = writtenAt()
  for (const bag of [world.bag, world.other, world.claim]) await judged(bag)
  height = heightNow()
})
afterEach(() => {
  held = Math.max(held, process.memoryUsage.rss() / 2 ** 20)
})
afterAll(async () => {
  process.chdir(cwd)
  vi.unstubAllEnvs()
  await world.close()
  rmSync(parent, { recursive: true })
})

/** As the bureau does it: the file as it came, the key from a list of its own. */
async function judged(handed: Handed): Promise<{ verdict: string; why: string }> {
  const path = join(folder, 'package.zip')
  writeFileSync(path, handed instanceof Uint8Array ? handed : archived(handed))
  try {
    const zip = await openZip(path)
    try {
      const { trusted } = world
      const report = await verifyPackage(nodeCrypto, zip, { trusted, builtInRules, verifySm2 })
      return { verdict: verdictOf(report), why: report.checks.flatMap(({ problems }) => problems).join('\n') }
    } finally {
      zip.close()
    }
  } catch (error) {
    if (error instanceof ZipRefused) return { verdict: 'refused', why: error.message }
    throw error
  }
}

/** By the bureau for this reason, and by the page that is opened from disk. */
async function refusedAlike(handed: Handed, why: RegExp, what?: string): Promise<void> {
  const found = await judged(handed)
  expect(found.why, what).toMatch(why)
  expect(['refused', 'disagrees'], what).toContain(found.verdict)
  const file = new Blob([new Uint8Array(handed instanceof Uint8Array ? handed : archived(handed))])
  const { fingerprint: key } = world.trusted
  const page = await verified(pageCrypto(), { file, key, witnesses: '' }, () => undefined)
  expect(page.verdict, what).toBe('disagrees')
  // How much a browser's own inflating used up Node's does not say.
  if (found.verdict === 'refused' && !found.why.includes('解压不出来'))
    expect(page.text).toBe(`核验不通过：${found.why}\n`)
}

describe('an honest package', () => {
  it('is accepted through the same door, of either version', async () => {
    for (const bag of [world.bag, world.other, world.claim]) {
      const { verdict, why } = await judged(bag)
      expect(why).toBe('')
      expect(verdict).not.toBe('disagrees')
    }
  })
})

describe.each([
  ['an archive with', zipTricks],
  ['a bag with', bagTricks],
  ['a record with', recordTricks],
  ['a package with', keyTricks],
  ['JSON with', jsonTricks],
])('%s', (_, cases) => {
  it.each(cases)('%s is refused for that reason', async (_, make, why) => {
    await refusedAlike(await make(world), why)
  })
})

it('a package with one byte changed in a file of any shape of path is refused for that file', async () => {
  const cases = mutationsOf(world)
  for (const [what, make, why] of cases) await refusedAlike(await make(world), why, what)
  expect(cases.length).toBeGreaterThan(40)
}, 180_000)

describe('the corpus', () => {
  it('has each trick once, and no fewer than were promised', () => {
    const all = [zipTricks, bagTricks, recordTricks, keyTricks, jsonTricks].map((cases) => cases.map(([what]) => what))
    for (const names of all) expect(new Set(names).size).toBe(names.length)
    expect(all.flat().length).toBeGreaterThan(200)
  })

  it('touched nothing but the file that was handed in: not beside it, in the current directory, among temporary files or elsewhere', () => {
    const after = treeOf(parent)
    expect(after.delete('one/brought/package.zip')).toBe(true)
    expect(after).toEqual(before)
    expect(writtenAt()).toEqual(elsewhere)
  })
  it('stayed below its bounds of memory', () => {
    expect(held).toBeLessThan(HELD_MEGABYTES)
    expect(heightNow() - height).toBeLessThan(ADDED_MEGABYTES)
  })
})
