import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '../../shared/record/canonical'
import { copyOf, type Device, entriesOf, joinByCode, openDevice, openSchool, type School } from '../test/seat'
import { handInFile } from './hand-in'
import { importReceipts } from './receipts'
import { type Answer, httpServer, type Server } from './server'

let school: School
beforeAll(async () => {
  school = await openSchool(8)
})
afterAll(() => school.close())

const real = httpServer()
const failed: Answer<never> = { kind: 'failed' }

/** Entries of no further meaning; the times make them differ. */
let written = 0
/** No two alike, also in the same ms on two machines. */
async function write({ desk }: Device, chain: string, count = 1): Promise<void> {
  await desk.recorder.turn(async () => {
    for (let i = 0; i < count; i++) {
      const at = Date.now() + ++written
      await desk.recorder.write(chain, [{ kind: 'gap', body: { reason: 'clock', from: at, to: at } }])
    }
  })
}
const rowOf = async ({ desk }: Device, chain: string) => {
  const row = await desk.recorder.db.get('chains', chain)
  if (!row) throw new Error('no such chain')
  return row
}
const chainsOf = async (number: string) => {
  const { roster } = await school.hr.class(school.classId)
  const row = roster.find((one) => one.number === number)
  return (await school.hr.seat(row?.seat ?? '')).chains
}

it('a network that loses requests and answers at random loses nothing and doubles nothing', async () => {
  let fate: () => 'asked' | 'lost before' | 'lost after' = () => 'asked'
  const lossy: Server = {
    join: real.join,
    async sync(...request) {
      const mine = fate()
      if (mine === 'lost before') return failed
      const answer = await real.sync(...request)
      return mine === 'lost after' ? failed : answer
    },
  }
  const device = await openDevice({ server: lossy })
  const chain = await joinByCode(device, school, 0)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('write', 'asked', 'lost before', 'lost after', 'worker killed'), { maxLength: 20 }),
      async (script) => {
        for (const step of script) {
          if (step === 'write') await write(device, chain)
          else if (step === 'worker killed') await device.restart()
          else {
            fate = () => step
            await device.desk.sync.chain(chain, true)
          }
        }
        fate = () => 'asked'
        await device.desk.sync.chain(chain, true)
        const row = await rowOf(device, chain)
        expect(row).toMatchObject({ receipted: row.next - 1, lastSync: { outcome: /received|nothing-new/ } })
        expect((await entriesOf(device, chain)).length).toBe(row.next)
        expect(await chainsOf('001')).toMatchObject([{ chain, entries: row.next, branches: 0 }])
      },
    ),
    { numRuns: 25 },
  )
})

it('a receipt that the pinned key did not sign marks nothing', async () => {
  let forge = true
  const device = await openDevice({
    server: {
      join: real.join,
      async sync(...request) {
        const answer = await real.sync(...request)
        if (!forge || answer.kind !== 'answered' || !answer.value.receipt) return answer
        const { receipt } = answer.value
        const later = { ...receipt, body: { ...receipt.body, at: receipt.body.at + 60_000 } }
        return { kind: 'answered', value: { ...answer.value, receipt: later } }
      },
    },
  })
  const chain = await joinByCode(device, school, 1)
  await device.desk.sync.chain(chain, true)
  expect(await rowOf(device, chain)).toMatchObject({ receipted: -1, lastSync: { outcome: 'receipt-wrong' } })
  forge = false
  await device.desk.sync.chain(chain, true)
  expect(await rowOf(device, chain)).toMatchObject({ receipted: 2, lastSync: { outcome: 'received' } })
})

it('one entry that the server refuses stops nothing: what is before it and behind it arrives, on a chain that goes on from there', async () => {
  let poisoned = ''
  const device = await openDevice({
    server: {
      join: real.join,
      sync: async (origin, headers, body) =>
        headers.chain === poisoned && /"seq":4,"v":1\}/.test(body)
          ? { kind: 'refused', status: 422, code: 'entry-refused', message: '', seq: 4 }
          : real.sync(origin, headers, body),
    },
  })
  const chain = await joinByCode(device, school, 7)
  poisoned = chain
  await write(device, chain, 5)
  for (let i = 0; i < 3; i++) await device.desk.sync.all({ now: true })
  const rows = await device.desk.recorder.db.getAll('chains')
  const next = rows.find((row) => row.replaces?.chain === chain)
  expect(await rowOf(device, chain)).toMatchObject({ state: 'replaced', receipted: 3 })
  expect(next).toMatchObject({ receipted: (next?.next ?? 0) - 1 })
  const kept = await entriesOf(device, chain)
  expect(
    kept.filter(({ kind }) => kind === 'gap'),
    'nothing is deleted',
  ).toHaveLength(5)
  const both = (await chainsOf('008')).map((one) => one.chain)
  expect(both.sort()).toEqual([chain, next?.chain ?? ''].sort())
  const sent = [...kept.filter(({ seq }) => seq < 4), ...(await entriesOf(device, next?.chain ?? ''))]
  expect(new Set(sent.flatMap(({ kind, body }) => (kind === 'gap' ? [body.from] : []))).size).toBe(5)
})

it('waits longer after each failure, up to a quarter of an hour; 上交学习记录 does not wait', async () => {
  let now = Date.now()
  let asked = 0
  const device = await openDevice({
    now: () => now,
    server: {
      join: real.join,
      sync: async () => {
        asked++
        return failed
      },
    },
  })
  const chain = await joinByCode(device, school, 2)
  const waits: number[] = []
  for (let i = 0; i < 12; i++) {
    await device.desk.sync.all()
    const { notBefore } = (await rowOf(device, chain)).retry
    waits.push(notBefore - now)
    const before = asked
    await device.desk.sync.all()
    expect(asked).toBe(before)
    now = notBefore
  }
  expect(asked).toBe(12)
  expect(waits[0]).toBeLessThanOrEqual(5000)
  expect(Math.max(...waits)).toBeGreaterThan(7 * 60_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(15 * 60_000)
  now -= 1
  await device.desk.sync.all({ now: true })
  expect(asked).toBe(13)
})

describe('files', () => {
  it('a hand-in file brings everything, its receipt file marks it, and a receipt of another device or a changed one marks nothing', async () => {
    const device = await openDevice({ server: { join: real.join, sync: async () => failed } })
    const chain = await joinByCode(device, school, 3)
    await write(device, chain, 5)
    const rows = await device.desk.recorder.db.getAll('chains')
    const { text } = await handInFile(device.desk.recorder.db, rows, Date.now())
    const { receipts } = await school.hr.handIn(school.classId, text)

    const changed = receipts.replace(/"at":(\d+)/, (_, at) => `"at":${Number(at) + 1}`)
    expect(await importReceipts(device.desk.recorder, changed)).toMatchObject({ entries: 0, refused: 1 })
    expect(await importReceipts(await openDevice().then(({ desk }) => desk.recorder), receipts)).toMatchObject({
      entries: 0,
      foreign: 1,
    })
    expect(await importReceipts(device.desk.recorder, `\ufeff${receipts.replaceAll('\n', '\r\n')}`)).toEqual({
      entries: 8,
      foreign: 0,
      refused: 0,
    })
    expect(await rowOf(device, chain)).toMatchObject({ receipted: 7, next: 8 })
  })

  it('a file that is no receipt file says how many lines were refused', async () => {
    const { desk } = await openDevice()
    expect(await importReceipts(desk.recorder, 'hello\n{"a":1}\n\n')).toEqual({ entries: 0, foreign: 0, refused: 2 })
  })
})

it('a copied profile: the second to hand in opens a chain that names the old one, and what it alone had stands there', async () => {
  const first = await openDevice()
  const chain = await joinByCode(first, school, 4)
  await first.desk.sync.chain(chain, true)
  const second = await copyOf(first)
  await write(first, chain, 2)
  await write(second, chain, 3)
  const onlyThere = (await entriesOf(second, chain)).slice(3).map(({ body }) => canonical(body))
  await first.desk.sync.chain(chain, true)
  await second.desk.sync.chain(chain, true)
  await second.desk.sync.all({ now: true })

  expect(await rowOf(second, chain)).toMatchObject({ state: 'replaced' })
  const next = (await second.desk.recorder.db.getAll('chains')).find((row) => row.replaces?.chain === chain)
  expect(next).toMatchObject({ replaces: { chain, seq: 2 }, state: 'joined' })
  const moved = (await entriesOf(second, next?.chain ?? '')).filter(({ kind }) => kind === 'gap')
  expect(moved).toHaveLength(onlyThere.length)
  for (const [i, body] of onlyThere.entries()) expect(moved[i]?.body).toMatchObject(JSON.parse(body))
  const chains = await chainsOf('005')
  expect(chains.map(({ chain }) => chain).sort()).toEqual([chain, next?.chain].sort())
  expect(chains.find((one) => one.chain === chain)).toMatchObject({ entries: 5, branches: 1 })
  expect(await school.hr.findings(school.classId)).toMatchObject([{ code: 'chain-forked', number: '005' }])
})
