import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { dayOf, dayRange } from '../../../shared/calendar/beijing'
import { fingerprint } from '../../../shared/record/batch'
import { type KeyHolder, keyFileText, signKeyFile } from '../../../shared/register/key-file'
import { makeKey, nodeCrypto, signer } from '../../crypto'
import { enrolKey } from './enrol-key'
import { firmAnswerOf } from './firms'
import { strangers } from './register.fixture'

const compared = '电话与孙老师逐位核对'
const school = '绥化市示范职业培训学校'
const code = '91110000600037341L'

/** A key file of a server that was set up a moment ago. */
async function anotherServer(now: number, change: Partial<KeyHolder>) {
  const made = signer(await makeKey('Ed25519'))
  const organisation: KeyHolder = { id: crypto.randomUUID(), kind: 'institution', name: school, ...change }
  const statement = await signKeyFile(nodeCrypto, made, { organisation, from: now, at: now })
  return { file: keyFileText(statement), key: fingerprint(nodeCrypto, made.publicKey), id: organisation.id }
}

it('asks a server that was built anew for the letter, and the 单位 stays one with all that came of both', async () => {
  const { deps, bureau, manager, key, trusted, scan, enrol } = await strangers()
  const { t, read } = deps.store
  const firm = await enrol()
  const old = await trusted(await key())
  const now = deps.clock.now()
  const rebuilt = await anotherServer(now, { creditCode: ` ${code.toLowerCase()}`.trim(), name: `${school}（新）` })
  const asked = { file: rebuilt.file, compared }
  expect(await enrolKey(deps, manager, asked)).toMatchObject({ held: true, as: { name: school, by: 'code' } })
  const confirmed = { ...asked, confirmed: rebuilt.key }
  await expect(enrolKey(deps, manager, confirmed)).rejects.toThrow('已有同一统一社会信用代码的单位')
  const letter = { from: dayOf(now), reason: '服务器损坏，没有备份', evidence: await scan() }
  expect(await enrolKey(deps, manager, { ...confirmed, letter })).toMatchObject({ firm, state: 'enrolled' })

  const firms = await read.select().from(t.bureauFirm).where(eq(t.bureauFirm.organisation, bureau.organisation))
  expect(firms).toMatchObject([{ id: firm, their: rebuilt.id }])
  // What the old server signed before that day is still its own, under the id it had then.
  expect(await trusted(await key())).toMatchObject({ firm, their: old?.their, until: dayRange(dayOf(now)).from })
  expect(await trusted(rebuilt.key)).toMatchObject({ firm, their: rebuilt.id })
  expect((await firmAnswerOf(deps, manager, firm)).keys.map(({ how }) => how)).toEqual(['letter', 'file'])
  const audited = await read.select().from(t.audit).where(eq(t.audit.subject, firm))
  expect(audited.map(({ detail }) => detail).join()).toContain(old?.their)
})

it('joins a 单位 entered by hand: of its credit code by itself, of its name alone when somebody says why', async () => {
  const { deps, bureau, manager } = await strangers()
  const { t, read } = deps.store
  const byHand = (name: string, creditCode: string) =>
    deps.store.tx(async (q) => {
      const id = crypto.randomUUID()
      await q.insert(t.bureauFirm).values({
        ...{ id, organisation: bureau.organisation, kind: 'institution', name, creditCode, their: '', by: '-' },
        createdAt: 1,
      })
      return id
    })
  const coded = await byHand('北林家政公司', code)
  const first = await anotherServer(deps.clock.now(), { name: '北林家政服务有限公司', creditCode: code })
  const confirmed = { file: first.file, confirmed: first.key, compared }
  expect((await enrolKey(deps, manager, confirmed)).firm).toBe(coded)

  const bare = await byHand('海伦技校', '')
  const next = await anotherServer(deps.clock.now(), { name: '海伦 技校', creditCode: '91350211M0000XUF46' })
  const asked = { file: next.file, compared }
  expect((await enrolKey(deps, manager, asked)).manual).toEqual({ id: bare, name: '海伦技校' })
  const joins = { firm: bare, reason: '法定代表人和地址相同，已电话核实' }
  await expect(
    enrolKey(deps, manager, { ...asked, confirmed: next.key, joins: { ...joins, firm: coded } }),
  ).rejects.toMatchObject({ code: 'conflict' })
  expect((await enrolKey(deps, manager, { ...asked, confirmed: next.key, joins })).firm).toBe(bare)
  const [row] = await read.select().from(t.bureauFirm).where(eq(t.bureauFirm.id, bare))
  expect(row).toMatchObject({ their: next.id, creditCode: '91350211M0000XUF46' })
  const audited = await read.select().from(t.audit).where(eq(t.audit.subject, bare))
  expect(audited.map(({ detail }) => detail).join()).toContain(joins.reason)
})

it('goes by the name where one of the two has no credit code, and never takes another code for the same 单位', async () => {
  const { deps, manager, enrol } = await strangers()
  const firm = await enrol()
  const ask = async (change: Partial<KeyHolder>) => {
    const { file, key: confirmed } = await anotherServer(deps.clock.now(), change)
    return { read: await enrolKey(deps, manager, { file, compared }), take: { file, confirmed, compared } }
  }
  const unnamed = await ask({})
  expect(unnamed.read).toMatchObject({ held: true, as: { by: 'name' } })
  await expect(enrolKey(deps, manager, unnamed.take)).rejects.toThrow('已有同名的单位')
  const other = await ask({ creditCode: '91350211M0000XUF46' })
  expect(other.read).toMatchObject({ held: false })
  expect(other.read.as).toBeUndefined()
  expect((await enrolKey(deps, manager, other.take)).firm).not.toBe(firm)
})
