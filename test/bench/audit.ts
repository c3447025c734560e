import { spawnSync } from 'node:child_process'
import type { Limited } from './limits'

/** What the auditor's export took, in a process of its own. */
export interface Exported {
  seconds: number
  bytes: number
  /** Before the export, and at its height. */
  startMegabytes: number
  peakMegabytes: number
  /** The longest time the server answered nobody. */
  longestBlockMs: number
}

/** Rows of audit for each person of a claim: who looked, who decided. */
const AUDITED = 5
/** More memory for five times as many people would be memory that grows with them. */
const MORE_MEGABYTES = 60

/** The auditor's export with whole ID numbers of `people` in claims of 200, and of a fifth of them. */
export async function benchAudit(dir: string, people = 20_000) {
  const all: (Exported & { people: number; audited: number })[] = []
  for (const count of [Math.round(people / 5), people]) {
    const audited = count * AUDITED
    const given = [`${dir}/audit-${count}`, String(count), String(audited)]
    run(['seed', ...given])
    const exported: Exported = JSON.parse(run(['export', ...given]))
    all.push({ people: count, audited, ...exported })
  }
  return all
}

export function auditLimits([few, many]: Awaited<ReturnType<typeof benchAudit>>): Limited[] {
  if (!few || !many) return []
  return [
    { name: `auditor export of ${many.people} people`, value: many.seconds, limit: many.people / 400, unit: 's' },
    {
      ...{ name: `auditor export of ${many.people}, peak memory against that of ${few.people}`, unit: 'MB' },
      ...{ value: many.peakMegabytes, limit: few.peakMegabytes + MORE_MEGABYTES },
    },
  ]
}

function run(given: string[]): string {
  const child = new URL('audit-child.ts', import.meta.url).pathname
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', child, ...given], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}
