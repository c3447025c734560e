import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openZip } from '../../server/claim/open-zip'
import { claimedOf } from '../../server/claim/package/claimed.fixture'
import { packClaim } from '../../server/claim/package/pack-claim'
import { builtInRules, HOUR, people, School } from '../../server/claim/school.fixture'
import { nodeCrypto } from '../../server/crypto'
import { verifySm2 } from '../../server/sm2/sm2'
import { base64url } from '../../shared/crypto'
import { verifyPackage } from '../../shared/package/verify'
import { policies } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'

/**
 * Makes golden packages with the builder as it is: `npx tsx test/support/make-golden.ts FOLDER`. Done once for a released version; what it made is
 * never made again (shared/package/golden/README.md).
 */
const [folder = ''] = process.argv.slice(2)
const byCredit = (credit: 1 | 2): Policy => {
  const found = policies.find((one) => one.id === 'suihua-2020-31' && one.credit === credit)
  if (!found) throw new Error(`no policy of credit ${credit}`)
  return found
}

async function taught(school: School, credit: 1 | 2, name: string, from: number): Promise<string> {
  const roster = people('a', 'b', 'c', 'd', 'e', 'f').slice(from, from + 2)
  const { id, codes } = await school.openClass(
    roster.map((one, i) => ({ ...one, name: ['王晓明', '李𠮷'][i] ?? '' })),
    { name, policy: byCredit(credit) },
  )
  const one = await school.join(id, codes[0] ?? '')
  const two = await school.join(id, codes[1] ?? '')
  await school.hour(one)
  await school.hour(two)
  const copy = { device: two.device.copy(), sent: two.sent }
  school.clock.ms += 24 * HOUR
  for (const pupil of [one, two, copy]) await school.hour(pupil)
  return id
}

async function keep(school: School, name: string, zip: Uint8Array): Promise<void> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.zip`), zip)
  const opened = await openZip(join(folder, `${name}.zip`))
  const { fingerprint } = await school.trusted()
  const report = await verifyPackage(nodeCrypto, opened, { trusted: { fingerprint }, builtInRules, verifySm2 })
  opened.close()
  const { publicKey } = await school.deps.keys.package(school.organisation)
  const { verdict, content, packedAt, seats, claim } = report
  const expected = { fingerprint, key: base64url(publicKey), verdict, content, packedAt, seats, claim }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(expected, undefined, 2)}\n`)
}

const school = await School.open()
try {
  const older = await taught(school, 1, '养老护理员第1期', 0)
  await keep(school, 'class-1-credit-1', (await school.package(older)).zip)
  const newer = await taught(school, 2, '育婴员第2期', 2)
  await keep(school, 'class-1-credit-2', (await school.package(newer)).zip)
  await school.deps.keys.makeSm2(school.organisation)
  const { data, sealed } = await claimedOf(school.deps, school.organisation, [older, newer])
  const { path } = await packClaim(school.deps, { data, sealed, scans: [] }, () => undefined)
  await keep(school, 'claim-2-credit-1-and-2', readFileSync(path))
} finally {
  await school.close()
}
