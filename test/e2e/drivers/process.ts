import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Starts a browser as the head of a process group of its own, so that all of it can be ended at once.
 * It does not outlive this process, however that ends by itself. Its error output is piped where `listen` is set.
 */
export function spawnBrowser(binary: string, flags: string[], env: NodeJS.ProcessEnv, listen: boolean): ChildProcess {
  const child = spawn(binary, flags, { stdio: ['ignore', 'ignore', listen ? 'pipe' : 'ignore'], detached: true, env })
  const end = () => void (child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'))
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  return child
}

/** Sends a signal to a process started with `detached` and its group. */
export function signalGroup(child: ChildProcess, signal: 'SIGSTOP' | 'SIGCONT'): void {
  if (child.pid !== undefined) process.kill(-child.pid, signal)
}

/** Kills a process started with `detached` together with its group, and waits until it is gone. */
export async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  process.kill(-child.pid, 'SIGKILL')
  await gone
}

/** Waits for a process to end by itself, at most `timeout` ms; then kills its group. */
export async function endOf(child: ChildProcess, timeout = 8000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const late = setTimeout(() => void killGroup(child), timeout)
  await gone
  clearTimeout(late)
}
