import { constants, setPriority } from 'node:os'
import { makeBackup, type OnStep, type Step } from './make-backup'
import { newLock } from './passphrase'
import { proven } from './proven'
import { KeepRefused } from './refused'
import type { Job, Said } from './work'
import { named, withWorkFolder } from './work-folder'

/** Trainees hand in meanwhile: they come first. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const say = (message: Said): Promise<void> => new Promise((resolve) => process.send?.(message, () => resolve()))

/** At most ten a second. */
let last: { step?: Step; at: number } = { at: 0 }
const onStep: OnStep = (step, done, all) => {
  const now = Date.now()
  if (step === last.step && now - last.at < 100) return
  last = { step, at: now }
  void say({ step, done, all })
}

async function work(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'lock':
      return newLock(job.passphrase, job.work)
    case 'make':
      return makeBackup(job.job, onStep)
    case 'open': {
      const { file, passphrase, dataDir } = job
      return withWorkFolder(dataDir, (folder) =>
        named(dataDir, async () => {
          const { listed, packages } = await proven(file, passphrase, folder, (done, all) => onStep('check', done, all))
          return { at: listed.at, counts: listed.counts, packages }
        }),
      )
    }
  }
}

// The server is gone: nobody waits for this any more.
process.once('disconnect', () => process.exit(1))
process.once('message', async (job: Job) => {
  try {
    await say({ result: await work(job) })
  } catch (error) {
    if (error instanceof KeepRefused) await say({ refused: error.reason, message: error.message })
    else await say({ failed: error instanceof Error ? `${error.name}: ${error.message}` : 'failed' })
  }
  process.exit(0)
})
