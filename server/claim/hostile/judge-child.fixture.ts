import { verdictOf } from '../../../shared/package/verdict'
import { verifyPackage } from '../../../shared/package/verify'
import { nodeCrypto } from '../../crypto'
import { openZip } from '../open-zip'
import { ZipRefused } from '../read-zip'

/** Verifies one file in a process of its own and says what came of it, and how much memory it took at its height. */
const [path = '', fingerprint = ''] = process.argv.slice(2)

async function judged(): Promise<{ verdict: string; why: string }> {
  try {
    const zip = await openZip(path)
    const report = await verifyPackage(nodeCrypto, zip, { trusted: { fingerprint }, builtInRules: new Set() })
    zip.close()
    return { verdict: verdictOf(report), why: report.checks.flatMap(({ problems }) => problems).join('\n') }
  } catch (error) {
    if (error instanceof ZipRefused) return { verdict: 'refused', why: error.message }
    throw error
  }
}

const { verdict, why } = await judged()
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(JSON.stringify({ verdict, why: why.slice(0, 100_000), megabytes }))
