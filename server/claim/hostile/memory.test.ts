import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase64url, sha256Hex } from '../../../shared/crypto'
import { chainFile, files } from '../../../shared/package/layout'
import vectors from '../../../shared/package/vectors.json'
import { nodeCrypto } from '../../crypto'
import { type Part, zipOf } from './zip.fixture'

/** Of the whole process, of which 150 are there before anything is read. */
const BOUND_MEGABYTES = 600
/** Of objects of JavaScript alone, where a test says so: half of it is there before anything is read. */
const HEAP_MEGABYTES = 128
const MB = 1 << 20
const child = fileURLToPath(new URL('judge-child.fixture.ts', import.meta.url))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xueji-memory-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The package of the vectors with these files in it. */
function packed(...parts: Part[]): Uint8Array {
  const named = new Set(parts.map(({ name }) => name))
  const honest = [...Object.entries(vectors.files), [files.signature, ''] as const].map(([path, text]) => ({
    name: `bag/${path}`,
    data: path === files.signature ? Buffer.from(fromBase64url(vectors.signature)) : Buffer.from(text),
  }))
  return zipOf([...honest.filter(({ name }) => !named.has(name)), ...parts])
}
const file = (path: string, data: Buffer, method = 0): Part => ({ name: `bag/${path}`, data, method })
const repeated = (text: string, megabytes: number) => Buffer.alloc(megabytes * MB, text)
const chain = Object.keys(vectors.files).find((path) => /^data\/chains\/[0-9a-f]{64}\.ndjson$/.test(path)) ?? ''

describe('memory', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    [
      'lists in lists, as deep as a file is long',
      () => packed(file(files.class, repeated('[', 15), 8)),
      /class\.json 太大或嵌套太深/,
    ],
    ['millions of empty objects', () => packed(file(files.facts, repeated('{},', 30))), /facts\.json 太大或嵌套太深/],
    [
      'a JSON file of the largest size',
      () => packed(file(files.policy, repeated('1,', 120))),
      /policy\.json 太大或嵌套太深/,
    ],
    ['a hundred million empty lines of a chain', () => packed(file(chain, repeated('\n', 100))), /文件不完整/],
    ['a million lines that are no entries', () => packed(file(chain, repeated('{}\n', 100))), /文件不完整|不是完好/],
    ['a hundred million empty proofs', () => packed(file(files.proofs, repeated('\n', 100))), /proofs\.ndjson 不完整/],
    [
      'a manifest of four hundred thousand files',
      () => packed(file(files.manifest, manifest(400_000))),
      /缺少 data\/0\n/,
    ],
    ['a manifest larger than any', () => packed(file(files.manifest, repeated('0', 40))), /解压后太大/],
    ['bag-info of a million labels', () => packed(file(files.info, repeated('A: b\n', 20))), /读不出 bag-info/],
    ['a large file nobody knows', () => packed(file('data/x', repeated('x', 120))), /不在 manifest/],
    [
      'fifteen-megabyte bombs below every limit',
      () => packed(...Array.from({ length: 4 }, (_, i) => file(`data/${i}`, repeated('\0', 15), 8))),
      /不在 manifest/,
    ],
    [
      'sixty thousand chains',
      () =>
        packed(
          ...Array.from({ length: 60_000 }, (_, i) => file(chainFile(String(i).padStart(64, '0')), Buffer.alloc(0))),
        ),
      /文件不完整/,
    ],
  ])('stays below its bound with %s', (_, make, why) => {
    const found = judged(make())
    expect(found.why).toMatch(why)
    expect(['refused', 'disagrees']).toContain(found.verdict)
    expect(found.megabytes).toBeLessThan(BOUND_MEGABYTES)
  })

  it('holds one person at a time: forty-eight, of whom eight would fill what it may have, are all read', () => {
    const ids = Array.from({ length: 48 }, (_, i) => sha256Hex(nodeCrypto, `person ${i}`))
    const parts = ids.map((id) => file(chainFile(id), Buffer.from(heavyChain(id, 60))))
    const found = judged(packed(...parts), `--max-old-space-size=${HEAP_MEGABYTES}`)
    for (const id of ids) expect(found.why).toContain(`${id.slice(0, 16)}… 不是本班的学习记录`)
    expect(found.why).not.toMatch(/不相连|不是完好/)
    expect(found.megabytes).toBeLessThan(BOUND_MEGABYTES)
  })
})

function judged(zip: Uint8Array, ...options: string[]): { verdict: string; why: string; megabytes: number } {
  const path = join(folder, 'package.zip')
  writeFileSync(path, zip)
  const argv = [...options, '--import', 'tsx', child, path, vectors.fingerprint]
  const run = spawnSync(process.execPath, argv, { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  return JSON.parse(run.stdout)
}

/** Entries as large as they may be, linked, of a kind nobody knows: each takes five times its text once it is read. */
function heavyChain(chain: string, count: number): string {
  const numbers = `[${Array.from({ length: 8000 }, () => 0).join(',')}]`
  const lines: string[] = []
  let prev = ''
  for (let seq = 0; seq < count; seq++) {
    const link = seq === 0 ? '' : `,"prev":"${prev}"`
    const line = `{"at":${seq},"body":{"x":${numbers}},"chain":"${chain}","kind":"later"${link},"seq":${seq},"v":1}`
    prev = sha256Hex(nodeCrypto, line)
    lines.push(`${line}\n`)
  }
  return lines.join('')
}

const manifest = (lines: number): Buffer =>
  Buffer.from(Array.from({ length: lines }, (_, i) => `${'0'.repeat(64)}  data/${i}\n`).join(''))
