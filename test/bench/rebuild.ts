import { spawnSync } from 'node:child_process'
import { openStore } from '../../server/db/open'
import { openTerm, Term } from './term'

const DAYS = 30

export interface Rebuilt {
  entries: number
  readSeconds: number
  rebuildSeconds: number
  peakMegabytes: number
  batch: { p50ms: number; p99ms: number }
  credited: number
}

/** A term of `trainees` × 60 hours folded from nothing in a process of its own, against merely reading its rows; then one more batch of each of 200. */
export async function benchRebuild(dir: string, trainees = 1000) {
  const dataDir = `${dir}/rebuild`
  const store = await openStore({ dataDir })
  await openTerm(store, trainees)
  for (let n = 0; n < trainees; n++) {
    const term = new Term(n)
    for (let day = 0; day < DAYS; day++) term.day(day)
    await store.tx(async (_, rows) => term.store(rows, n + 1))
  }
  await store.close()
  const child = new URL('rebuild-child.ts', import.meta.url).pathname
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', child, dataDir, String(Math.min(200, trainees)), String(DAYS)],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  const { entries, readSeconds, rebuildSeconds, peakMegabytes, batch, credited }: Rebuilt = JSON.parse(stdout)
  return {
    trainees,
    hours: trainees * DAYS * 2,
    entries,
    entriesPerSecond: Math.round(entries / rebuildSeconds),
    rebuildSeconds: round(rebuildSeconds),
    readSeconds: round(readSeconds),
    timesReading: round(rebuildSeconds / readSeconds),
    peakMegabytes,
    oneMoreBatch: batch,
    creditedHours: round(credited / 3_600_000),
  }
}

const round = (n: number) => Number(n.toFixed(1))
