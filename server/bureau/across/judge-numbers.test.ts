import { randomUUID } from 'node:crypto'
import { asc, eq, isNull } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { DeskRounds } from '../rounds'
import { openAcross } from './across.fixture'
import { judgeNumbers } from './judge-numbers'

/** With another check digit. */
const miscopied = (id: string) => `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`

/** A claim of people as it stood before numbers were judged on receipt: their rows say nothing of them. */
async function before(numbers: readonly string[]) {
  const bureau = await openAcross()
  onTestFinished(bureau.close)
  const { deps } = bureau
  const { t } = deps.store
  const firm = await bureau.firm('甲公司', 'enterprise')
  const claim = await bureau.received(
    firm,
    numbers.map((idNumber, n) => ({ ...bureau.someone(n + 1), idNumber })),
  )
  const rows = await deps.store.read.select().from(t.bureauPerson).orderBy(asc(t.bureauPerson.position))
  // Rows of people are never changed: the same ones once more, of a version that takes the place of the first.
  await deps.store.tx(async (q) => {
    for (const row of rows) {
      const id = randomUUID()
      const idCipher = deps.secrets.encrypt(numbers[row.position] ?? '', id)
      await q.insert(t.bureauPerson).values({ ...row, id, idCipher, version: 2, idProblem: null })
    }
    await q.update(t.bureauClaim).set({ version: 2 }).where(eq(t.bureauClaim.id, claim))
    await q.update(t.bureauReading).set({ version: 2 })
  })
  return { ...bureau, codes: async () => (await bureau.findings(claim, 2)).map(({ code }) => code) }
}

it('finds numbers that nobody can have among people who came before numbers were judged', async () => {
  const { deps, codes } = await before([inventedId(1), miscopied(inventedId(2))])
  expect(await codes()).toEqual([])
  await new DeskRounds(deps).look()
  expect(await codes()).toEqual(['id-invalid'])
  const { t, read } = deps.store
  const judged = await read.select().from(t.bureauIdProblem)
  expect(judged.map(({ problem }) => problem).sort()).toEqual(['', 'check-digit'])
  const unjudged = await read.select().from(t.bureauPerson).where(isNull(t.bureauPerson.idProblem))
  expect(unjudged, 'their own rows stay as they are').toHaveLength(2)
  await deps.store.tx((q) => q.delete(t.bureauIdProblem))
  await new DeskRounds(deps).look()
  expect(await read.select().from(t.bureauIdProblem), 'derived: judged again').toHaveLength(2)
})

it('lets other work in between, and ends where the server stops', async () => {
  const { deps } = await before(Array.from({ length: 450 }, (_, n) => inventedId(n)))
  const { t, read } = deps.store
  let asked = 0
  let others = 0
  const other = setInterval(() => others++, 0)
  onTestFinished(() => clearInterval(other))
  await judgeNumbers(deps, () => ++asked > 2)
  expect(await read.select().from(t.bureauIdProblem)).toHaveLength(400)
  expect(others).toBeGreaterThan(0)
  await judgeNumbers(deps, () => false)
  expect(await read.select().from(t.bureauIdProblem)).toHaveLength(450)
})
