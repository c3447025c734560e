import { expect, it, onTestFinished } from 'vitest'
import { intakeQuery, stagesQuery } from '../../shared/api/bureau-intake'
import { openBureau } from '../bureau/bureau.fixture'
import { recordIntake } from '../bureau/intake/intake-row'
import { onPostgres } from '../db/each-database'
import { listIntake } from './intake'
import { listStages } from './stages'

const ask = { page: 1, size: 50, search: '', filter: '' } as const

/** How many rows each list has in every order and with every filter. */
async function askEverything(databaseUrl?: string): Promise<Record<string, number>> {
  const bureau = await openBureau({}, undefined, databaseUrl === undefined ? {} : { databaseUrl })
  onTestFinished(bureau.close)
  const { deps } = bureau
  const clerk = await bureau.member('hr')
  for (const [name, outcome] of [
    ['甲.zip', 'refused'],
    ['乙.zip', 'refused'],
  ] as const)
    await deps.store.tx((q) =>
      recordIntake(
        q,
        deps,
        clerk,
        { id: name, path: '', name, source: 'upload', bytes: 1 },
        { outcome, problem: '坏了' },
      ),
    )
  const totals: Record<string, number> = {}
  for (const sort of intakeQuery.entries.sort.wrapped.options)
    for (const filter of intakeQuery.entries.filter.wrapped.options)
      totals[`intake ${sort} ${filter}`] = (await listIntake(deps, clerk, { ...ask, sort, filter })).total
  for (const sort of stagesQuery.entries.sort.wrapped.options)
    for (const filter of stagesQuery.entries.filter.wrapped.options)
      totals[`stages ${sort} ${filter}`] = (await listStages(deps, clerk, { ...ask, sort, filter, search: '一' })).total
  totals.searched = (await listIntake(deps, clerk, { ...ask, search: '甲' })).total
  return totals
}

it('what came in is listed in every order and with every filter', async () => {
  expect(await askEverything()).toMatchObject({
    ...{ 'intake at ': 2, 'intake firm refused': 2, 'intake name claim': 0, 'stages firm late': 0, searched: 1 },
  })
})

onPostgres('lists of the intake', ({ open, url }) => {
  it('answer on PostgreSQL what they answer on SQLite', async () => {
    const store = await open()
    await store.close()
    expect(await askEverything(url())).toEqual(await askEverything())
  })
})
