import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Limited } from './limits'

const built = new URL('../../dist/extension/chrome-mv3', import.meta.url).pathname

/** Minified budgets; a kB is 1024 bytes, as in the limits of the record. README.md says what they have grown by, and why. */
const budgets = { watch: 46 * 1024, tap: 3 * 1024, worker: 108 * 1024 }

type Sizes = Record<string, { bytes: number; budget: number }>

export const extensionLimits = (sizes: Sizes): Limited[] =>
  Object.entries(sizes).map(([name, { bytes, budget }]) => ({
    name: `script ${name}`,
    value: bytes,
    limit: budget,
    unit: 'bytes',
  }))

/** Sizes of the built scripts against their budgets; the worker with every chunk it imports. */
export function benchExtension(): Sizes {
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
