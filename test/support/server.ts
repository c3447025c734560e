import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The real server in a process of its own, so that it can be killed. */
export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** From the printed block of the first start; undefined once set up. */
  readonly setupToken: string | undefined
  /** SIGKILL: nothing is flushed, nothing is closed. */
  kill(): Promise<void>
  /** SIGTERM, as Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>
  readonly process: ChildProcess
}

const root = new URL('../..', import.meta.url).pathname

/**
 * A free port of this moment: the server is told its port, so that it can come back on the same one. Below what the
 * system hands to outgoing connections, or one of those could sit on it while the server is away.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 30_000)
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    return await freePort()
  }
  probe.close()
  await once(probe, 'close')
  return port
}

export const freshDataDir = (): string => mkdtempSync(join(tmpdir(), 'xueji-data-'))
export const removeDir = (dir: string): void =>
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })

/** Starts the server and resolves when it has printed its block; rejects with its output when it ends before. */
export async function startServer({
  dataDir,
  port,
  args = [],
  env = {},
}: {
  dataDir: string
  port?: number
  args?: string[]
  env?: Record<string, string>
}): Promise<RunningServer> {
  const chosen = port ?? (await freePort())
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/main.ts', '--port', String(chosen), '--data', dataDir, ...args],
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const url = `http://127.0.0.1:${chosen}`
  let output = ''
  let setupToken: string | undefined
  await new Promise<void>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += String(data)
      setupToken = /setup\?token=([\w.-]+)/.exec(output)?.[1]
      if (output.includes('Ctrl-C')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`server ended with ${code}:\n${output}`)))
  })
  const ended = once(child, 'exit')
  return {
    url,
    port: chosen,
    dataDir,
    setupToken,
    process: child,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      const [code] = await ended
      return code
    },
  }
}
