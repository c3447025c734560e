import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const shared = resolve(folder, '../../shared')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('test') && !/\.test\.ts$|vite/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

describe('what the console is made of', () => {
  it('imports only itself, shared/ and packages', () => {
    const outside = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/from '(\.[^']+)'/g)]
        .map(([, target = '']) => resolve(folder, name, '..', target))
        .filter((target) => [folder, shared].every((home) => relative(home, target).startsWith('..')))
        .map((target) => `${name}: ${target}`),
    )
    expect(sources.length).toBeGreaterThan(40)
    expect(outside).toEqual([])
  })
  it('writes no style attribute and no inner HTML: the page forbids the one and we the other', () => {
    const found = sources.filter(({ text }) => /\sstyle=|dangerouslySetInnerHTML|innerHTML/.test(text))
    expect(found.map(({ name }) => name)).toEqual([])
  })
  it('never says to anybody that they are watched or cheat', () => {
    const found = sources.filter(({ text }) => /监控|作弊|抓取/.test(text))
    expect(found.map(({ name }) => name)).toEqual([])
  })
})
