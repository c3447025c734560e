import { benchIngest } from './test/bench/ingest'
import { freshDataDir, removeDir } from './test/support/server'
if (process.argv[2]) process.env.NODE_OPTIONS = '--import ' + process.argv[2]
const dir = freshDataDir()
try { console.log(JSON.stringify(await benchIngest(dir, { devices: 200, entries: 500, seconds: 1 }))) } finally { removeDir(dir) }
