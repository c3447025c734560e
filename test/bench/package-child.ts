import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import type { Actor } from '../../server/access/actor'
import { openZip } from '../../server/claim/open-zip'
import { buildClaimPackage } from '../../server/claim/package/claim-package'
import { openDeps } from '../../server/deps'
import type { Packed } from './package'
import { TERM } from './term'

const [mode = '', dataDir = ''] = process.argv.slice(2)
const clock = { now: () => TERM + 40 * 86_400_000 }
const deps = await openDeps({ dataDir, publicUrl: 'http://127.0.0.1:8787', clock })
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)

/** Hashing and packing alone, of every file of a package. */
async function plain(path: string): Promise<{ files: number; bytes: number; entries: number; seconds: number }> {
  const zip = await openZip(path)
  const sum = { files: 0, bytes: 0, entries: 0, seconds: 0 }
  for (const name of zip.keys()) {
    const bytes = (await zip.get(name)) ?? new Uint8Array()
    const started = performance.now()
    createHash('sha256').update(bytes).digest()
    deflateRawSync(bytes, { level: 6 })
    sum.seconds += (performance.now() - started) / 1000
    sum.files++
    sum.bytes += bytes.length
    if (/chains\/[0-9a-f]{64}\.ndjson$/.test(name))
      sum.entries += Buffer.from(bytes).toString('latin1').split('\n').length - 1
  }
  zip.close()
  return sum
}

if (mode === 'derive') {
  await deps.deriver.settle()
  await deps.ledger.sealedFor([1])
} else {
  const actor: Actor = {
    ...{ member: 'm', login: 'm', name: '王老师', role: 'hr', organisation: 'o', kind: 'institution' },
    organisationName: '示范学校',
  }
  const startMegabytes = megabytes()
  let said = 0
  const started = performance.now()
  const made = await buildClaimPackage(deps, actor, 'claim', () => void said++)
  const buildSeconds = (performance.now() - started) / 1000
  const peakMegabytes = megabytes()
  if (!('path' in made)) throw new Error('a package in memory')
  const { files, bytes, entries, seconds } = await plain(made.path)
  const result: Packed = {
    ...{ entries, files, bytes, packedBytes: made.bytes },
    ...{ buildSeconds: Number(buildSeconds.toFixed(1)), plainSeconds: Number(seconds.toFixed(1)) },
    ...{ startMegabytes, peakMegabytes, said },
  }
  console.log(JSON.stringify(result))
}
await deps.close()
