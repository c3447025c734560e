import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromHex } from '../../shared/crypto'
import { readCheckpoint, signCheckpoint, verifyCheckpoint } from '../../shared/log/checkpoint'
import { cosignedBy } from '../../shared/log/cosignature'
import { rootOf } from '../../shared/log/merkle'
import { NoAnswer } from '../ask-server'
import { makeKey, nodeCrypto, signer } from '../crypto'
import { leavesOf } from '../ledger/leaves'
import { Memory, MemoryBroken } from './memory'
import { FileSource, writeLogFile } from './source'
import { Town } from './town.fixture'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(() => town.close())

const good = async () => {
  const observed = await town.look()
  return observed.verdict === 'good' ? observed : expect.fail(JSON.stringify(observed))
}
const refusal = async (source?: Parameters<Town['look']>[0]) => {
  const observed = await town.look(source)
  return observed.verdict === 'refused' ? observed : expect.fail('it was cosigned')
}

describe('a witness', () => {
  it('cosigns a log that grows, visit after visit, and the server keeps and shows what it signed', async () => {
    for (let visit = 1; visit <= 3; visit++) {
      await town.handIn(visit)
      const { cosigned, at, findings } = await good()
      expect(findings).toEqual([])
      expect(await verifyCheckpoint(nodeCrypto, cosigned, town.keys.log.publicKey)).toBe(true)
      const said = await cosignedBy(nodeCrypto, cosigned, town.witness)
      expect(said).toMatchObject({ state: 'good', at: Math.floor(at / 1000) * 1000 })
      expect(await town.source.deliver(cosigned)).toEqual({ stored: 1 })
      expect(await town.source.deliver(cosigned)).toEqual({ stored: 0 })
      expect(await town.source.checkpoint()).toBe(cosigned)
    }
    expect((await town.source.witnesses()).witnesses).toMatchObject([{ name: '绥化市人社局', generation: 0, size: 6 }])
    expect(town.memory.lines).toHaveLength(3)
  })

  it('cosigns the same checkpoint again with the new time; the server keeps the first, which proves more', async () => {
    await town.handIn(2)
    const first = await good()
    await town.source.deliver(first.cosigned)
    town.clock.ms += 3_600_000
    const second = await good()
    expect(second.cosigned).not.toBe(first.cosigned)
    expect(await town.source.deliver(second.cosigned)).toEqual({ stored: 0 })
    expect(await town.source.checkpoint()).toBe(first.cosigned)
  })

  it('believes the key its operator gave it, and no other', async () => {
    await town.handIn(2)
    const stranger = signer(await makeKey('Ed25519'))
    const forged = await signCheckpoint(nodeCrypto, readCheckpoint(await town.source.checkpoint()), stranger)
    expect(await refusal(showing(forged))).toMatchObject({ refusal: 'signature' })
  })

  it('refuses another server under the same key', async () => {
    await town.handIn(2)
    await good()
    const shown = readCheckpoint(await town.source.checkpoint())
    const other = await signCheckpoint(nodeCrypto, { ...shown, origin: 'xueji/elsewhere/0' }, town.keys.log)
    expect(await refusal(showing(other))).toMatchObject({ refusal: 'origin' })
  })

  it('refuses a log that shrank or forked, in words, and keeps both notes as evidence', async () => {
    await town.handIn(3)
    const seen = await good()
    const leaves = await leavesOf(town.desk.store, 0)
    const shrunk = { origin: 'xueji/test/0', size: 2, root: rootOf(nodeCrypto, leaves.slice(0, 2)) }
    const forked = { origin: 'xueji/test/0', size: 3, root: rootOf(nodeCrypto, leaves.toReversed()) }
    for (const [refused, checkpoint, sentence] of [
      ['shrunk', shrunk, '日志变短了：上次见到 xueji/test/0 的 3 条，现在出示的是 xueji/test/0 的 2 条'],
      ['forked', forked, '日志分叉了'],
    ] as const) {
      const note = await signCheckpoint(nodeCrypto, checkpoint, town.keys.log)
      const observed = await refusal(showing(note))
      expect(observed).toMatchObject({ refusal: refused, known: seen.cosigned })
      expect(observed.sentence).toContain(sentence)
      expect(town.memory.lines.at(-1)).toMatchObject({ kind: 'refused', note, known: seen.cosigned })
    }
    expect(town.memory.lines.map(({ kind }) => kind)).toEqual(['seen', 'refused', 'refused'])
    // Said again and again, it is kept once.
    await refusal(showing(await signCheckpoint(nodeCrypto, forked, town.keys.log)))
    expect(town.memory.lines).toHaveLength(3)
    expect((await good()).findings).toEqual([])
  })

  it('refuses a larger tree whose proof does not hold, and signs nothing where there is no proof', async () => {
    await town.handIn(3)
    await good()
    await town.handIn(2)
    const { source } = town
    const bad = {
      key: () => source.key(),
      checkpoint: () => source.checkpoint(),
      opening: (generation: number) => source.opening(generation),
      consistency: async (generation: number, from: number, to: number) => {
        const answer = await source.consistency(generation, from, to)
        return { ...answer, path: answer.path.toReversed() }
      },
    }
    expect(await refusal(bad)).toMatchObject({ refusal: 'forked' })
    const silent = { ...bad, consistency: () => Promise.reject(new NoAnswer('没有')) }
    await expect(town.look(silent)).rejects.toThrow(NoAnswer)
    expect(town.memory.lines.map(({ kind }) => kind)).toEqual(['seen', 'refused'])
  })

  it('works by file: the server’s file has the proof from what this witness cosigned last', async () => {
    await town.handIn(2)
    const read = async (from: { generation: number; size: number }[] = []) =>
      new FileSource(await writeLogFile(town.source, from))
    const first = await town.look(await read())
    if (first.verdict === 'refused') return expect.fail(first.sentence)
    await town.handIn(2)
    await expect(town.look(await read())).rejects.toThrow('--from 0/2')
    expect(await town.look(await read([{ generation: 0, size: 2 }]))).toMatchObject({ verdict: 'good' })
    await town.source.deliver((await good()).cosigned)
    await town.handIn(1)
    expect(await town.look(await read())).toMatchObject({ verdict: 'good' })
    expect(() => new FileSource('{}')).toThrow(NoAnswer)
  })
})

/** The town's log, showing this note. */
function showing(note: string): Parameters<Town['look']>[0] {
  const { source } = town
  return {
    key: () => source.key(),
    checkpoint: async () => note,
    opening: (generation) => source.opening(generation),
    consistency: (generation, from, to) => source.consistency(generation, from, to),
  }
}

describe('a log that came back from a backup', () => {
  it('is refused, shown what it lost, and followed into the generation that names it, with the finding', async () => {
    await town.handIn(2)
    await town.backup()
    const lost = await town.handIn(3)
    const { cosigned } = await good()
    await town.source.deliver(cosigned)
    await town.restore()
    expect(await refusal()).toMatchObject({ refusal: 'shrunk', known: cosigned })
    expect(await town.source.deliver(cosigned)).toEqual({ stored: 0, restored: true })
    for (const one of lost) {
      await town.desk.register(one.device)
      await town.refill(one)
    }
    await town.desk.ledger.sequencer.sequence()
    const next = await good()
    expect(readCheckpoint(next.cosigned)).toMatchObject({ origin: 'xueji/test/1', size: 6 })
    expect(next.findings).toEqual(['日志自备份恢复，另起第 1 代：它承认丢失了 xueji/test/0 的封存点（5 条）'])
    expect(await town.source.deliver(next.cosigned)).toEqual({ stored: 1 })
    await town.handIn(1)
    expect((await good()).findings).toEqual([])
    expect((await town.desk.findings()).map(({ code }) => code)).toEqual(['log-restored'])
    // By file too.
    await town.handIn(1)
    expect(
      await town.look(new FileSource(await writeLogFile(town.source, [{ generation: 1, size: 7 }]))),
    ).toMatchObject({
      verdict: 'good',
    })
  })

  it('is not followed where the new generation names another past than the one that was seen', async () => {
    await town.handIn(3)
    await good()
    const { sequencer } = town.desk.ledger
    const root = 'A'.repeat(43)
    await sequencer.lost({ origin: 'xueji/test/0', size: 3, root })
    expect(await refusal()).toMatchObject({
      refusal: 'generation',
      sentence: '第 1 代日志不能接受：它指的 3 条的封存点，与本方见过的不是同一份',
    })
  })

  it('that admits less than was seen is followed with a finding that says how much is missing', async () => {
    await town.handIn(2)
    await good()
    const early = readCheckpoint(await town.source.checkpoint())
    await town.handIn(4)
    await good()
    await town.edit('DELETE FROM leaf', 'DELETE FROM checkpoint', 'UPDATE receipt SET leaf = NULL, generation = NULL')
    const root = Buffer.from(early.root).toString('base64url')
    await town.desk.ledger.sequencer.lost({ origin: 'xueji/test/0', size: 2, root })
    const { findings } = await good()
    expect(findings.join()).toContain('本方见过 xueji/test/0 的 6 条，多于它承认丢失的 2 条')
    expect(findings.join()).not.toContain('无法核对其内容')
  })

  it('that admits a size of which no root was seen is followed with a finding that its content cannot be checked', async () => {
    await town.handIn(2)
    await good()
    await town.handIn(4)
    await good()
    await town.edit('DELETE FROM leaf', 'DELETE FROM checkpoint', 'UPDATE receipt SET leaf = NULL, generation = NULL')
    await town.desk.ledger.sequencer.lost({ origin: 'xueji/test/0', size: 3, root: 'A'.repeat(43) })
    const { findings } = await good()
    expect(findings.join()).toContain('本方没有见过 xueji/test/0 的 3 条那一刻的封存点，无法核对其内容')
  })
})

describe('what a witness keeps', () => {
  const file = () => join(town.folder, 'memory.ndjson')

  it('survives a line cut short by a crash', async () => {
    await town.handIn(1)
    const { cosigned } = await good()
    appendFileSync(file(), '{"at":17')
    expect(new Memory(file()).known?.note).toBe(cosigned)
    await town.handIn(1)
    await good()
    expect(town.memory.lines).toHaveLength(2)
  })

  it('is not read on where a line was changed, removed or put in', async () => {
    for (let i = 0; i < 3; i++) {
      await town.handIn(1)
      await good()
    }
    const text = readFileSync(file(), 'utf8')
    const lines = text.split('\n').slice(0, -1)
    for (const changed of [
      [lines[0], lines[2]],
      [lines[1], lines[0], lines[2]],
      [...lines, lines[2]],
      [lines[0]?.replace('"kind":"seen"', '"kind":"refused"'), ...lines.slice(1)],
      ['hello', ...lines],
    ]) {
      writeFileSync(file(), changed.map((line) => `${line}\n`).join(''))
      expect(() => new Memory(file())).toThrow(MemoryBroken)
    }
    writeFileSync(file(), text)
    expect(town.memory.known?.rootAt('xueji/test/0', 2)).toEqual(
      rootOf(nodeCrypto, (await leavesOf(town.desk.store, 0)).slice(0, 2)),
    )
  })
})

describe('the log over HTTP', () => {
  it('keeps a cosignature of nobody but the witnesses it was told of, and of no forged note', async () => {
    await town.handIn(2)
    const { cosigned } = await good()
    const stranger = { name: 'stranger', key: signer(await makeKey('Ed25519')) }
    const elsewhere = await Town.open()
    await elsewhere.handIn(1)
    const foreign = await elsewhere.look()
    await elsewhere.close()
    for (const note of [
      await town.source.checkpoint(),
      cosigned.replace('\n2\n', '\n3\n'),
      cosigned.replaceAll(town.self.name, stranger.name),
      foreign.verdict === 'good' ? foreign.cosigned : '',
      'hello',
      '',
    ])
      await expect(town.source.deliver(note), note).rejects.toThrow('403')
    expect((await town.source.witnesses()).witnesses).toEqual([])
  })

  it('proves any earlier size, and nothing that was no checkpoint', async () => {
    await town.handIn(5)
    const { path } = await town.source.consistency(0, 3, 5)
    expect(path.map(fromHex).every(({ length }) => length === 32)).toBe(true)
    for (const [generation, from, to] of [
      [0, 3, 4],
      [0, 6, 5],
      [1, 1, 5],
    ] as const)
      await expect(town.source.consistency(generation, from, to)).rejects.toThrow('404')
    await expect(town.source.consistency(0, 0, 5)).rejects.toThrow('400')
    await expect(town.source.consistency(0, 1.5, 5)).rejects.toThrow('400')
    await expect(town.source.opening(0)).rejects.toThrow('404')
  })
})
