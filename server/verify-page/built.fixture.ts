import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** The page as people get it, in a folder of its own; the caller removes it. */
export async function buildPage(): Promise<{ file: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'xueji-page-'))
  await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder },
  })
  return { file: join(folder, 'verify.html'), remove: () => rm(folder, { recursive: true, force: true }) }
}
