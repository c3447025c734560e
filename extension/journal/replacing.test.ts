import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import type { Entry } from '../../shared/record/entry'
import { credit } from '../../shared/study/credit'
import type { Facts } from '../../shared/study/facts'
import { defaultPolicy } from '../../shared/study/policies'
import { steady } from '../../test/support/device'
import {
  copyOf,
  course,
  type Device,
  entriesOf,
  joinByCode,
  openDevice,
  openSchool,
  page,
  type School,
} from '../test/seat'
import { answerFrame } from './dispatch'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const EVENING = 13 * MINUTE

let school: School
beforeAll(async () => {
  school = await openSchool(2)
})
afterAll(() => school.close())

let now = Date.now()

/** Thirteen minutes of one lesson, too short for a check, from sign-in to sign-out. */
async function evening({ desk }: Device, name: string): Promise<void> {
  now += HOUR
  const [person] = await desk.recorder.db.getAll('people')
  await desk.people.signIn(person?.id ?? '')
  for (let i = 0; i < EVENING / MINUTE; i++) {
    const span = steady(now, MINUTE, i * MINUTE)
    now += MINUTE
    const playing = { kind: 'video', duration: HOUR, state: 'advancing', rate: 1000 } as const
    const input = {
      view: name,
      page: page(name),
      playing,
      gaps: [],
      first: i,
      spans: [span],
      closed: true,
      ended: false,
    }
    await answerFrame(desk, { type: 'watch', input }, 7, 0)
  }
  now += MINUTE
  await desk.people.signOut('popup')
}

/** What these chains of one seat are worth, each with one receipt a day later. */
function worth(chains: readonly Entry[][]) {
  const facts: Facts = {
    ...{ v: 2, class: 'k', devices: [], corrections: [], imported: [], elsewhere: [] },
    bindings: chains.flatMap(([join]) =>
      join ? [{ claim: String(join.body.claim), seat: 's', from: now - 24 * HOUR, how: 'code' as const }] : [],
    ),
    courses: [{ ...course, site: 'px.class.com.cn', aliases: [] }],
    period: { from: '2020-01-01', to: '2099-12-31' },
    receipts: chains.flatMap((entries) => {
      const [{ chain = '' } = {}] = entries
      return [{ chain, from: 0, to: entries.length - 1, at: now + HOUR, hash: chain }]
    }),
  }
  const { days } = credit(nodeCrypto, chains, defaultPolicy, facts)
  return {
    credited: days.reduce((sum, day) => sum + day.credited, 0),
    reasons: [...new Set(days.flatMap(({ deductions }) => Object.keys(deductions)))],
  }
}

it('evenings too short for a check, written again after a fork, are worth what they were: each keeps its sign-in and sign-out', async () => {
  const first = await openDevice({ now: () => now })
  const chain = await joinByCode(first, school, 0)
  await first.desk.people.signOut('popup')
  await first.desk.sync.chain(chain, true)
  const copy = await copyOf(first, { now: () => now })
  await evening(first, 'a')
  await first.desk.sync.chain(chain, true)
  for (const name of ['b', 'c', 'd']) await evening(copy, name)
  const before = await entriesOf(copy, chain)
  await copy.desk.sync.all({ now: true })
  await copy.desk.sync.all({ now: true })

  const next = (await copy.desk.recorder.db.getAll('chains')).find((row) => row.replaces?.chain === chain)
  const after = await entriesOf(copy, next?.chain ?? '')
  expect(after.map(({ kind }) => kind).filter((kind) => kind.startsWith('sign'))).toEqual(
    ['b', 'c', 'd'].flatMap(() => ['signin', 'signout']),
  )
  expect(worth([before])).toEqual({ credited: 3 * EVENING, reasons: [] })
  expect(worth([after])).toEqual({ credited: 3 * EVENING, reasons: [] })
})
