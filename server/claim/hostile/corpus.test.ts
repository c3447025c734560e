import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verdictOf } from '../../../shared/package/verdict'
import { verifyPackage } from '../../../shared/package/verify'
import { nodeCrypto } from '../../crypto'
import { timestampReader } from '../../ledger/timestamp/read'
import { verifySm2 } from '../../sm2/sm2'
import { pageCrypto } from '../../verify-page/crypto'
import { verified } from '../../verify-page/verified'
import { openZip } from '../open-zip'
import { ZipRefused } from '../read-zip'
import { builtInRules } from '../school.fixture'
import { bagTricks, mutations } from './bag-tricks.fixture'
import { jsonTricks } from './json-tricks.fixture'
import { keyTricks } from './key-tricks.fixture'
import { recordTricks } from './record-tricks.fixture'
import { archived, type Handed, World } from './world.fixture'
import { zipTricks } from './zip-tricks.fixture'

let world: World
let folder: string

beforeAll(async () => {
  world = await World.open()
  folder = mkdtempSync(join(tmpdir(), 'xueji-hostile-'))
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

/** As the bureau does it: the file as it came, the key from a list of its own. */
async function judged(handed: Handed): Promise<{ verdict: string; why: string }> {
  const path = join(folder, 'package.zip')
  writeFileSync(path, handed instanceof Uint8Array ? handed : archived(handed))
  try {
    const zip = await openZip(path)
    try {
      const { trusted } = world
      const readTimestamp = timestampReader([])
      const report = await verifyPackage(nodeCrypto, zip, { trusted, builtInRules, verifySm2, readTimestamp })
      return { verdict: verdictOf(report), why: report.checks.flatMap(({ problems }) => problems).join('\n') }
    } finally {
      zip.close()
    }
  } catch (error) {
    if (error instanceof ZipRefused) return { verdict: 'refused', why: error.message }
    throw error
  }
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
  ['a package changed by', mutations],
  ['a record with', recordTricks],
  ['a package with', keyTricks],
  ['JSON with', jsonTricks],
])('%s', (_, cases) => {
  it.each(cases)('%s is refused for that reason', async (_, make, why) => {
    const handed = await make(world)
    const found = await judged(handed)
    expect(found.why).toMatch(why)
    expect(['refused', 'disagrees']).toContain(found.verdict)
    // The page that is opened from disk has the same eyes, but for time stamps: it reads none, and nothing rests on them.
    if (found.why.includes('.tsr')) return
    const file = new Blob([new Uint8Array(handed instanceof Uint8Array ? handed : archived(handed))])
    const { fingerprint: key } = world.trusted
    const page = await verified(pageCrypto(), { file, key, witnesses: '' }, () => undefined)
    expect(page.verdict).toBe('disagrees')
    // How much a browser's own inflating used up Node's does not say.
    if (found.verdict === 'refused' && !found.why.includes('解压不出来'))
      expect(page.text).toBe(`核验不通过：${found.why}\n`)
  })
})

describe('the corpus', () => {
  it('has each trick once, and no fewer than were promised', () => {
    const all = [zipTricks, bagTricks, mutations, recordTricks, keyTricks, jsonTricks].map((cases) =>
      cases.map(([what]) => what),
    )
    for (const names of all) expect(new Set(names).size).toBe(names.length)
    expect(all.flat().length).toBeGreaterThan(200)
  })

  it('left nothing behind but the file that was handed in', () => {
    expect(readdirSync(folder)).toEqual(['package.zip'])
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('xueji-verify-'))).toEqual([])
  })
})
