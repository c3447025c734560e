import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOf, dayRange, instantOf } from '../../../shared/calendar/beijing'
import { fingerprint } from '../../../shared/record/batch'
import { makeKey, nodeCrypto } from '../../crypto'
import { Keys } from '../../keys'
import { listFirms } from '../../lists/bureau-firms'
import { endKey } from './end-key'
import { enrolKey } from './enrol-key'
import { firmAnswerOf } from './firms'
import { strangers } from './register.fixture'
import { rotateKey } from './rotate-key'

const compared = '电话与孙老师逐位核对'

describe('the key of a 单位', () => {
  it('is trusted only after somebody compared its fingerprint, which both sides show', async () => {
    const { deps, manager, keyFile: file, key, trusted } = await strangers()
    const text = await file()
    const read = await enrolKey(deps, manager, { file: text, compared: '' })
    expect(read).toMatchObject({ state: 'read', fingerprint: await key(), known: false, held: false })
    expect(await trusted(await key())).toBeUndefined()
    const confirmed = { file: text, confirmed: read.fingerprint }
    await expect(enrolKey(deps, manager, { ...confirmed, compared: ' ' })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await expect(enrolKey(deps, manager, { ...confirmed, confirmed: '0'.repeat(64), compared })).rejects.toMatchObject({
      code: 'conflict',
    })
    const { firm = '' } = await enrolKey(deps, manager, { ...confirmed, compared })
    expect(await trusted(await key())).toMatchObject({ firm, name: '绥化市示范职业培训学校' })
    expect(await firmAnswerOf(deps, manager, firm)).toMatchObject({
      keys: [{ fingerprint: await key(), compared, ends: [] }],
    })
    expect(await enrolKey(deps, manager, { ...confirmed, compared })).toMatchObject({ state: 'read', known: true })
  })

  it('is refused from a file that was changed, or that says another 单位 than the one who signed', async () => {
    const { deps, manager, keyFile: file } = await strangers()
    const forged = (await file()).replace('绥化市示范职业培训学校', '绥化市冒名职业培训学校')
    await expect(enrolKey(deps, manager, { file: forged, compared: '' })).rejects.toMatchObject({
      code: 'file-refused',
    })
  })

  it('that is revoked counts until the day it is revoked from, and that is never taken back', async () => {
    const { deps, manager, keyFile: file, key, trusted } = await strangers()
    const fp = await key()
    const { firm = '' } = await enrolKey(deps, manager, { file: await file(), confirmed: fp, compared })
    const [{ id = '' } = {}] = (await firmAnswerOf(deps, manager, firm)).keys
    await endKey(deps, manager, id, { from: '2026-12-01', reason: '电脑失窃' })
    await endKey(deps, manager, id, { from: '2027-12-01', reason: '又找到了' })
    expect(await trusted(fp)).toMatchObject({ until: instantOf('2026-12-01', '00:00') })
  })

  it('is followed by a new one that the old one signed for, with nothing to compare', async () => {
    const { deps, manager, keyFile: file, key, trusted, rotation } = await strangers()
    const old = await key()
    const { firm } = await enrolKey(deps, manager, { file: await file(), confirmed: old, compared })
    const text = await rotation()
    expect(await rotateKey(deps, manager, { file: text })).toMatchObject({ firm, old, fingerprint: await key() })
    const [before, after] = [await trusted(old), await trusted(await key())]
    expect(after).toMatchObject({ firm, from: before?.until })
    expect(after?.until).toBeUndefined()
    await expect(rotateKey(deps, manager, { file: text })).rejects.toMatchObject({ code: 'conflict' })
    const forged = text.replace(/"signature":"..../, '"signature":"AAAA')
    await expect(rotateKey(deps, manager, { file: forged })).rejects.toMatchObject({ code: 'file-refused' })
  })

  it('signs no successor once it is revoked', async () => {
    const { deps, manager, keyFile: file, key, rotation } = await strangers()
    const { firm = '' } = await enrolKey(deps, manager, { file: await file(), confirmed: await key(), compared })
    const [{ id = '' } = {}] = (await firmAnswerOf(deps, manager, firm)).keys
    await endKey(deps, manager, id, { from: '2020-01-01', reason: '被盗' })
    await expect(rotateKey(deps, manager, { file: await rotation() })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('whose end is to come still counts: a second one needs the letter, the list says in force, and it hands over', async () => {
    const { deps, manager, keyFile: file, key, trusted, rotation } = await strangers()
    const old = await key()
    const { firm = '' } = await enrolKey(deps, manager, { file: await file(), confirmed: old, compared })
    const [{ id = '' } = {}] = (await firmAnswerOf(deps, manager, firm)).keys
    const day = dayOf(deps.clock.now() + 400 * 86_400_000)
    await endKey(deps, manager, id, { from: day, reason: '合同到期' })
    const asked = { page: 1, size: 20, search: '', filter: '' } as const
    const listed = async () => (await listFirms(deps, manager, asked)).rows
    expect(await listed()).toMatchObject([{ key: old, ended: false }])
    expect((await listFirms(deps, manager, { ...asked, filter: 'no-key' })).rows).toEqual([])
    const handover = await rotation()
    const next = { file: await file(), confirmed: await key(), compared }
    await expect(enrolKey(deps, manager, next)).rejects.toMatchObject({ code: 'conflict' })
    expect(await rotateKey(deps, manager, { file: handover })).toMatchObject({ old, fingerprint: await key() })
    expect((await trusted(old))?.until ?? Number.NaN).toBeLessThan(dayRange(day).from)
    expect(await listed()).toMatchObject([{ key: await key(), ended: false }])
  })

  it('that is lost is replaced by a sealed letter alone, and ends on the day the letter says', async () => {
    const { deps, manager, keyFile: file, key, trusted, rotation, scan } = await strangers()
    const old = await key()
    await enrolKey(deps, manager, { file: await file(), confirmed: old, compared })
    await rotation()
    const next = { file: await file(), confirmed: await key(), compared }
    await expect(enrolKey(deps, manager, next)).rejects.toMatchObject({ code: 'conflict' })
    const letter = { from: '2026-11-20', reason: '服务器损坏，密钥无法恢复', evidence: await scan() }
    await enrolKey(deps, manager, { ...next, letter })
    expect(await trusted(old)).toMatchObject({ until: instantOf('2026-11-20', '00:00') })
    expect((await trusted(await key()))?.until).toBeUndefined()
  })

  it('is enrolled and ended by a manager of a bureau alone', async () => {
    const { deps, bureau, head, keyFile: file } = await strangers()
    for (const actor of [head, await bureau.member('hr'), await bureau.member('auditor')]) {
      await expect(enrolKey(deps, actor, { file: await file(), compared: '' })).rejects.toMatchObject({
        code: 'not-allowed',
      })
      await expect(endKey(deps, actor, 'x', { from: '2026-12-01', reason: 'x' })).rejects.toMatchObject({
        code: 'not-allowed',
      })
    }
  })
})

it('a rotated key signs packages from then on, also where the server fell before its file was in place', async () => {
  const { deps, school, head, key, rotation } = await strangers()
  const before = await key()
  await rotation()
  const after = await key()
  expect(after).not.toBe(before)
  const file = join(school.dataDir, 'keys', `package-${head.organisation}.pem`)
  renameSync(file, file.replace('.pem', '.next.pem'))
  writeFileSync(file, await makeKey('Ed25519'))
  const keys = await Keys.open(school.dataDir, deps.store, deps.clock)
  expect(fingerprint(nodeCrypto, (await keys.package(head.organisation)).publicKey)).toBe(after)
})
