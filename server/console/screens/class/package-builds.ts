import { signal } from '@preact/signals'
import type { Job } from '../../../../shared/api/jobs'
import { api } from '../../client/api'
import { Problem, problemOf } from '../../client/problem'

export type Build =
  | { at: 'starting' }
  | { at: 'running'; job: Job }
  | { at: 'failed'; problem: Problem }
  | { at: 'built'; job: Job }

const EVERY = 500

/** The running or last build of each class, here or in another tab of this browser; leaving does not stop it. */
export const builds = signal<ReadonlyMap<string, Build>>(new Map())
const put = (classId: string, build: Build) => {
  builds.value = new Map(builds.value).set(classId, build)
}
const keptAs = (classId: string) => `xueji-package-job-${classId}`
const running = new Set<string>()

/** Starts building a package, and watches it to its end. */
export async function buildPackage(classId: string): Promise<void> {
  if (running.has(classId)) return
  put(classId, { at: 'starting' })
  try {
    const { job } = await api.startPackage(classId)
    localStorage.setItem(keptAs(classId), job)
    await watch(classId, job)
  } catch (error) {
    put(classId, { at: 'failed', problem: problemOf(error) })
  }
}

/** Comes back to a build that was begun before this page was loaded. */
export async function resumeBuild(classId: string): Promise<void> {
  const job = localStorage.getItem(keptAs(classId))
  if (job === null || builds.value.has(classId) || running.has(classId)) return
  // The server may have been restarted meanwhile: what was built stands among the records.
  await watch(classId, job).catch(() => localStorage.removeItem(keptAs(classId)))
}

const toldBy = ({ problem }: Job) => new Problem(problem?.code ?? 'internal', problem?.message ?? '')

async function watch(classId: string, id: string): Promise<void> {
  running.add(classId)
  try {
    for (;;) {
      const job = await api.job(id)
      if (job.state === 'done') return put(classId, { at: 'built', job })
      if (job.state === 'failed') return put(classId, { at: 'failed', problem: toldBy(job) })
      put(classId, { at: 'running', job })
      await new Promise((resolve) => setTimeout(resolve, EVERY))
    }
  } finally {
    running.delete(classId)
  }
}
