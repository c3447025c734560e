import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { readWitnessKey } from '../../shared/log/cosignature'
import { fingerprint } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { course, lesson, openApp } from '../app.fixture'
import { deskOf, openBureau } from '../bureau/bureau.fixture'
import { readDesk } from '../bureau/desk'
import { nodeCrypto } from '../crypto'
import { lookNow, WitnessRounds } from './by-address'
import { addWitnessedLog, answerRefusal, cosignFile, endWitnessedLog, switchOnWitness } from './desk'
import { exportLogFile, importStatement, nameWitness } from './named'
import { writeLogFile } from './source'
import { readWitness } from './state'
import { ADDRESS, Town } from './town.fixture'

/** A bureau whose witness was switched on, with a manager and a clerk. */
async function bureau() {
  const desk = await openBureau()
  onTestFinished(desk.close)
  const [head, clerk] = [await desk.member('manager', '王局长'), await desk.member('hr', '李经办')]
  await switchOnWitness(desk.deps, head, '绥化市人社局')
  const state = async () => (await readWitness(desk.deps, clerk)).desk
  return { ...desk, head, clerk, state }
}

/** A school on a server of its own, whose trainee studied and whose log is sealed; an administrator of it. */
async function school() {
  const app = await openApp()
  const opened = await app.openedClass()
  const { device } = await opened.joined(0)
  let from = 0
  const study = async () => {
    device.watch(course, lesson, [])
    await device.handIn(from)
    from = device.entries.length
    await app.deps.ledger.sequencer.sequence()
  }
  await study()
  const [organisation] = await app.deps.store.read.select().from(app.deps.store.t.organisation)
  const member = await deskOf(app.deps, organisation?.id ?? '').member('administrator')
  const actor = { ...member, kind: 'enterprise' } as const
  return { ...app, actor, study }
}

it('by file: what the 单位 exports is cosigned at the bureau, and its server keeps the statement it imports', async () => {
  const [desk, firm] = [await bureau(), await school()]
  const key = (await desk.state())?.self?.key ?? ''
  await nameWitness(firm.deps, firm.actor, key)
  const { own } = await readWitness(firm.deps, firm.actor)
  await addWitnessedLog(desk.deps, desk.head, { name: '示范学校', fingerprint: own?.fingerprint ?? '' })
  const id = (await desk.state())?.logs[0]?.id ?? ''
  for (let visit = 1; visit <= 2; visit++) {
    const { statement = '' } = await cosignFile(desk.deps, desk.clerk, id, await exportLogFile(firm.deps, firm.actor))
    await importStatement(firm.deps, firm.actor, statement)
    const { size } = readCheckpoint(statement)
    expect((await desk.state())?.logs).toMatchObject([{ last: { size }, refusals: [], findings: [] }])
    expect((await readWitness(firm.deps, firm.actor)).own?.witnesses).toMatchObject([
      { name: '绥化市人社局', last: { size } },
    ])
    await firm.study()
  }
})

it('a log that was cut is refused, stands on the bureau’s home until somebody says what was done, and stays in the list', async () => {
  const desk = await bureau()
  const town = await Town.open()
  onTestFinished(() => town.close())
  await town.handIn(3)
  const first = await writeLogFile(town.source, [])
  const of = fingerprint(nodeCrypto, town.keys.log.publicKey)
  await addWitnessedLog(desk.deps, desk.head, { name: '某厂', fingerprint: of })
  const id = (await desk.state())?.logs[0]?.id ?? ''
  await town.handIn(2)
  const { statement } = await cosignFile(desk.deps, desk.clerk, id, await writeLogFile(town.source, []))
  expect(statement).toBeDefined()
  const answer = await cosignFile(desk.deps, desk.clerk, id, first)
  expect(answer).toMatchObject({ refused: expect.stringContaining('日志变短了') })
  const alert = async () => (await readDesk(desk.deps, desk.clerk)).steps.find(({ step }) => step === 'refused-logs')
  expect(await alert()).toEqual({ step: 'refused-logs', count: 1 })
  const [refusal] = answer.state.desk?.logs[0]?.refusals ?? []
  await answerRefusal(desk.deps, desk.clerk, id, { refusedAt: refusal?.at ?? 0, what: '单位说明：恢复了旧备份' })
  expect(await alert()).toBeUndefined()
  expect((await desk.state())?.logs[0]?.refusals).toMatchObject([
    { answered: { what: '单位说明：恢复了旧备份', by: '李经办' } },
  ])
})

it('by address: looks by itself, hands the statement over, shows what it saw to a log that was cut, and says whom it could not ask', async () => {
  const desk = await bureau()
  const town = await Town.open()
  onTestFinished(() => town.close())
  await town.handIn(2)
  await town.handIn(3)
  const of = fingerprint(nodeCrypto, town.keys.log.publicKey)
  const self = (await desk.state())?.self?.key ?? ''
  town.believes = [readWitnessKey(nodeCrypto, self)]
  await town.stop()
  await town.start()
  const lost = { name: '远方', fingerprint: 'b'.repeat(64), address: 'http://127.0.0.1:9' }
  await addWitnessedLog(desk.deps, desk.head, lost)
  await addWitnessedLog(desk.deps, desk.head, { name: '某厂', fingerprint: of, address: ADDRESS })
  const { fetcher } = town.source
  const rounds = new WitnessRounds(desk.deps, async (input, init) => {
    if (String(input).startsWith(ADDRESS)) return fetcher(input, init)
    throw new Error('nobody there')
  })
  const logs = async () => (await desk.state())?.logs
  await rounds.look()
  expect(await logs()).toMatchObject([
    { look: { problem: expect.stringContaining('连不上') } },
    { look: { problem: '' }, last: { size: expect.any(Number) } },
  ])
  expect((await town.source.witnesses()).witnesses).toMatchObject([{ name: '绥化市人社局' }])
  await town.edit(
    'DELETE FROM receipt WHERE leaf >= 2',
    'DELETE FROM leaf WHERE position >= 2',
    'DELETE FROM checkpoint WHERE size > 2',
  )
  const id = (await logs())?.[1]?.id ?? ''
  const { desk: after } = await lookNow(desk.deps, desk.clerk, id, fetcher)
  expect(after?.logs[1]).toMatchObject({ refusals: [{ sentence: expect.stringContaining('日志变短了') }] })
  // It was shown what had been seen, and admits that it was restored.
  await lookNow(desk.deps, desk.clerk, id, fetcher)
  expect((await logs())?.[1]?.findings).toMatchObject([expect.stringContaining('另起第 1 代')])
})

it('a stop ends the asking of a log that does not answer, says nothing of it, and asks no other', async () => {
  const { deps, head, state } = await bureau()
  for (const digit of ['b', 'c'])
    await addWitnessedLog(deps, head, { name: digit, fingerprint: digit.repeat(64), address: 'http://127.0.0.1:9' })
  let asked = 0
  let closed: Promise<void> | undefined
  const rounds = new WitnessRounds(
    deps,
    (_, init) =>
      new Promise((_resolve, reject) => {
        asked++
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        closed = rounds.close()
      }),
  )
  await rounds.look()
  await closed
  expect(asked).toBe(1)
  expect((await state())?.logs.filter(({ look }) => look)).toEqual([])
})

it('a memory that somebody changed is said of its log, and on the home, and keeps nobody from the rest', async () => {
  const desk = await bureau()
  const town = await Town.open()
  onTestFinished(() => town.close())
  await town.handIn(2)
  const of = fingerprint(nodeCrypto, town.keys.log.publicKey)
  await addWitnessedLog(desk.deps, desk.head, { name: '某厂', fingerprint: of })
  await addWitnessedLog(desk.deps, desk.head, { name: '另一厂', fingerprint: 'c'.repeat(64) })
  const id = (await desk.state())?.logs[0]?.id ?? ''
  await cosignFile(desk.deps, desk.clerk, id, await writeLogFile(town.source, []))
  const file = join(
    desk.dataDir,
    'witness',
    readdirSync(join(desk.dataDir, 'witness')).find((one) => one.endsWith(`${of}.ndjson`)) ?? '',
  )
  writeFileSync(file, readFileSync(file, 'utf8').replace('"kind":"seen"', '"kind":"SEEN"'))
  expect((await desk.state())?.logs).toMatchObject([
    { broken: expect.stringContaining('被改动过') },
    { name: '另一厂' },
  ])
  expect((await readDesk(desk.deps, desk.clerk)).steps).toContainEqual({ step: 'refused-logs', count: 1 })
})

it('believes the fingerprint the 单位 gave in writing, and no key a file brings', async () => {
  const [desk, firm] = [await bureau(), await school()]
  await addWitnessedLog(desk.deps, desk.head, { name: '示范学校', fingerprint: 'a'.repeat(64) })
  const id = (await desk.state())?.logs[0]?.id ?? ''
  const file = await exportLogFile(firm.deps, firm.actor)
  await expect(cosignFile(desk.deps, desk.clerk, id, file)).rejects.toThrow('与登记的指纹不同')
  await expect(cosignFile(desk.deps, desk.clerk, id, canonical({ v: 1 }))).rejects.toMatchObject({
    code: 'bad-request',
  })
  await endWitnessedLog(desk.deps, desk.head, id, '登记错了')
  await expect(cosignFile(desk.deps, desk.clerk, id, file)).rejects.toMatchObject({ code: 'not-found' })
})

it('a witness has one name for ever, and a key that a backup takes along', async () => {
  const { deps, head, dataDir } = await bureau()
  await expect(switchOnWitness(deps, head, '另一个名字')).rejects.toMatchObject({ code: 'conflict' })
  await expect(switchOnWitness(deps, head, '有 空格')).rejects.toMatchObject({ code: 'bad-request' })
  expect(readdirSync(`${dataDir}/witness`).filter((name) => name.endsWith('key.pem'))).toHaveLength(1)
})
