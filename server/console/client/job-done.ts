import type { Job } from '../../../shared/api/jobs'
import { api } from './api'
import { Problem } from './problem'

const EVERY = 1000

/** Waits for a job, showing each step of it. Throws `Problem` where it failed. */
export async function jobDone(id: string, onStep: (job: Job) => void): Promise<void> {
  for (;;) {
    const now = await api.job(id)
    if (now.state === 'failed') throw new Problem(now.problem?.code ?? 'internal', now.problem?.message ?? '')
    if (now.state === 'done') return
    onStep(now)
    await new Promise((resolve) => setTimeout(resolve, EVERY))
  }
}
