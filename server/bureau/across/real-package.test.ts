import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { maskId } from '../../../shared/people/mask'
import { openZip } from '../../claim/open-zip'
import { claimedOf } from '../../claim/package/claimed.fixture'
import { packClaim } from '../../claim/package/pack-claim'
import { HOUR, people, School } from '../../claim/school.fixture'
import { bureauOn } from '../bureau.fixture'
import { findingsOfClaim } from './bureau-findings'
import { indexPackage } from './index-package'
import { tracesOf } from './read-package'

let school: School
/** One class with 王晓明 and 李𠮷; another with 王晓明 and 赵敏. Each of them studies an hour at a time. */
let classes: string[]
const roster = people('王晓明', '李𠮷', '赵敏')

beforeAll(async () => {
  school = await School.open()
  const [wang, li, zhao] = roster
  if (!wang || !li || !zhao) throw new Error('three people')
  const first = await school.openClass([wang, li])
  const second = await school.openClass([wang, zhao], { name: '育婴员第2期' })
  classes = [first.id, second.id]
  const alone = await school.join(first.id, first.codes[1] ?? '')
  await school.hour(alone)
  school.clock.ms += 24 * HOUR
  const [here, there] = [
    await school.join(first.id, first.codes[0] ?? ''),
    await school.join(second.id, second.codes[0] ?? ''),
  ]
  const at = school.clock.ms
  await school.hour(here)
  school.clock.ms = Math.max(at, school.clock.ms - HOUR)
  await school.hour(there)
})
afterAll(() => school.close())

/** The claim of one class, packed by the school and received by the bureau as an import does. */
async function received(classId: string, bureau: Awaited<ReturnType<typeof bureauOn>>, firm: string) {
  const { deps } = school
  const { t } = deps.store
  const { data, sealed } = await claimedOf(deps, school.organisation, [classId])
  const packed = await packClaim(deps, { data, sealed, scans: [] }, () => undefined)
  const claim = await bureau.claim(firm, [bureau.someone(900)])
  await deps.store.tx(async (q) => {
    // As a newer version, whose people are those of the package.
    await q.update(t.bureauClaim).set({ version: 2 }).where(eq(t.bureauClaim.id, claim))
    for (const [position, { seat, data: person }] of data.people.entries()) {
      const row = randomUUID()
      const { id = '' } = roster.find(({ name }) => name === person.row.name) ?? {}
      await q.insert(t.bureauPerson).values({
        ...{
          id: row,
          claim,
          version: 2,
          position,
          class: classId,
          className: classId,
          seat,
          number: person.row.number,
        },
        ...{
          name: person.row.name,
          idCipher: '',
          idIndex: deps.secrets.index('id', id),
          idMasked: maskId(id),
          phoneCipher: '',
        },
        ...{
          category: '',
          occupation: classId,
          level: '五级',
          project: '',
          opening: '2026-11-01',
          closing: '2026-12-31',
        },
        ...{ hours: '1.00', asked: 0, facts: null, line: '{}', rateTable: null },
      })
    }
  })
  const zip = await openZip(packed.path)
  try {
    await indexPackage(deps, bureau, { package: randomUUID(), claim, version: 2, traces: tracesOf(zip) })
  } finally {
    zip.close()
  }
  return claim
}

it('reads packages as they are built: whose hours, on which device, and where they are claimed twice', async () => {
  const { deps } = school
  const { t, read } = deps.store
  const bureau = await bureauOn(deps)
  const [first, second] = [
    await received(classes[0] ?? '', bureau, await bureau.firm('甲校')),
    await received(classes[1] ?? '', bureau, await bureau.firm('乙校')),
  ]
  const traces = await read.select().from(t.bureauTrace)
  expect(traces.map(({ kind }) => kind)).toEqual(['chain', 'chain', 'chain'])
  const chains = await read.select().from(t.chain)
  expect(new Set(traces.map(({ chain }) => chain))).toEqual(new Set(chains.map(({ digest }) => digest)))
  expect(new Set(traces.map(({ device }) => device))).toEqual(new Set(chains.map(({ device }) => device)))
  const intervals = await read.select().from(t.bureauInterval)
  expect(new Set(intervals.map(({ identity }) => identity)).size).toBe(2)
  const [row] = await read
    .select()
    .from(t.bureauPerson)
    .where(and(eq(t.bureauPerson.claim, second), eq(t.bureauPerson.name, '王晓明')))
  const findings = await findingsOfClaim(read, deps.store, { id: second, version: 2 })
  expect(findings.map(({ code }) => code)).toEqual(['time-twice', 'person-twice'])
  expect(findings[0]?.people).toEqual([row?.id])
  // Where nothing but being in both is found, what shows it is the joining in either.
  expect(findings[1]?.records.map(({ seq }) => seq)).toEqual([0, 0])
  expect(new Set(findings[1]?.records.map(({ package: from }) => from)).size).toBe(2)
  expect(await findingsOfClaim(read, deps.store, { id: first, version: 2 })).toEqual([])
})
