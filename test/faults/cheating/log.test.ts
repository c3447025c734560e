import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtInRules, HOUR, type Pupil, people, resigned, School } from '../../../server/claim/school.fixture'
import { makeKey, nodeCrypto, signer } from '../../../server/crypto'
import { leavesOf } from '../../../server/ledger/leaves'
import { Memory } from '../../../server/witness/memory'
import { observe } from '../../../server/witness/observe'
import { HttpSource } from '../../../server/witness/source'
import { ADDRESS, editDatabase, Town } from '../../../server/witness/town.fixture'
import { hex, type Signer } from '../../../shared/crypto'
import { readCheckpoint, signCheckpoint } from '../../../shared/log/checkpoint'
import { rootOf } from '../../../shared/log/merkle'
import type { Bag } from '../../../shared/package/bag'
import { files } from '../../../shared/package/layout'
import { verifyPackage } from '../../../shared/package/verify'

/** The operator of a server owns its database and its keys. What he does with them shows: at the start, to a witness, in a package. */

const DAY = 24 * HOUR

describe('an operator who edits the log in the database', () => {
  let town: Town
  beforeEach(async () => {
    town = await Town.open()
    await town.handIn(4)
    const observed = await town.look()
    if (observed.verdict === 'refused') expect.fail(observed.sentence)
  })
  afterEach(() => town.close())
  const refusal = async () => {
    const observed = await town.look()
    return observed.verdict === 'refused' ? observed.refusal : 'cosigned'
  }
  const problems = () => town.desk.ledger.problems.join()

  it('removes a leaf: the server says so at the start, lists it once, takes hand-ins and seals nothing more', async () => {
    expect(problems()).toBe('')
    await town.edit('DELETE FROM leaf WHERE position = 3')
    expect(problems()).toContain('封存日志与最近的封存点不符')
    await town.stop()
    await town.start()
    expect((await town.desk.findings()).map(({ code }) => code)).toEqual(['log-altered'])
    await expect(town.handIn(1)).rejects.toMatchObject({ code: 'conflict' })
    const receipts = await town.desk.store.read.select().from(town.desk.store.t.receipt)
    expect(receipts.filter(({ leaf }) => leaf === null)).toHaveLength(1)
    await expect(town.desk.ledger.proofs([])).rejects.toMatchObject({ code: 'conflict' })
  })

  it('changes a leaf: the server says so at the start', async () => {
    await town.edit('UPDATE leaf SET hash = zeroblob(32) WHERE position = 1')
    expect(problems()).toContain('封存日志与最近的封存点不符')
  })

  it('deletes receipts that were sealed: the server says so at the start', async () => {
    await town.edit('DELETE FROM receipt WHERE leaf = 2')
    expect(problems()).toContain('封存过的回执应有 4 个，数据库里有 3 个')
  })

  it('deletes the newest checkpoint alone: the server says so at the start', async () => {
    await town.handIn(2)
    await town.edit('DELETE FROM checkpoint WHERE size = 6')
    expect(problems()).toContain('多于最近的封存点')
  })

  it('cuts the tail with everything that belongs to it: the witness refuses the shorter log', async () => {
    await town.handIn(2)
    const observed = await town.look()
    expect(observed.verdict).toBe('good')
    const tail = ['receipt WHERE leaf >= 4', 'leaf WHERE position >= 4', 'checkpoint WHERE size > 4']
    await town.edit(...tail.map((what) => `DELETE FROM ${what}`))
    expect(problems()).toBe('')
    expect(await refusal()).toBe('shrunk')
    // Filled up again to more than there was, it is another log.
    await town.handIn(5)
    expect(await refusal()).toBe('forked')
  })

  it('rewrites a leaf and signs a fitting checkpoint with the log key: the witness refuses the fork', async () => {
    const leaves = await leavesOf(town.desk.store, 0)
    const [first, ...rest] = leaves
    const root = rootOf(nodeCrypto, [(first ?? new Uint8Array()).map((byte) => byte ^ 1), ...rest])
    const note = await signCheckpoint(nodeCrypto, { origin: 'xueji/test/0', size: 4, root }, town.keys.log)
    await town.edit(
      `UPDATE leaf SET hash = x'${hex((first ?? new Uint8Array()).map((byte) => byte ^ 1))}' WHERE position = 0`,
      `UPDATE checkpoint SET root = x'${hex(root)}', note = '${note}' WHERE size = 4`,
    )
    expect(problems()).toBe('')
    expect(await refusal()).toBe('forked')
    await town.handIn(3)
    expect(await refusal()).toBe('forked')
  })

  it('calls it a restored backup: the new generation must name what the witness saw, and is a finding on both sides', async () => {
    await town.backup()
    await town.handIn(2)
    await town.look()
    const known = town.memory.known?.note ?? ''
    await town.restore()
    expect(await refusal()).toBe('shrunk')
    await town.source.deliver(known)
    const observed = await town.look()
    expect(observed).toMatchObject({ verdict: 'good', findings: [expect.stringContaining('日志自备份恢复')] })
    expect((await town.desk.findings()).map(({ code }) => code)).toEqual(['log-restored'])
  })
})

describe('an operator who owns every key of the institution', () => {
  let school: School
  let key: Signer
  let pupil: Pupil
  let classId: string
  let codes: string[]
  beforeEach(async () => {
    key = signer(await makeKey('Ed25519'))
    school = await School.open({ witnesses: [witness()] })
    ;({ id: classId, codes } = await school.openClass(people('王晓明', '李𠮷')))
    pupil = await school.join(classId, codes[0] ?? '')
  })
  afterEach(() => school.close())

  const witness = () => ({ name: '绥化市人社局', spki: key.publicKey })
  const verify = async (bag: Bag, witnesses = [witness()]) =>
    verifyPackage(nodeCrypto, bag, { trusted: await school.trusted(), builtInRules, witnesses })
  const problemsOf = async (bag: Bag) => (await verify(bag)).checks.flatMap(({ problems }) => problems)

  /** The witness looks, and the server keeps what it signed. */
  async function visit(): Promise<string> {
    await school.deps.ledger.sequencer.sequence()
    const source = new HttpSource(ADDRESS, school.fetcher)
    const memory = new Memory(join(school.folder, 'memory.ndjson'))
    const asked = { crypto: nodeCrypto, clock: school.clock, source, key: await source.key(), memory }
    const observed = await observe(asked, { name: witness().name, key })
    if (observed.verdict === 'refused') return observed.refusal
    await source.deliver(observed.cosigned)
    return observed.cosigned
  }

  it('is believed where the witness saw each day: the report says who saw it, and when', async () => {
    for (let day = 0; day < 3; day++) {
      await school.hour(pupil)
      await visit()
      school.clock.ms += DAY
    }
    const { bag } = await school.package(classId)
    const report = await verify(bag)
    expect(report).toMatchObject({ verdict: 'good' })
    for (const note of [
      '时间另由备查方 绥化市人社局 于 2026-11-24',
      '3 个“每日末份回执”中，3 个在一天之内由第三方见证',
    ])
      expect(report.notes.join()).toContain(note)
    const alone = await verify(bag, [])
    expect(alone).toMatchObject({ verdict: 'good' })
    expect(alone.notes.join()).toContain('时间仅由该单位服务器证明')
    expect(alone.notes.join()).toContain('备查方 绥化市人社局 的见证没有核对')
  })

  it('back-dates receipts by the server’s clock: they are missing in what the witness saw on those days', async () => {
    await school.hour(pupil)
    school.clock.ms += 3 * HOUR
    await visit()
    const honest = school.clock.ms
    school.clock.ms += 5 * DAY
    await school.hour(pupil)
    await visit()
    const { bag: before } = await school.package(classId)
    expect(await problemsOf(before)).toEqual([])
    const now = school.clock.ms
    school.clock.ms = honest - 3 * HOUR
    const invented = await school.join(classId, codes[1] ?? '')
    await school.hour(invented)
    school.clock.ms = now
    await visit()
    const { bag } = await school.package(classId)
    const problems = (await problemsOf(bag)).join()
    expect(problems).toContain('自称 2026-11-22')
    expect(problems).toContain('见到的日志里还没有它')
    // Nobody but the witness shows it.
    expect(await verify(bag, [])).toMatchObject({ verdict: 'good' })
  })

  it('changes the body of an entry in the database: the package made of it is not good', async () => {
    await school.hour(pupil)
    const dataDir = join(school.folder, 'data')
    await school.deps.close()
    editDatabase(dataDir, `UPDATE entry SET body = replace(body, '"rate":1000', '"rate":999') WHERE kind = 'watch'`)
    await school.reopen(dataDir)
    const { bag } = await school.package(classId)
    expect(await verify(bag)).toMatchObject({ verdict: 'bad' })
  })

  it('forges a cosignature, or leaves out that a seen checkpoint no longer fits: refused', async () => {
    await school.hour(pupil)
    await visit()
    school.clock.ms += DAY
    await school.hour(pupil)
    await visit()
    const { bag } = await school.package(classId)
    const packageKey = await school.deps.keys.package(school.organisation)
    const text = (path: string) => new TextDecoder().decode(bag.get(path))
    const note = text(files.checkpoint)
    const stranger = signer(await makeKey('Ed25519'))
    const { text: body } = readCheckpoint(note)
    const lines = text(files.witnessed)
    expect(lines.split('\n')).toHaveLength(3)
    for (const [what, changes] of Object.entries({
      'cosignature forged': {
        [files.checkpoint]: note.replace(
          /(.)(...)\n$/,
          (_, c: string, end: string) => `${c === 'A' ? 'B' : 'A'}${end}\n`,
        ),
      },
      'path exchanged': {
        [files.witnessed]: lines.replace(
          /"path":\["[0-9a-f]/,
          (start) => `${start.slice(0, -1)}${start.endsWith('0') ? '1' : '0'}`,
        ),
      },
      'line cut': { [files.witnessed]: lines.slice(0, -1) },
      'of another log': {
        [files.witnessed]: lines.replace(
          /^.*\n/,
          `${JSON.stringify({ note: `${body}\n— ${body.split('\n')[0]} ${'A'.repeat(91)}=\n`, path: [] })}\n`,
        ),
      },
    })) {
      for (const [path, now] of Object.entries(changes)) expect(now, `${what}: unchanged ${path}`).not.toBe(text(path))
      expect(await verify(await resigned(bag, changes, packageKey)), what).toMatchObject({ verdict: 'bad' })
    }
    const renamed = { name: witness().name, spki: stranger.publicKey }
    expect((await verify(bag, [renamed])).notes.join()).toContain('时间仅由该单位服务器证明')
  })
})
