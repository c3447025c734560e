import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Verdict } from '../../shared/api/bureau'
import type { Limited } from './limits'
import { seedClaim } from './package'

export interface Unpacked {
  entries: number
  files: number
  bytes: number
  /** Inflating and SHA-256 alone; processor time, as all here. */
  plainSeconds: number
}
export interface Checked {
  verifySeconds: number
  verdict: Verdict
  /** Checks that did not hold: none, where the bench is right. */
  failed: string[]
  startMegabytes: number
  peakMegabytes: number
}

/** What verifying the package of a claim of `trainees` × 60 hours takes, each step in a process of its own. */
export async function benchVerify(dir: string, trainees = 1000) {
  const dataDir = `${dir}/verify-${trainees}`
  await seedClaim(dataDir, trainees)
  const { fingerprint }: { fingerprint: string } = JSON.parse(run('pack', dataDir))
  const unpacked: Unpacked = JSON.parse(run('plain', dataDir))
  const checked: Checked = JSON.parse(run('check', dataDir, fingerprint))
  return {
    ...{ trainees, hours: trainees * 60, ...unpacked, ...checked },
    entriesPerSecond: Math.round(unpacked.entries / checked.verifySeconds),
    megabytesPerSecond: Number((unpacked.bytes / 1e6 / checked.verifySeconds).toFixed(1)),
    timesPlain: Number((checked.verifySeconds / unpacked.plainSeconds).toFixed(1)),
  }
}

/** A bureau's desk waits for it: two minutes for a thousand people. Memory: shared/package/README.md. */
export const verifyLimits = ({
  trainees,
  verifySeconds,
  peakMegabytes,
  failed,
}: Awaited<ReturnType<typeof benchVerify>>): Limited[] => [
  {
    name: `verifying a package of ${trainees} trainees`,
    unit: 's',
    value: verifySeconds,
    limit: Math.max(10, trainees * 0.12),
  },
  {
    ...{ name: `height of memory, verifying a package of ${trainees} trainees`, unit: 'MB' },
    ...{ value: peakMegabytes, limit: 400 + trainees * 0.2 },
  },
  { name: 'checks of an honest package that fail', unit: 'checks', value: failed.length, limit: 0 },
]

function run(...args: string[]): string {
  const child = fileURLToPath(new URL('verify-child.ts', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', child, ...args], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}
