import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RosterReport } from '../../../shared/api/roster'
import type { Actor } from '../../access/actor'
import { openAppOf } from '../../app.fixture'
import { Refused } from '../../ledger/accept'
import { strangeRosters } from './corpus/accepted.fixture'
import { brokenRosters } from './corpus/broken.fixture'
import { refusedFiles } from './corpus/refused.fixture'
import { importRoster } from './import-roster'
import { RosterRefused } from './table'

let app: Awaited<ReturnType<typeof openAppOf>>
let trained: string
let actor: Actor
beforeAll(async () => {
  app = await openAppOf()
  const { hr, me, opened } = await app.openedClass()
  const empty = await hr.openClass({
    name: '中式烹调师第1期',
    occupation: '中式烹调师',
    period: { from: '2024-12-01', to: '2025-12-31' },
  })
  trained = empty.id
  expect(opened.id).not.toBe(trained)
  const { id, name } = me.organisation
  actor = {
    member: me.user.id,
    login: 'admin',
    name: '王老师',
    role: 'hr',
    organisation: id,
    kind: 'enterprise',
    organisationName: name,
  }
})
afterAll(() => app.close())

const dry = (file: Uint8Array, choices?: object): Promise<RosterReport> =>
  importRoster(app.deps, actor, { class: trained, file, dryRun: true, choices })
const take = (file: Uint8Array, choices?: object): Promise<RosterReport> =>
  importRoster(app.deps, actor, { class: trained, file, dryRun: false, choices })

const refusal = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`not refused: ${error}`)
  return error
}

describe('is refused as a file, with reason and cure', () => {
  it.each(refusedFiles.map((one) => [one.what, one] as const))('%s', async (_, { file, because, cure }) => {
    const error = await refusal(take(await file()))
    expect(error.code).toBe('file-refused')
    expect(error.message).toContain(because)
    expect(error.message).toContain(cure)
  })
})

describe('is imported by nobody, and the cell, the reason and the cure are told', () => {
  it.each(brokenRosters.map((one) => [one.what, one] as const))(
    '%s',
    async (_, { file, choices, cell, because, cure, errors = 1 }) => {
      const bytes = await file()
      const error = await refusal(take(bytes, choices))
      if (!(error instanceof RosterRefused)) throw error
      expect(error.places).toHaveLength(errors)
      const [place] = error.places
      expect(place?.cell).toBe(cell)
      expect(place?.message).toContain(because)
      expect(place?.message).toContain(cure)
      if (cell !== undefined) expect(place?.row).toBe(Number(cell.slice(1)))
      if (cell !== undefined) expect((await dry(bytes, choices)).errors).toEqual(error.places)
      const { t, read } = app.deps.store
      expect((await read.select().from(t.person)).length, 'nobody came in').toBe(2)
    },
  )
})

describe('is read rightly', () => {
  it.each(strangeRosters.map((one) => [one.what, one] as const))(
    '%s',
    async (_, { file, choices, people, warnings = [], notes = [] }) => {
      const report = await dry(await file(), choices)
      expect(report.errors).toEqual([])
      expect(report.need).toBeUndefined()
      expect(report.added).toBe(people)
      expect(report.warnings.map(({ cell }) => cell)).toEqual(warnings.map(([cell]) => cell))
      for (const [i, [, says]] of warnings.entries()) expect(report.warnings[i]?.message).toContain(says)
      for (const note of notes) expect(report.notes?.join('\n')).toContain(note)
    },
  )
})
