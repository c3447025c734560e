import { constants, setPriority } from 'node:os'
import * as v from 'valibot'
import { openZip } from '../claim/open-zip'
import { tracesOf } from './across/read-package'
import { type ReadSaid, readTask } from './read-task'
import { ownLog } from './review/own-log'
import { questionsFrom } from './review/questions'

/** Who works at the desk comes first. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** Resolves once the message is on its way: no more than one waits here. */
const say = (message: ReadSaid): Promise<void> => new Promise((resolve) => process.send?.(message, () => resolve()))

async function read(given: unknown): Promise<void> {
  const task = v.parse(readTask, given)
  const zip = await openZip(task.path)
  if (task.ask === 'traces') for await (const trace of tracesOf(zip)) await say({ trace })
  else await say({ questions: questionsFrom(await ownLog(zip, task.class, task.seat), task.seed) })
  await say({ done: true })
}

// The server is gone: nobody waits for this any more.
process.once('disconnect', () => process.exit(1))
process.once('message', async (task) => {
  await read(task).catch((error: unknown) => say({ failed: error instanceof Error ? error.message : typeof error }))
  process.exit(0)
})
