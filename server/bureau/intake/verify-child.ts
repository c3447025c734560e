import { constants, setPriority } from 'node:os'
import { fromBase64url } from '../../../shared/crypto'
import { readWitnessKey } from '../../../shared/log/cosignature'
import { ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import { lookAt } from './look-at'
import { readableAuthorities } from './readable-authorities'
import type { Answer, Said, VerifyTask } from './verified'

/** Who works at the desk comes first. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** Of what the server is told and keeps: ten times a claim of a thousand people. */
const MOST_CHARACTERS = 32 << 20

const say = (message: Said): Promise<void> => new Promise((resolve) => process.send?.(message, () => resolve()))
const answer = (): Promise<Answer> => new Promise((resolve) => process.once('message', resolve))

/** At most ten a second. */
let last = { step: '', at: 0 }
const onStep = (step: string, done: number, all: number) => {
  const now = Date.now()
  if (step === last.step && now - last.at < 100) return
  last = { step, at: now }
  void say({ step, done, all })
}

// The server is gone: nobody waits for this any more.
process.once('disconnect', () => process.exit(1))
process.once('message', async (task: VerifyTask) => {
  try {
    const looked = await lookAt(task, onStep)
    await say({ seen: looked.seen })
    const { trusted, listed } = await answer()
    const { authorities, notes } = readableAuthorities(task.authorities)
    const result = await looked.verify({
      trusted: trusted && { ...trusted, key: fromBase64url(trusted.key) },
      witnesses: task.witnesses.map((text) => readWitnessKey(nodeCrypto, text)),
      authorities,
      listed,
    })
    result.report.notes.push(...notes)
    if (JSON.stringify(result).length > MOST_CHARACTERS) throw new ZipRefused('申请、人员和核验结果合计异常庞大，不收')
    await say({ verified: result })
  } catch (error) {
    if (error instanceof ZipRefused) await say({ refused: error.message })
    else await say({ failed: error instanceof Error ? `${error.name}: ${error.message}` : 'failed' })
  }
  process.exit(0)
})
