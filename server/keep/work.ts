import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { BackupJob, Made, OnStep } from './make-backup'
import { rowCounts } from './manifest'
import type { Lock } from './passphrase'
import { KeepRefused } from './refused'

/** What a process beside the server does: whatever keeps a core busy or the memory full. */
export type Job =
  | { kind: 'lock'; passphrase: string; work?: number | undefined }
  | { kind: 'make'; job: BackupJob }
  | { kind: 'open'; file: string; passphrase: string; dataDir: string }

const step = v.picklist(['copy', 'packages', 'encrypt', 'write', 'check'])
const reasons = ['full', 'folder', 'passphrase', 'damaged', 'newer', 'not-empty', 'busy', 'program'] as const
/** What the process says. */
const said = v.union([
  v.object({ step, done: v.number(), all: v.number() }),
  v.object({ result: v.unknown() }),
  v.object({ refused: v.picklist(reasons), message: v.string() }),
  v.object({ failed: v.string() }),
])
export type Said = v.InferOutput<typeof said>

const lockResult = v.object({ recipient: v.string(), wrapped: v.string() })
const madeResult = v.object({
  name: v.string(),
  bytes: v.number(),
  sha256: v.string(),
  counts: rowCounts,
  checkpoint: v.optional(v.string()),
  packages: v.object({ all: v.number(), copied: v.number(), lacking: v.number() }),
  removed: v.array(v.string()),
})
const openResult = v.object({
  ...{ at: v.number(), counts: rowCounts },
  packages: v.object({ good: v.number(), missing: v.number() }),
})
export type Tried = v.InferOutput<typeof openResult>

const child = fileURLToPath(new URL('./work-child.ts', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** One process at a time of its own; `stop` ends it. What goes wrong comes back as it was thrown there. */
export class Worker {
  #stop: (() => void) | undefined

  newLock(passphrase: string, work?: number): Promise<Lock> {
    return this.#run(lockResult, { kind: 'lock', passphrase, work })
  }

  async make(job: BackupJob, onStep: OnStep): Promise<Made> {
    const { checkpoint, ...made } = await this.#run(madeResult, { kind: 'make', job }, onStep)
    return { ...made, ...(checkpoint !== undefined && { checkpoint }) }
  }

  /** Opens a file with the passphrase and judges it as a restore would. */
  open(file: string, passphrase: string, dataDir: string, onStep: OnStep): Promise<Tried> {
    return this.#run(openResult, { kind: 'open', file, passphrase, dataDir }, onStep)
  }

  stop(): void {
    this.#stop?.()
  }

  #run<T>(schema: v.GenericSchema<unknown, T>, job: Job, onStep?: OnStep): Promise<T> {
    return new Promise((resolve, reject) => {
      const worker = fork(child, [], { execArgv: ['--import', tsx], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      this.#stop = () => worker.kill('SIGKILL')
      worker.on('message', (message) => {
        const told = v.parse(said, message)
        if ('step' in told) onStep?.(told.step, told.done, told.all)
        else if ('refused' in told) reject(new KeepRefused(told.refused, told.message))
        else if ('failed' in told) reject(new Error(told.failed))
        else resolve(v.parse(schema, told.result))
      })
      worker.once('error', reject)
      worker.once('exit', () => reject(new KeepRefused('busy', '备份中途停止了，会再试')))
      worker.send(job)
    })
  }
}
