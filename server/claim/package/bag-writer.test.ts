import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BagWriter } from './bag-writer'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xueji-bag-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

describe('a bag', () => {
  it('lets go of a file once it is written: of thousands it holds the names and hashes', async () => {
    const writer = new BagWriter('bag', join(folder, 'bag.zip'))
    const given: WeakRef<Uint8Array>[] = []
    const add = (n: number) => {
      const content = new Uint8Array(1 << 16).fill(n)
      given.push(new WeakRef(content))
      return writer.add(`data/${n}`, content)
    }
    for (let n = 0; n < 20; n++) await add(n)
    await breath()
    collect()
    // The archive may still have the last in hand.
    expect(given.slice(0, 18).filter((one) => one.deref() !== undefined)).toEqual([])
    await writer.close({}, async () => [])
  })
})
