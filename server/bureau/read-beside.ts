import { fork } from 'node:child_process'
import { on } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { Question } from '../../shared/api/bureau-interview'
import { type ReadSaid, type ReadTask, type ReadTrace, readSaid } from './read-task'

const child = fileURLToPath(new URL('./read-child.ts', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
/** Of the process, MB: one person's records are held at a time, and one file of what a class says. */
const MEMORY = 1024

/**
 * Reads a kept package in a process of its own, as it is verified in one: whoever packed it is not believed to have kept within any bound, and what
 * it costs to take it apart can at worst end that process. Throws what that process says went wrong, and where it ended without a word.
 */
async function* readBeside(task: ReadTask): AsyncGenerator<ReadSaid> {
  const options = ['--import', tsx, `--max-old-space-size=${MEMORY}`]
  const worker = fork(child, [], { execArgv: options, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    const messages = on(worker, 'message', { close: ['disconnect'] })
    worker.send(task)
    for await (const [message] of messages) {
      const told = v.parse(readSaid, message)
      if ('failed' in told) throw new Error(told.failed)
      if ('done' in told) return
      yield told
    }
    throw new Error('读取资料包中途停止：服务器正在停止、内存不足，或文件异常庞大')
  } finally {
    worker.kill('SIGKILL')
  }
}

/** Every trace of a claim's package, as `tracesOf` reads them. Throws as above. */
export async function* tracesBeside(path: string): AsyncGenerator<ReadTrace> {
  for await (const told of readBeside({ ask: 'traces', path })) if ('trace' in told) yield told.trace
}

/** Questions to somebody from the own log; none where there is none. Throws as above. */
export async function questionsBeside(
  asked: Omit<Extract<ReadTask, { ask: 'questions' }>, 'ask'>,
): Promise<Question[]> {
  for await (const told of readBeside({ ask: 'questions', ...asked })) if ('questions' in told) return told.questions
  return []
}
