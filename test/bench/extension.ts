import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const built = new URL('../../dist/extension/chrome-mv3', import.meta.url).pathname

/**
 * Minified budgets; a kB is 1024 bytes, as in the limits of the record. Every frame of a training site loads `watch`: 2 of its kB
 * say a page again until it is taken, 8 hold the panel of presence checks and what is seen of players, 3 live streams and
 * documents. Of the worker's, 10 hold what it says of sites that are closed, changed or paused, and the compilation for Chromium
 * 102; 12 the checks, appeals and the rules by which playing time counts.
 */
const budgets = { watch: 44 * 1024, tap: 3 * 1024, worker: 104 * 1024 }

/** Sizes of the built scripts against their budgets; the worker with every chunk it imports. */
export function benchExtension() {
  const content = (name: string) => join(built, 'content-scripts', `${name}.js`)
  const sizes: Record<string, number> = {
    watch: statSync(content('watch')).size,
    worker: withImports(join(built, 'background.js')),
  }
  if (existsSync(content('tap'))) sizes.tap = statSync(content('tap')).size
  return Object.fromEntries(
    Object.entries(sizes).map(([name, bytes]) => [name, { bytes, budget: budgets[name as keyof typeof budgets] }]),
  )
}

function withImports(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const chunks = readdirSync(join(built, 'chunks'), { withFileTypes: true }).filter((entry) =>
    text.includes(entry.name),
  )
  return (
    Buffer.byteLength(text) +
    chunks.reduce((sum, chunk) => sum + withImports(join(built, 'chunks', chunk.name), seen), 0)
  )
}
