import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as v from 'valibot'
import { ZipRefused } from '../../claim/read-zip'
import type { Say } from '../../jobs'
import { type Answer, type Seen, said, type Verified, type VerifyTask } from './verified'

const child = fileURLToPath(new URL('./verify-child.ts', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
/** Of the process, MB: a claim of a thousand people takes a quarter of it (shared/package/README.md, Memory). */
const MEMORY = 2048

/**
 * Verifies a file in a process of its own, so that what somebody sent can at worst end that one. `who` is asked once it is seen whose key
 * signed. Throws ZipRefused for what that process says is no package, another error where it ended without saying anything (a stop, no memory), and
 * whatever `who` throws.
 */
export function verifyBeside(
  task: VerifyTask,
  who: (seen: Seen) => Promise<Answer>,
  say: Say,
): Promise<{ seen: Seen; verified: Verified }> {
  return new Promise((resolve, reject) => {
    const options = ['--import', tsx, `--max-old-space-size=${MEMORY}`]
    const worker = fork(child, [], { execArgv: options, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    let seen: Seen | undefined
    const fail = (error: unknown) => {
      reject(error)
      worker.kill('SIGKILL')
    }
    worker.on('message', (message) => {
      try {
        const told = v.parse(said, message)
        if ('step' in told) say(told.step, told.done, told.all)
        else if ('refused' in told) reject(new ZipRefused(told.refused))
        else if ('failed' in told) reject(new Error(told.failed))
        else if ('seen' in told) {
          seen = told.seen
          who(told.seen).then((answer) => worker.send(answer), fail)
        } else if (seen) resolve({ seen, verified: told.verified })
      } catch (error) {
        fail(error)
      }
    })
    worker.once('error', reject)
    worker.once('exit', (code, signal) =>
      reject(new Error(`核验中途停止（${signal ?? code}）：服务器正在停止、内存不足，或文件异常庞大`)),
    )
    worker.send(task)
  })
}
