import { createHash } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import released from '../../extension/sites/released.json'
import type { Actor } from '../../server/access/actor'
import { openZip } from '../../server/claim/open-zip'
import { buildClaimPackage } from '../../server/claim/package/claim-package'
import { readPaper } from '../../server/claim/read-paper'
import { nodeCrypto } from '../../server/crypto'
import { openDeps } from '../../server/deps'
import { verifySm2 } from '../../server/sm2/sm2'
import { verdictOf } from '../../shared/package/verdict'
import { verifyPackage } from '../../shared/package/verify'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { TERM } from './term'
import type { Checked, Unpacked } from './verify'

const [mode = '', dataDir = '', fingerprint = ''] = process.argv.slice(2)
const path = join(dataDir, 'package.zip')
/** Processor time of this process so far, s: what else runs on the machine is not counted. */
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
const rounded = (seconds: number) => Number(seconds.toFixed(1))

/** The claim's package, left beside the data. */
async function pack(): Promise<{ fingerprint: string }> {
  const clock = { now: () => TERM + 40 * 86_400_000 }
  const deps = await openDeps({ dataDir, publicUrl: 'http://127.0.0.1:8787', clock })
  const actor: Actor = {
    ...{ member: 'm', login: 'm', name: '王老师', role: 'hr', organisation: 'o', kind: 'institution' },
    organisationName: '示范学校',
  }
  const made = await buildClaimPackage(deps, actor, 'claim')
  if (!('path' in made)) throw new Error('a package in memory')
  copyFileSync(made.path, path)
  const keys = await deps.keys.inUse('o')
  await deps.close()
  return { fingerprint: keys.find(({ purpose }) => purpose === 'package')?.id ?? '' }
}

/** Inflating and SHA-256 of every file, nothing else. */
async function plain(): Promise<Unpacked> {
  const started = cpuSeconds()
  const zip = await openZip(path)
  const sum = { files: 0, bytes: 0, entries: 0 }
  for (const name of zip.keys()) {
    const bytes = (await zip.get(name)) ?? new Uint8Array()
    createHash('sha256').update(bytes).digest()
    sum.files++
    sum.bytes += bytes.length
    if (/chains\/[0-9a-f]{64}\.ndjson$/.test(name)) for (const byte of bytes) if (byte === 10) sum.entries++
  }
  zip.close()
  return { ...sum, plainSeconds: rounded(cpuSeconds() - started) }
}

async function check(): Promise<Checked> {
  const startMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const started = cpuSeconds()
  const zip = await openZip(path)
  const report = await verifyPackage(nodeCrypto, zip, {
    trusted: { fingerprint },
    builtInRules: new Set(Object.values(released)),
    knownBuilds: publishedBuilds,
    verifySm2,
    readWorkbook: readPaper,
  })
  zip.close()
  return {
    ...{ verifySeconds: rounded(cpuSeconds() - started), verdict: verdictOf(report), startMegabytes },
    failed: report.checks.filter(({ problems }) => problems.length > 0).map(({ title }) => title),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

console.log(JSON.stringify(mode === 'pack' ? await pack() : mode === 'plain' ? await plain() : await check()))
