import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Places for what is made and fetched once: `work/<process>/` in the data folder. What a killed process left there goes at
 * the next start; what lies in it may hold names, so it is never outside.
 */
export class WorkFiles {
  readonly #folder: string

  constructor(dataDir: string) {
    const work = join(dataDir, 'work')
    mkdirSync(work, { recursive: true, mode: 0o700 })
    for (const left of readdirSync(work))
      if (!isRunning(Number(left))) rmSync(join(work, left), { recursive: true, force: true })
    this.#folder = join(work, String(process.pid))
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
  }

  /** A path nobody else has; nothing is there yet. */
  next(): string {
    return join(this.#folder, randomUUID())
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true })
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // A process of somebody else is there, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
