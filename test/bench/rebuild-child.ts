import { join } from 'node:path'
import Database from 'better-sqlite3'
import { nodeCrypto } from '../../server/crypto'
import { openStore } from '../../server/db/open'
import { Deriver } from '../../server/study/derive'
import { percentile } from './http'
import type { Rebuilt } from './rebuild'
import { Term } from './term'

const [dataDir = '', batches = '0', days = '0'] = process.argv.slice(2)

/** Every column that derivation needs of every entry, looked at and let go. */
function read(): { entries: number; seconds: number } {
  const db = new Database(join(dataDir, 'xueji.sqlite'), { readonly: true })
  const started = performance.now()
  let entries = 0
  for (const row of db.prepare('SELECT chain, seq, v, at, kind, body, hash FROM entry ORDER BY chain, seq').iterate())
    if (row) entries++
  const seconds = (performance.now() - started) / 1000
  db.close()
  return { entries, seconds }
}

const { entries, seconds: readSeconds } = read()
const store = await openStore({ dataDir })
const deriver = new Deriver(store, nodeCrypto)
const started = performance.now()
await deriver.rebuild()
const rebuildSeconds = (performance.now() - started) / 1000
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)

const times: number[] = []
for (let n = 0; n < Number(batches); n++) {
  const term = new Term(n)
  for (let day = 0; day < Number(days); day++) term.day(day)
  term.stored = term.entries.length
  term.day(Number(days), 1)
  await store.tx(async (_, rows) => term.store(rows, n + 1, 40))
  const begun = performance.now()
  await deriver.settle(n + 1)
  times.push(performance.now() - begun)
}
times.sort((a, b) => a - b)
const rows = await store.read.select({ credited: store.t.studyDay.credited }).from(store.t.studyDay)
await deriver.close()
await store.close()
const result: Rebuilt = {
  ...{ entries, readSeconds, rebuildSeconds, peakMegabytes },
  batch: { p50ms: Number(percentile(times, 0.5).toFixed(1)), p99ms: Number(percentile(times, 0.99).toFixed(1)) },
  credited: rows.reduce((sum, { credited }) => sum + credited, 0),
}
console.log(JSON.stringify(result))
