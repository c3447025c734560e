import { fingerprint } from '../../shared/record/batch'
import type { Milliseconds } from '../../shared/record/fields'
import { nodeCrypto, signer } from '../crypto'
import { openStore } from '../db/open'
import { readLines } from './accept'
import { Ledger } from './ledger'

/** A ledger in a process of its own, to be killed: takes bodies from its parent, answers with outcomes. */

export interface Ask {
  id: number
  body: string
}
export type Answer =
  | { ready: Milliseconds }
  | { id: number; receipt: object; expected: number }
  | { id: number; code: string; expected?: number | undefined }

const [dataDir = '', servicePem = '', logPem = ''] = process.argv.slice(2)
const service = signer(servicePem)
const store = await openStore({ dataDir })
const ledger = await Ledger.open({
  store,
  crypto: nodeCrypto,
  clock: { now: () => Date.now() },
  keys: {
    service: async () => service,
    servicePublic: async () => new Map([[fingerprint(nodeCrypto, service.publicKey), service.publicKey]]),
    log: signer(logPem),
    server: 'storm',
  },
})
// Far oftener than in service, so that kills fall into it too.
setInterval(() => void ledger.sequencer.sequence().catch(() => undefined), 20)

const say = (answer: Answer) => process.send?.(answer)
process.on('message', async ({ id, body }: Ask) => {
  try {
    const outcome = (await ledger.submit(readLines(nodeCrypto, body))).at(-1)
    if (outcome) say({ id, receipt: outcome.receipt, expected: outcome.expected })
  } catch (error) {
    const refused = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const detail = error instanceof Error && 'detail' in error ? error.detail : undefined
    const expected =
      typeof detail === 'object' && detail !== null && 'expected' in detail ? Number(detail.expected) : undefined
    say({ id, code: refused, expected })
  }
})
say({ ready: Date.now() })
