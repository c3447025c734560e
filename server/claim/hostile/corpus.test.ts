import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { witnessKeyText } from '../../../shared/log/cosignature'
import { readCertificates } from '../../../shared/package/timestamp/read'
import { verdictOf } from '../../../shared/package/verdict'
import { verifyPackage } from '../../../shared/package/verify'
import { nodeCrypto } from '../../crypto'
import { verifySm2 } from '../../sm2/sm2'
import { pageCrypto } from '../../verify-page/crypto'
import { verified } from '../../verify-page/verified'
import { openZip } from '../open-zip'
import { ZipRefused } from '../read-zip'
import { builtInRules } from '../school.fixture'
import { bagTricks } from './bag-tricks.fixture'
import { everywhere, jsonTricks } from './json-tricks.fixture'
import { keyTricks } from './key-tricks.fixture'
import { mutationsOf, placesIn, shapeOf } from './mutations.fixture'
import { recordTricks } from './record-tricks.fixture'
import { seenTricks } from './seen-tricks.fixture'
import { treeOf } from './tree.fixture'
import { archived, type Handed, World } from './world.fixture'
import { contentOf, STRUCTURE_REASONS, structureOf } from './zip-sweep.fixture'
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
      const { trusted, witness, authority } = world
      const known = { trusted, witnesses: [witness], builtInRules, verifySm2, authorities: readCertificates(authority) }
      const report = await verifyPackage(nodeCrypto, zip, known)
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
  const page = await verified(
    pageCrypto(),
    {
      ...{ file, key, witnesses: witnessKeyText(nodeCrypto, world.witness) },
      authorities: [new Blob([world.authority])],
    },
    () => undefined,
  )
  expect(page.verdict, what).toBe('disagrees')
  // How much a browser's own inflating used up Node's does not say.
  if (found.verdict === 'refused' && !found.why.includes('解压不出来'))
    expect(page.text).toBe(`核验不通过：${found.why}\n`)
}

describe('an honest package', () => {
  it('is accepted through the same door, of either version', async () => {
    for (const bag of [world.bag, world.other, world.claim, world.full, world.stamped]) {
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
  ['a file with', everywhere],
  ['a log with', seenTricks],
])('%s', (_, cases) => {
  it.each(cases)('%s is refused for that reason', async (_, make, why) => {
    await refusedAlike(await make(world), why)
  })
})

describe('a package with one byte changed', () => {
  it('in the middle of a file of any shape of path is refused for that file', async () => {
    for (const [what, make, why] of mutationsOf(world)) await refusedAlike(await make(world), why, what)
  }, 180_000)

  it('at the beginning, at the end or anywhere in it is refused for that file', async () => {
    for (const [what, make, why, named] of placesIn(world)) {
      const handed = await make(world)
      await refusedAlike(handed, why, what)
      const found = named.length > 0 ? (await judged(handed)).why : ''
      for (const one of named) expect(found, what).toMatch(one)
    }
  }, 180_000)

  it('has files of every shape that a package can hold among those', () => {
    const shapes = new Set([...world.bag.keys(), ...world.stamped.keys()].map(shapeOf))
    for (const path of [
      ...['signatures/tagmanifest-sha256.txt.tsr', 'signatures/tagmanifest-sha256.txt.sm2', 'data/witnessed.ndjson'],
      ...['data/videos.json', 'data/scans/<hash>', 'data/evidence/<hash>', 'data/forms/people.json'],
      ...['appeals.json', 'teaching.json', 'evidence/<hash>'].map((path) => `data/classes/<id>/${path}`),
    ])
      expect(shapes).toContain(path)
    expect(shapes.size).toBeGreaterThan(60)
  })

  it.each(['local', 'directory', 'end'] as const)(
    'anywhere in the archive’s own %s records is refused, or leaves every file as it was',
    async (part) => {
      const zip = archived(world.other)
      const honest = await contentOf(zip)
      if (typeof honest === 'string') return expect.fail(honest)
      let refused = 0
      for (const at of structureOf(zip)[part])
        for (const bit of [1, 128]) {
          const changed = Uint8Array.from(zip)
          changed[at] = (changed[at] ?? 0) ^ bit
          const found = await contentOf(changed)
          if (typeof found === 'string') {
            expect(found).toMatch(STRUCTURE_REASONS)
            refused++
          } else expect(alike(found, honest), `byte ${at}`).toBe(true)
        }
      expect(refused).toBeGreaterThan(0)
    },
    60_000,
  )
})

const alike = (one: ReadonlyMap<string, Uint8Array>, other: ReadonlyMap<string, Uint8Array>) =>
  one.size === other.size &&
  [...one].every(([path, bytes]) => Buffer.compare(bytes, other.get(path) ?? new Uint8Array()) === 0)

describe('the corpus', () => {
  it('has each trick once, and no fewer than were promised', () => {
    const all = [zipTricks, bagTricks, recordTricks, keyTricks, jsonTricks, everywhere, seenTricks].map((cases) =>
      cases.map(([what]) => what),
    )
    for (const names of all) expect(new Set(names).size).toBe(names.length)
    expect(all.flat().length).toBeGreaterThan(300)
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
