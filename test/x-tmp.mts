import { benchPlayback } from './bench/playback'

console.log(JSON.stringify(await benchPlayback(), null, 1))
process.exit(0)
