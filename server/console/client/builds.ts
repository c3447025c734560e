import { signal } from '@preact/signals'
import type { Job } from '../../../shared/api/jobs'
import { api } from './api'
import { Problem, problemOf } from './problem'

/** Long work that somebody here began: of a package, or of anything else that takes a while. */
export type Build =
  | { at: 'starting' }
  | { at: 'running'; job: Job }
  | { at: 'failed'; problem: Problem }
  | { at: 'built'; job: Job }

const EVERY = 500

/** The running or last build of each thing, by what it is of, here or in another tab of this browser; leaving does not stop it. */
export const builds = signal<ReadonlyMap<string, Build>>(new Map())
const put = (of: string, build: Build) => {
  builds.value = new Map(builds.value).set(of, build)
}
const keptAs = (of: string) => `xueji-package-job-${of}`
const running = new Set<string>()

/** Starts a build, and watches it to its end. */
export async function build(of: string, start: () => Promise<{ job: string }>): Promise<void> {
  if (running.has(of)) return
  put(of, { at: 'starting' })
  try {
    const { job } = await start()
    localStorage.setItem(keptAs(of), job)
    await watch(of, job)
  } catch (error) {
    put(of, { at: 'failed', problem: problemOf(error) })
  }
}

/** Comes back to a build that was begun before this page was loaded. */
export async function resumeBuild(of: string): Promise<void> {
  const job = localStorage.getItem(keptAs(of))
  if (job === null || builds.value.has(of) || running.has(of)) return
  // The server may have been restarted meanwhile: what was built stands among the records.
  await watch(of, job).catch(() => localStorage.removeItem(keptAs(of)))
}

/** That it ended was taken note of: where it made no file there is nothing to come back to. */
export function forgetBuild(of: string): void {
  const left = new Map(builds.value)
  left.delete(of)
  builds.value = left
  localStorage.removeItem(keptAs(of))
}

const toldBy = ({ problem }: Job) => new Problem(problem?.code ?? 'internal', problem?.message ?? '')

async function watch(of: string, id: string): Promise<void> {
  running.add(of)
  try {
    for (;;) {
      const job = await api.job(id)
      if (job.state === 'done') return put(of, { at: 'built', job })
      if (job.state === 'failed') return put(of, { at: 'failed', problem: toldBy(job) })
      put(of, { at: 'running', job })
      await new Promise((resolve) => setTimeout(resolve, EVERY))
    }
  } finally {
    running.delete(of)
  }
}
